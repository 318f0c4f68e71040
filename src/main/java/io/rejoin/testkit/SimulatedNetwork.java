package io.rejoin.testkit;

import io.rejoin.testkit.Cable.Direction;
import java.time.Duration;
import java.util.function.Function;

/**
 * What can happen to users' machines, to nodes, and to what connects them: now, or at a moment of
 * the simulation. Users are named as in {@link Simulation#user}, nodes by number, from 1.
 *
 * <p>A cut loses nothing: what was on its way arrives after the network is back, if both ends still
 * want it. Frames of one connection never overtake each other.
 */
public final class SimulatedNetwork {
  private final Simulation simulation;
  private final Function<String, SimulatedUser> users;

  SimulatedNetwork(Simulation simulation, Function<String, SimulatedUser> users) {
    this.simulation = simulation;
    this.users = users;
  }

  /** Nothing passes between the user and the servers, silently. */
  public void cut(String user) {
    cut(user, Direction.BOTH);
  }

  /** At that time since the beginning. */
  public void cut(String user, Duration at) {
    simulation.at(at, () -> cut(user));
  }

  /** Nothing passes from the user to the servers; the other way is open. */
  public void cutUp(String user) {
    cut(user, Direction.UP);
  }

  /** Nothing passes from the servers to the user; the other way is open. */
  public void cutDown(String user) {
    cut(user, Direction.DOWN);
  }

  private void cut(String user, Direction direction) {
    users.apply(user).cable().cut(direction);
    simulation.settle();
  }

  /** Both ways are open again. */
  public void heal(String user) {
    users.apply(user).cable().heal();
    simulation.settle();
  }

  public void heal(String user, Duration at) {
    simulation.at(at, () -> heal(user));
  }

  /** The user's process is killed; its operating system closes its sockets. */
  public void kill(String user) {
    users.apply(user).kill();
    simulation.settle();
  }

  public void kill(String user, Duration at) {
    simulation.at(at, () -> kill(user));
  }

  /** The user's machine is switched off: nobody closes anything. */
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

  /** A node's process is killed; the others notice after the simulation's {@code noticedAfter}. */
  public void stopNode(int node) {
    simulation.cluster().kill(node, simulation.noticedAfter());
    simulation.settle();
  }

  public void stopNode(int node, Duration at) {
    simulation.at(at, () -> stopNode(node));
  }

  /** A node is started, for the first time or again. */
  public void startNode(int node) {
    simulation.cluster().start(node);
    simulation.settle();
  }

  public void startNode(int node, Duration at) {
    simulation.at(at, () -> startNode(node));
  }

  /** The node and the other nodes do not hear each other; its users still reach it. */
  public void partition(int node) {
    simulation.system().wires.part(node);
  }

  public void partition(int node, Duration at) {
    simulation.at(at, () -> partition(node));
  }

  /** A partition is over. */
  public void join(int node) {
    simulation.system().wires.join(node);
  }

  public void join(int node, Duration at) {
    simulation.at(at, () -> join(node));
  }
}
