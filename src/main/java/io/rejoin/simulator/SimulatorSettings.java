package io.rejoin.simulator;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * How worlds are made: {@code rejoin.simulator} of {@code reference.conf}.
 *
 * @param nodes of a world's server: of several, each seed has its own
 * @param threads that make worlds at the same time
 * @param tick how often checks look
 * @param calm how long it is quiet at the end, after all was healed
 * @param slack how late something may be told
 * @param settling after which all who are well must agree
 * @param failover how much later that may be where nodes can be lost
 * @param tries stories that are told at most to find a short one
 * @param server settings of the servers, in HOCON
 */
public record SimulatorSettings(
    int users,
    List<Integer> nodes,
    Duration length,
    int seeds,
    int threads,
    Duration tick,
    Duration calm,
    Duration slack,
    Duration settling,
    Duration failover,
    Duration latency,
    Duration jitter,
    Duration nodeLatency,
    int tries,
    String server) {

  public SimulatorSettings {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || nodes.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "rejoin.simulator.nodes is " + nodes + "; one or more numbers, each at least 1");
    }
  }

  /** How many nodes the server of that seed's world has. */
  int nodesOf(long seed) {
    return nodes.get((int) Math.floorMod(seed, (long) nodes.size()));
  }

  /** Reads the section {@code rejoin.simulator} of a complete configuration. */
  public static SimulatorSettings from(Config config) {
    Config own = config.getConfig("rejoin.simulator");
    return new SimulatorSettings(
        own.getInt("users"),
        own.getIntList("nodes"),
        own.getDuration("length"),
        own.getInt("seeds"),
        threads(own.getInt("threads")),
        own.getDuration("tick"),
        own.getDuration("calm"),
        own.getDuration("slack"),
        own.getDuration("settling"),
        own.getDuration("failover"),
        own.getDuration("latency"),
        own.getDuration("jitter"),
        own.getDuration("node-latency"),
        own.getInt("tries"),
        own.getString("server"));
  }

  private static int threads(int given) {
    return given > 0 ? given : Runtime.getRuntime().availableProcessors();
  }
}
