package io.rejoin.client;

import io.rejoin.profile.ClientHalf.Reconnect;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a
 * bound, so that the clients of a server that has failed do not come back in step. The bound grows
 * by a factor from attempt to attempt: up to {@code max-in-window} while the window is open, since
 * others are told its steps; beyond the window from there to {@code max}.
 */
final class Backoff {
  private final DoubleSupplier random;
  private int attempts;
  private int lateAttempts;

  /** The source gives numbers from 0 up to, not including, 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  long nextDelayMs(Reconnect policy, long silentMs) {
    boolean isOpen = silentMs < policy.window().toMillis();
    return (long) (random.getAsDouble() * (isOpen ? bound(policy) : lateBound(policy)));
  }

  private double bound(Reconnect policy) {
    double bound = policy.initial().toMillis() * Math.pow(policy.factor(), attempts);
    attempts++;
    return Math.min(policy.maxInWindow().toMillis(), bound);
  }

  private double lateBound(Reconnect policy) {
    lateAttempts++;
    double bound = policy.maxInWindow().toMillis() * Math.pow(policy.factor(), lateAttempts);
    return Math.min(policy.max().toMillis(), bound);
  }

  /** Starts over: the next attempt is the first. */
  void reset() {
    attempts = 0;
    lateAttempts = 0;
  }
}
