package io.rejoin.testkit;

import io.rejoin.auth.App;
import io.rejoin.auth.TokenMinter;
import io.rejoin.client.Options;
import io.rejoin.cluster.Transitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A server or a cluster of them, users with clients, and the network between, in virtual time and
 * on one thread. All of it is the real thing: sessions, rooms, relays, links, the wire, the
 * clients; only sockets, disks and clocks are simulated. The same seed and the same acts give the
 * same events, at the same times, in the same order.
 *
 * <pre>{@code
 * try (Simulation sim = Simulation.of(42).start()) {
 *   SimulatedUser u1 = sim.user("u1");
 *   SimulatedUser u2 = sim.user("u2");
 *   sim.meet("r", u1, u2);
 *   sim.network().cut("u1", Duration.ofSeconds(10));
 *   sim.advance(Duration.ofMinutes(1));
 *   sim.recorder().expect("u2", "14.000 r: member-lost u1", "40.000 r: member-left u1 timeout");
 * }
 * }</pre>
 *
 * <p>Used by the thread that made it, which may have one at a time. An act settles before it
 * returns.
 */
public final class Simulation implements AutoCloseable {
  private final SimulationPlan plan;
  private final SimulatedSystem system;
  private final ServerParts parts;
  private final Faults faults;
  private final SplittableRandom random;
  private final SplittableRandom weather;
  private final MemoryStore store;
  private final Cluster cluster;
  private final EventRecorder recorder;
  private final ServerRecorder server;
  private final SimulatedNetwork network;
  private final List<Tap> taps = new ArrayList<>();
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();

  Simulation(SimulationPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.weather = new SplittableRandom(~plan.seed());
    this.faults = new Faults(random.split());
    this.system = SimulatedSystem.take(random.split(), faults, plan.nodeDelay());
    this.parts = plan.parts();
    this.recorder = new EventRecorder(system.time);
    this.server = new ServerRecorder(system.time);
    Transitions.watchThisThread(server);
    this.store = new MemoryStore(parts.inbox(), system.time.clocks());
    this.cluster = new Cluster(system, parts, store, random.split(), plan.noticedAfter());
    this.network = new SimulatedNetwork(this, this::known);
    for (int node = 1; node <= plan.nodes(); node++) {
      cluster.start(node);
    }
    settle();
  }

  /** What a simulation is to be; it begins with {@link SimulationPlan#start}. */
  public static SimulationPlan of(long seed) {
    return SimulationPlan.of(seed);
  }

  /** A user of the app {@code demo}, who lives by the app's profile; made when first asked for. */
  public SimulatedUser user(String name) {
    return user(name, options -> {});
  }

  /** The same, whose client has these options besides. */
  public SimulatedUser user(String name, Consumer<Options> options) {
    return user(name, plan.clients(), options);
  }

  /** The same with a client of that kind, whatever the plan says. */
  public SimulatedUser user(String name, ClientKind kind) {
    return user(name, kind, options -> {});
  }

  /** The same with a client of that kind, which has these options besides. */
  public SimulatedUser user(String name, ClientKind kind, Consumer<Options> options) {
    return users.computeIfAbsent(
        name,
        key ->
            new SimulatedUser(this, name, plan.app(), kind, options, random.split(), cable(name)));
  }

  private Cable cable(String user) {
    Line up = new Line(system.time, faults, plan.clientDelay());
    Line down = new Line(system.time, faults, plan.clientDelay());
    plan.faults().begin(system.time, weather.split(), up, down);
    return new Cable(
        user,
        system.time,
        up,
        down,
        plan.socketBuffer(),
        plan.leftovers(),
        cluster::any,
        this::crosses);
  }

  private void crosses(String user, long connection, Tap.Way way, String frame) {
    if (way == Tap.Way.DOWN) {
      server.sent(user, frame);
    }
    taps.forEach(tap -> tap.frame(user, connection, way, frame));
  }

  private SimulatedUser known(String name) {
    SimulatedUser user = users.get(name);
    if (user == null) {
      throw new IllegalArgumentException(
          "there is no user " + name + "; there are " + users.keySet());
    }
    return user;
  }

  /** Logs these in, lets them join the room in turn, and forgets what was told of that. */
  public void meet(String room, SimulatedUser... all) {
    for (SimulatedUser user : all) {
      user.login();
      advance(plan.meeting());
      user.join(room);
      advance(plan.meeting());
    }
    recorder.forget();
  }

  /** Lets time pass, and all happen that is due in it. */
  public void advance(Duration duration) {
    system.time.pass(duration, system.turns);
  }

  /** Lets time pass up to that time since the beginning. */
  public void advanceTo(Duration at) {
    advance(at.minusMillis(sinceBegin()));
  }

  /** Does something at that time since the beginning. */
  public void at(Duration at, Runnable act) {
    system.time.after(at.minusMillis(sinceBegin()), act);
  }

  /** The time at the beginning, in milliseconds since 1970. */
  public long begin() {
    return VirtualTime.BEGIN;
  }

  /** Milliseconds since the beginning. */
  public long sinceBegin() {
    return system.time.millis() - VirtualTime.BEGIN;
  }

  /**
   * Sets the wall clocks of all servers, present and later, while they run: so far ahead of this
   * simulation's time, or behind it if negative. Only what is told by the time of day follows (ends
   * of tokens and bans, times of messages, ages in inboxes, epochs of new rooms); no timer moves,
   * and clients do not notice. Zero sets them right.
   */
  public void setServersWall(Duration ahead) {
    system.time.setWall(ahead);
  }

  /** What can happen to users, nodes and the network. */
  public SimulatedNetwork network() {
    return network;
  }

  /** The one store of all nodes, which can be taken down. */
  public MemoryStore store() {
    return store;
  }

  /** From now on the tap hears all frames that cross the network. */
  public void tap(Tap tap) {
    taps.add(tap);
  }

  /** What everybody was told. */
  public EventRecorder recorder() {
    return recorder;
  }

  /** What the server's parts did. */
  public ServerRecorder server() {
    return server;
  }

  /**
   * A token for a user of this simulation, which ends when that much of its time has passed. Who
   * makes it has the right time, whatever {@link #setServersWall} says.
   *
   * @param life in whole seconds
   */
  public String token(String user, Duration life) {
    App app = parts.apps().find(plan.app()).orElseThrow();
    return new TokenMinter(system.time)
        .mint(app, new TokenMinter.Wish(user, life, null, true, false));
  }

  SimulatedSystem system() {
    return system;
  }

  Cluster cluster() {
    return cluster;
  }

  void settle() {
    system.turns.settle();
  }

  /** Ends it; all that lives in it ends without a word. */
  @Override
  public void close() {
    Transitions.watchThisThread(null);
    system.release();
  }
}
