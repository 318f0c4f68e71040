package io.rejoin.server;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of production: it starts at the wall clock's time and only grows from there, at the
 * rate of the machine's monotonic clock. A wall clock that is set later does not move it.
 */
public final class GrowingClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public long millis() {
    return start.toEpochMilli() + (System.nanoTime() - startNanos) / 1_000_000;
  }
}
