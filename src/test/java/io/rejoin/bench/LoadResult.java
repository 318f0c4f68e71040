package io.rejoin.bench;

/**
 * What a load measured; the one line that it prints.
 *
 * @param count deliveries, answered messages or logins
 * @param serverCpuMicros CPU time that the server's process took in that time
 * @param storeCpuMicros the same of the database's processes; 0 where it is a part of the server
 * @param loadCpuMicros the same of the load's own
 * @param p50Micros latency; 0 where none was measured
 */
record LoadResult(
    long count,
    long micros,
    long serverCpuMicros,
    long storeCpuMicros,
    long loadCpuMicros,
    long p50Micros,
    long p99Micros,
    long p999Micros) {

  double perSecond() {
    return count * 1e6 / micros;
  }

  double cpuMicrosEach() {
    return (double) serverCpuMicros / count;
  }

  double storeCpuMicrosEach() {
    return (double) storeCpuMicros / count;
  }

  /** How much of one core the server took. */
  double serverCores() {
    return (double) serverCpuMicros / micros;
  }

  /** How much of one core the load took; near 1 it is itself the bound. */
  double loadCores() {
    return (double) loadCpuMicros / micros;
  }
}
