package io.rejoin.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test moves it. Thread-safe. */
public final class TestTime implements InstantSource {
  private final AtomicLong millis = new AtomicLong(1_767_225_600_000L);

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  /** Moves time on. */
  public void advance(Duration by) {
    millis.addAndGet(by.toMillis());
  }
}
