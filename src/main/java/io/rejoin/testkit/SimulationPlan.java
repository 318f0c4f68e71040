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
 * @param noticedAfter after this time others notice that a node is lost, cut off or frozen
 * @param meeting how long {@link Simulation#meet} waits after each step
 * @param faults that come by themselves
 * @param socketBuffer the bytes that a node's socket takes before it is full
 * @param leftovers what becomes of bytes in sockets that clients give up while they are cut off
 * @param clients what users run whose kind of client is not named
 * @param config what differs from {@code reference.conf}
 */
public record SimulationPlan(
    long seed,
    int nodes,
    Faults.Delay clientDelay,
    Faults.Delay nodeDelay,
    Duration noticedAfter,
    Duration meeting,
    RandomFaults faults,
    int socketBuffer,
    Leftovers leftovers,
    String app,
    ClientKind clients,
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
        RandomFaults.from(own.getConfig("faults")).with(Duration.ZERO, Duration.ZERO),
        Math.toIntExact(own.getBytes("socket-buffer")),
        Leftovers.LOST,
        own.getString("app"),
        ClientKind.JAVA,
        ConfigFactory.empty());
  }

  public SimulationPlan nodes(int count) {
    return changed(count, clientDelay, nodeDelay, noticedAfter, faults, app, config);
  }

  /** How long frames take between clients and nodes. */
  public SimulationPlan latency(Duration latency, Duration jitter) {
    Faults.Delay delay = Faults.Delay.of(latency, jitter);
    return changed(nodes, delay, nodeDelay, noticedAfter, faults, app, config);
  }

  /** How long messages take between nodes. */
  public SimulationPlan latencyOfNodes(Duration latency, Duration jitter) {
    Faults.Delay delay = Faults.Delay.of(latency, jitter);
    return changed(nodes, clientDelay, delay, noticedAfter, faults, app, config);
  }

  /** After how long it is noticed that a node is lost, cut off from the others or frozen. */
  public SimulationPlan noticedAfter(Duration time) {
    return changed(nodes, clientDelay, nodeDelay, time, faults, app, config);
  }

  /** Users' networks have faults by themselves, as {@code rejoin.testkit.faults} says. */
  public SimulationPlan withFaults() {
    Config own = ConfigFactory.defaultReference().getConfig("rejoin.testkit.faults");
    return withFaults(own.getDuration("every"), own.getDuration("longest"));
  }

  /**
   * Users' networks have faults by themselves, so often on average, and so long at most.
   *
   * @see RandomFaults
   */
  public SimulationPlan withFaults(Duration every, Duration longest) {
    RandomFaults some = faults.with(every, longest);
    return changed(nodes, clientDelay, nodeDelay, noticedAfter, some, app, config);
  }

  /** The app whose users there are. */
  public SimulationPlan app(String id) {
    return changed(nodes, clientDelay, nodeDelay, noticedAfter, faults, id, config);
  }

  /** What users run whose kind of client is not named. */
  public SimulationPlan clients(ClientKind kind) {
    return changed(leftovers, kind);
  }

  /**
   * What a client's socket still held when the client gave it up during a cut arrives as soon as
   * the network is back, before the client itself is; else it is lost.
   */
  public SimulationPlan withLeftovers() {
    return changed(Leftovers.FIRST, clients);
  }

  private SimulationPlan changed(Leftovers left, ClientKind kind) {
    return new SimulationPlan(
        seed,
        nodes,
        clientDelay,
        nodeDelay,
        noticedAfter,
        meeting,
        faults,
        socketBuffer,
        left,
        app,
        kind,
        config);
  }

  /** The app's profile: that of its rooms, and of clients that name none. */
  public SimulationPlan profile(String name) {
    return config("rejoin.auth.apps." + app + ".profile = " + name);
  }

  /** Settings that differ from the defaults, as lines of HOCON. */
  public SimulationPlan config(String... lines) {
    Config more = ConfigFactory.parseString(String.join("\n", lines)).withFallback(config);
    return changed(nodes, clientDelay, nodeDelay, noticedAfter, faults, app, more);
  }

  private SimulationPlan changed(
      int count,
      Faults.Delay ofClients,
      Faults.Delay ofNodes,
      Duration noticed,
      RandomFaults some,
      String id,
      Config more) {
    return new SimulationPlan(
        seed,
        count,
        ofClients,
        ofNodes,
        noticed,
        meeting,
        some,
        socketBuffer,
        leftovers,
        id,
        clients,
        more);
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
}
