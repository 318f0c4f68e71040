package io.rejoin.bench;

import java.util.concurrent.CompletableFuture;

/** Counts answers, and knows when to begin and to end. On the load's event loop only. */
final class PeerPressure {
  private final long total;
  private final Meter meter;
  private final CompletableFuture<Void> warm = new CompletableFuture<>();
  private final CompletableFuture<LoadResult> result;
  private long answered;
  private long answeredAtBegin;

  PeerPressure(long total, Meter meter, CompletableFuture<LoadResult> result) {
    this.total = total;
    this.meter = meter;
    this.result = result;
    warm.thenRun(this::measure);
  }

  long now() {
    return meter.now();
  }

  /** A message was answered after that time. */
  void answered(long nanos) {
    answered++;
    meter.latency(nanos);
    if (answered == total / 3) {
      begin();
    } else if (answered == total) {
      end();
    }
  }

  /** Begins to measure; only the first call counts. */
  void begin() {
    warm.complete(null);
  }

  private void measure() {
    answeredAtBegin = answered;
    meter.begin();
  }

  /** Tells what was measured; only the first call counts. */
  void end() {
    result.complete(meter.end(answered - answeredAtBegin));
  }
}
