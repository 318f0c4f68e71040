package io.rejoin.client;

import io.rejoin.profile.ClientHalf.Reconnect;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a
 * bound which grows by a factor from attempt to attempt up to a maximum, so that the clients of a
 * server that has failed do not come back in step.
 */
final class Backoff {
  private final DoubleSupplier random;
  private int attempts;

  /** The source gives numbers from 0 up to, not including, 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  long nextDelayMs(Reconnect policy) {
    double bound =
        Math.min(
            policy.max().toMillis(),
            policy.initial().toMillis() * Math.pow(policy.factor(), attempts));
    attempts++;
    return (long) (random.getAsDouble() * bound);
  }

  /** Starts over: the next attempt is the first. */
  void reset() {
    attempts = 0;
  }
}
