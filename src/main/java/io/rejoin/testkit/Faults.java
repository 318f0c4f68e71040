package io.rejoin.testkit;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long the network takes, drawn anew for each frame. Within one connection frames keep their
 * order.
 */
public final class Faults {
  /**
   * How long a frame is on its way, in milliseconds.
   *
   * @param latencyMs at least
   * @param jitterMs more at most
   */
  public record Delay(int latencyMs, int jitterMs) {

    static Delay of(Duration latency, Duration jitter) {
      return new Delay(Math.toIntExact(latency.toMillis()), Math.toIntExact(jitter.toMillis()));
    }

    public Delay {
      if (latencyMs < 0 || jitterMs < 0) {
        throw new IllegalArgumentException(
            "latency " + latencyMs + " ms, jitter " + jitterMs + " ms; at least 0");
      }
    }
  }

  /** No time at all: what is said is heard in the same millisecond. */
  public static final Delay NONE = new Delay(0, 0);

  private final SplittableRandom random;

  Faults(SplittableRandom random) {
    this.random = random;
  }

  int draw(Delay delay) {
    return delay.jitterMs == 0
        ? delay.latencyMs
        : delay.latencyMs + random.nextInt(delay.jitterMs + 1);
  }
}
