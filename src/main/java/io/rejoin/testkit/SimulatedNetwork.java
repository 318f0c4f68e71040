package io.rejoin.testkit;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What can happen to users' machines, to nodes, and to what connects them: now, or at a moment of
 * the simulation. Users are named as in {@link Simulation#user}, nodes by number, from 1.
 *
 * <pre>{@code
 * sim.network().cut("u1", at("3s"));
 * sim.network().heal("u1", at("28s"));
 * }</pre>
 *
 * <p>A cut loses nothing: what was on its way arrives after the network is back, if both ends still
 * want it. What a client's socket held is lost if the client gives that up meanwhile, unless {@link
 * SimulationPlan#withLeftovers} says otherwise. Frames of one connection never overtake each other;
 * those of two may. What is not named stays: a heal ends cuts, and no throttling.
 *
 * <p>Who harms a user or a node that is not there gets an {@link IllegalArgumentException}; what
 * ends a trouble does nothing where there is none.
 */
public final class SimulatedNetwork {
  private final Simulation simulation;
  private final Function<String, SimulatedUser> users;

  SimulatedNetwork(Simulation simulation, Function<String, SimulatedUser> users) {
    this.simulation = simulation;
    this.users = users;
  }

  /**
   * A moment: this long after the beginning, such as {@code 28s}, {@code 1500ms} or {@code 2m}.
   *
   * @throws IllegalArgumentException if it is no duration
   */
  public static Duration at(String moment) {
    try {
      return ConfigFactory.parseMap(Map.of("at", moment)).getDuration("at");
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "\"" + moment + "\" is no moment; such as 28s, 1500ms, 2m", e);
    }
  }

  // What connects users.

  /** Nothing passes between the user and the servers, silently. */
  public void cut(String user) {
    each(user, line -> line.cut(Line.Cause.SCRIPT));
  }

  /** At that time since the beginning, as all that follows with a time. */
  public void cut(String user, Duration at) {
    simulation.at(at, () -> cut(user));
  }

  /** Nothing passes from the user to the servers; the other way is open. */
  public void cutUp(String user) {
    cable(user).up().cut(Line.Cause.SCRIPT);
    simulation.settle();
  }

  public void cutUp(String user, Duration at) {
    simulation.at(at, () -> cutUp(user));
  }

  /** Nothing passes from the servers to the user; the other way is open. */
  public void cutDown(String user) {
    cable(user).down().cut(Line.Cause.SCRIPT);
    simulation.settle();
  }

  public void cutDown(String user, Duration at) {
    simulation.at(at, () -> cutDown(user));
  }

  /** Both ways are open again. */
  public void heal(String user) {
    each(user, line -> line.heal(Line.Cause.SCRIPT));
  }

  public void heal(String user, Duration at) {
    simulation.at(at, () -> heal(user));
  }

  /** From now on frames of this user take so long, each way, instead of what the plan says. */
  public void latency(String user, Duration latency, Duration jitter) {
    each(user, line -> line.delay(Faults.Delay.of(latency, jitter)));
  }

  public void latency(String user, Duration latency, Duration jitter, Duration at) {
    simulation.at(at, () -> latency(user, latency, jitter));
  }

  /**
   * From now on each link of this user carries so much from the servers. What waits fills the
   * node's socket, then what the node keeps for it; more than that, and the node closes the link
   * with {@code slow-consumer}.
   *
   * @param bytesPerSecond of frames' texts; at least 1
   */
  public void throttleDown(String user, int bytesPerSecond) {
    cable(user).down().throttle(atLeastOne(bytesPerSecond));
  }

  public void throttleDown(String user, int bytesPerSecond, Duration at) {
    simulation.at(at, () -> throttleDown(user, bytesPerSecond));
  }

  /** From now on each link of this user carries so much to the servers. */
  public void throttleUp(String user, int bytesPerSecond) {
    cable(user).up().throttle(atLeastOne(bytesPerSecond));
  }

  public void throttleUp(String user, int bytesPerSecond, Duration at) {
    simulation.at(at, () -> throttleUp(user, bytesPerSecond));
  }

  /** From now on all passes at once, both ways; the frame that is being sent ends as it began. */
  public void unthrottle(String user) {
    each(user, line -> line.throttle(Line.UNLIMITED));
  }

  public void unthrottle(String user, Duration at) {
    simulation.at(at, () -> unthrottle(user));
  }

  private static int atLeastOne(int bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(bytesPerSecond + " bytes per second; at least 1");
    }
    return bytesPerSecond;
  }

  /**
   * From now on that one end has closed a connection of this user is known to the other so much
   * later, in both directions; zero for as soon as a frame.
   */
  public void delayCloses(String user, Duration delay) {
    each(user, line -> line.delayCloses(delay));
  }

  public void delayCloses(String user, Duration delay, Duration at) {
    simulation.at(at, () -> delayCloses(user, delay));
  }

  private void each(String user, Consumer<Line> change) {
    cable(user).both().forEach(change);
    simulation.settle();
  }

  private Cable cable(String user) {
    return users.apply(user).cable();
  }

  // Users' machines.

  /** The user's process is killed; its operating system closes its sockets. */
  public void kill(String user) {
    users.apply(user).kill();
    simulation.settle();
  }

  public void kill(String user, Duration at) {
    simulation.at(at, () -> kill(user));
  }

  /** The user's machine is switched off: nobody closes anything; its node's sockets stay open. */
  public void powerOff(String user) {
    users.apply(user).powerOff();
    simulation.settle();
  }

  public void powerOff(String user, Duration at) {
    simulation.at(at, () -> powerOff(user));
  }

  /** The user's process stands still, as that of a phone in a pocket; its sockets stay. */
  public void suspend(String user) {
    users.apply(user).suspend();
  }

  public void suspend(String user, Duration at) {
    simulation.at(at, () -> suspend(user));
  }

  /** The process goes on, late. */
  public void resume(String user) {
    users.apply(user).resume();
    simulation.settle();
  }

  public void resume(String user, Duration at) {
    simulation.at(at, () -> resume(user));
  }

  // Nodes.

  /** The nodes that run and belong to the cluster, by number. */
  public List<Integer> nodes() {
    return simulation.cluster().nodes();
  }

  /**
   * A node's process is killed: its system closes its sockets; the others notice after the
   * simulation's {@code noticedAfter}.
   */
  public void stopNode(int node) {
    simulation.cluster().kill(node);
    simulation.settle();
  }

  public void stopNode(int node, Duration at) {
    simulation.at(at, () -> stopNode(node));
  }

  /** A node's machine is switched off: nobody closes anything; its clients' sockets stay open. */
  public void powerOffNode(int node) {
    simulation.cluster().powerOff(node);
    simulation.settle();
  }

  public void powerOffNode(int node, Duration at) {
    simulation.at(at, () -> powerOffNode(node));
  }

  /** A node is started, for the first time or again, also in the place of one that was removed. */
  public void startNode(int node) {
    simulation.cluster().start(node);
    simulation.settle();
  }

  public void startNode(int node, Duration at) {
    simulation.at(at, () -> startNode(node));
  }

  /**
   * A node stands still: it neither reads nor says anything, its sockets stay. After {@code
   * noticedAfter} the others remove it, and its sessions and rooms come to be elsewhere.
   */
  public void freeze(int node) {
    simulation.cluster().freeze(node);
    simulation.settle();
  }

  public void freeze(int node, Duration at) {
    simulation.at(at, () -> freeze(node));
  }

  /**
   * It goes on where it stood. One that was removed meanwhile does not know it: it goes on, heard
   * by its clients and by no node, and ends after {@code noticedAfter} as one that is stopped.
   */
  public void thaw(int node) {
    simulation.cluster().thaw(node);
    simulation.settle();
  }

  public void thaw(int node, Duration at) {
    simulation.at(at, () -> thaw(node));
  }

  /**
   * The node and the other nodes do not hear each other; its users still reach it. If that lasts
   * for {@code noticedAfter}, the side with fewer nodes ends, of two halves the one without the
   * first node; the others take its sessions and rooms over.
   */
  public void partition(int node) {
    simulation.cluster().part(node);
    simulation.settle();
  }

  public void partition(int node, Duration at) {
    simulation.at(at, () -> partition(node));
  }

  /** A partition is over; what nodes said to each other meanwhile arrives now. */
  public void join(int node) {
    simulation.cluster().join(node);
    simulation.settle();
  }

  public void join(int node, Duration at) {
    simulation.at(at, () -> join(node));
  }
}
