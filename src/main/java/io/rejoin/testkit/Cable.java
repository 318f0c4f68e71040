package io.rejoin.testkit;

import io.rejoin.client.Transport;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** How one user's machine is connected: all its connections share what happens to its two lines. */
final class Cable implements Transport {
  private static final Runnable NOBODY = () -> {};

  private final VirtualTime time;
  private final Line up;
  private final Line down;
  private final int buffer;
  private final Leftovers leftovers;
  private final Supplier<SimulatedNode> nodes;
  private final Tap tap;
  private final String user;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private long dialled;
  private Executor process = Runnable::run;

  /**
   * @param buffer the bytes that a socket of a node takes before it is full
   * @param tap hears each frame as it is sent, either way
   */
  Cable(
      String user,
      VirtualTime time,
      Line up,
      Line down,
      int buffer,
      Leftovers leftovers,
      Supplier<SimulatedNode> nodes,
      Tap tap) {
    this.user = user;
    this.time = time;
    this.up = up;
    this.down = down;
    this.buffer = buffer;
    this.leftovers = leftovers;
    this.nodes = nodes;
    this.tap = tap;
  }

  @Override
  public Socket dial(URI server, String subprotocol, Ear ear) {
    Connection connection = new Connection(this, ++dialled, ear);
    connections.add(connection);
    connection.dial();
    return connection;
  }

  Pipe upPipe() {
    return new Pipe(time, up, Integer.MAX_VALUE, NOBODY);
  }

  Pipe downPipe(Runnable drained) {
    return new Pipe(time, down, buffer, drained);
  }

  /** The client sends that frame. */
  void up(long connection, String frame) {
    tap.frame(user, connection, Tap.Way.UP, frame);
  }

  /** A node sends that frame. */
  void down(long connection, String frame) {
    tap.frame(user, connection, Tap.Way.DOWN, frame);
  }

  /** Which process has the user's sockets from now on. */
  void process(Executor newProcess) {
    process = newProcess;
  }

  /** Does something in the turns of the user's process; later, if that stands still. */
  void inProcess(Runnable task) {
    process.execute(task);
  }

  SimulatedNode nodeForDial() {
    return nodes.get();
  }

  /** The client has given it up, or was told that it is over. */
  void gone(Connection connection) {
    connections.remove(connection);
  }

  /** Whether what a connection still holds is lost, if the client gives it up now. */
  boolean losesLeftovers() {
    return leftovers == Leftovers.LOST && up.isCut();
  }

  /** From the user to the servers. */
  Line up() {
    return up;
  }

  /** From the servers to the user. */
  Line down() {
    return down;
  }

  List<Line> both() {
    return List.of(up, down);
  }

  /** Those that the client has not given up. */
  List<Connection> connections() {
    return List.copyOf(connections);
  }

  /** The user's process is killed: its system closes its sockets. */
  void resetAll() {
    List.copyOf(connections).forEach(Connection::resetByClient);
  }

  /** The user's machine is off: nobody closes anything. */
  void vanish() {
    List.copyOf(connections).forEach(Connection::vanish);
  }
}
