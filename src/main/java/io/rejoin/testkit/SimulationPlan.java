package io.rejoin.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a {@link Simulation} is to be. Immutable; each method returns a changed copy.
 *
 * @param nodes of the cluster
 * @param clientDelay between clients and nodes
 * @param nodeDelay between nodes
 * @param noticedAfter the loss of a node is noticed by the others after this time
 * @param meeting how long {@link Simulation#meet} waits after each step
 * @param config what differs from {@code reference.conf}
 */
public record SimulationPlan(
    long seed,
    int nodes,
    Faults.Delay clientDelay,
    Faults.Delay nodeDelay,
    Duration noticedAfter,
    Duration meeting,
    String app,
    Config config) {
  private static final Map<Config, ServerParts> PARTS = new ConcurrentHashMap<>();

  static SimulationPlan of(long seed) {
    Config own = ConfigFactory.defaultReference().getConfig("rejoin.testkit");
    return new SimulationPlan(
        seed,
        own.getInt("nodes"),
        Faults.NONE,
        Faults.NONE,
        own.getDuration("noticed-after"),
        own.getDuration("meeting"),
        own.getString("app"),
        ConfigFactory.empty());
  }

  public SimulationPlan nodes(int count) {
    return new SimulationPlan(
        seed, count, clientDelay, nodeDelay, noticedAfter, meeting, app, config);
  }

  /** How long frames take between clients and nodes. */
  public SimulationPlan latency(Duration latency, Duration jitter) {
    return new SimulationPlan(
        seed, nodes, delay(latency, jitter), nodeDelay, noticedAfter, meeting, app, config);
  }

  /** How long messages take between nodes. */
  public SimulationPlan latencyOfNodes(Duration latency, Duration jitter) {
    return new SimulationPlan(
        seed, nodes, clientDelay, delay(latency, jitter), noticedAfter, meeting, app, config);
  }

  /** After how long the loss of a node is noticed. */
  public SimulationPlan noticedAfter(Duration time) {
    return new SimulationPlan(seed, nodes, clientDelay, nodeDelay, time, meeting, app, config);
  }

  /** The app whose users there are. */
  public SimulationPlan app(String id) {
    return new SimulationPlan(
        seed, nodes, clientDelay, nodeDelay, noticedAfter, meeting, id, config);
  }

  /** The app's profile: that of its rooms, and of clients that name none. */
  public SimulationPlan profile(String name) {
    return config("rejoin.auth.apps." + app + ".profile = " + name);
  }

  /** Settings that differ from the defaults, as lines of HOCON. */
  public SimulationPlan config(String... lines) {
    Config more = ConfigFactory.parseString(String.join("\n", lines)).withFallback(config);
    return new SimulationPlan(
        seed, nodes, clientDelay, nodeDelay, noticedAfter, meeting, app, more);
  }

  /**
   * Begins; the calling thread gives all turns from now on.
   *
   * @throws IllegalStateException if this thread has a simulation that is not closed
   */
  public Simulation start() {
    return new Simulation(this);
  }

  ServerParts parts() {
    return PARTS.computeIfAbsent(
        config,
        own -> ServerParts.of(own.withFallback(ConfigFactory.defaultReference()).resolve()));
  }

  private static Faults.Delay delay(Duration latency, Duration jitter) {
    return new Faults.Delay(
        Math.toIntExact(latency.toMillis()), Math.toIntExact(jitter.toMillis()));
  }
}
