package io.rejoin.bench;

/**
 * What a load measured; the one line that it prints.
 *
 * @param serverCpuMicros CPU time that the server's process took in that time
 * @param loadCpuMicros the same of the load's own
 * @param p50Micros latency, of a sample; 0 where as much was sent as could be
 */
record LoadResult(
    long deliveries,
    long micros,
    long serverCpuMicros,
    long loadCpuMicros,
    long p50Micros,
    long p99Micros,
    long p999Micros) {

  double perSecond() {
    return deliveries * 1e6 / micros;
  }

  double cpuMicrosPerDelivery() {
    return (double) serverCpuMicros / deliveries;
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
