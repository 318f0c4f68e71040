package io.rejoin.testkit;

import java.util.SplittableRandom;

/**
 * How long the network takes, drawn anew for each frame. Within one connection frames keep their
 * order.
 */
public final class Faults {
  private final SplittableRandom random;
  private final Delay clients;
  private final Delay nodes;

  /**
   * How long a frame is on its way, in milliseconds.
   *
   * @param latencyMs at least
   * @param jitterMs more at most
   */
  public record Delay(int latencyMs, int jitterMs) {
    public Delay {
      if (latencyMs < 0 || jitterMs < 0) {
        throw new IllegalArgumentException(
            "latency " + latencyMs + " ms, jitter " + jitterMs + " ms; at least 0");
      }
    }
  }

  /** No time at all: what is said is heard in the same millisecond. */
  public static final Delay NONE = new Delay(0, 0);

  Faults(SplittableRandom random, Delay clients, Delay nodes) {
    this.random = random;
    this.clients = clients;
    this.nodes = nodes;
  }

  /** Between a client and its node. */
  int ofClient() {
    return draw(clients);
  }

  int betweenNodes() {
    return draw(nodes);
  }

  private int draw(Delay delay) {
    return delay.jitterMs == 0
        ? delay.latencyMs
        : delay.latencyMs + random.nextInt(delay.jitterMs + 1);
  }
}
