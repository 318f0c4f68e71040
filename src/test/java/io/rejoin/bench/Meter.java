package io.rejoin.bench;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/** Time, CPU time and latencies between a beginning and an end. On the load's event loop only. */
final class Meter {
  private static final long OWN_PID = ProcessHandle.current().pid();

  private final Ticker ticker;
  private final long serverPid;
  private final long storePid;
  private final Latencies latencies = new Latencies();
  private long nanosAtBegin;
  private long serverCpuAtBegin;
  private long storeCpuAtBegin;
  private long ownCpuAtBegin;

  /**
   * Measures those processes.
   *
   * @param storePid the database's first process; 0 where the database is a part of the server
   */
  Meter(Ticker ticker, long serverPid, long storePid) {
    this.ticker = ticker;
    this.serverPid = serverPid;
    this.storePid = storePid;
  }

  long now() {
    return ticker.nanoTime();
  }

  void latency(long nanos) {
    latencies.add(nanos);
  }

  /** Forgets what was before. */
  void begin() {
    latencies.clear();
    nanosAtBegin = now();
    serverCpuAtBegin = Proc.cpuMicros(serverPid);
    storeCpuAtBegin = storeCpuMicros();
    ownCpuAtBegin = Proc.cpuMicros(OWN_PID);
  }

  /** What was measured, while so many were done. */
  LoadResult end(long count) {
    return new LoadResult(
        count,
        TimeUnit.NANOSECONDS.toMicros(now() - nanosAtBegin),
        Proc.cpuMicros(serverPid) - serverCpuAtBegin,
        storeCpuMicros() - storeCpuAtBegin,
        Proc.cpuMicros(OWN_PID) - ownCpuAtBegin,
        latencies.micros(0.5),
        latencies.micros(0.99),
        latencies.micros(0.999));
  }

  private long storeCpuMicros() {
    return storePid == 0 ? 0 : Proc.familyCpuMicros(storePid);
  }
}
