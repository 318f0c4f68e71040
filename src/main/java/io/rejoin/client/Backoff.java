package io.rejoin.client;

import io.rejoin.profile.ClientHalf.Reconnect;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a
 * bound, so that the clients of a server that has failed do not come back in step. The bound grows
 * by a factor from attempt to attempt: up to {@code max-in-window} while the window is open, since
 * others are told its steps, and on from there to {@code max} beyond it.
 */
final class Backoff {
  private final DoubleSupplier random;
  private double growth = 1;

  /** The source gives numbers from 0 up to, not including, 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  long nextDelayMs(Reconnect policy, long silentMs) {
    boolean isOpen = silentMs < policy.window().toMillis();
    long most = (isOpen ? policy.maxInWindow() : policy.max()).toMillis();
    double bound = policy.initial().toMillis() * growth;
    growth *= bound < most ? policy.factor() : 1;
    return (long) (random.getAsDouble() * Math.min(most, bound));
  }

  /** Starts over: the next attempt is the first. */
  void reset() {
    growth = 1;
  }
}
