package io.rejoin.testkit;

import io.rejoin.client.Transport;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How one user's machine is connected: all its connections share what happens to it. */
final class Cable implements Transport {

  /** Which way frames do not pass. */
  enum Direction {
    UP,
    DOWN,
    BOTH
  }

  private final VirtualTime time;
  private final Faults faults;
  private final Supplier<SimulatedNode> nodes;
  private final Consumer<String> sent;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private boolean upCut;
  private boolean downCut;

  /**
   * @param sent is told each frame that a node sends to this user, as it is sent
   */
  Cable(VirtualTime time, Faults faults, Supplier<SimulatedNode> nodes, Consumer<String> sent) {
    this.time = time;
    this.faults = faults;
    this.nodes = nodes;
    this.sent = sent;
  }

  @Override
  public Socket dial(URI server, String subprotocol, Ear ear) {
    Pipe up = new Pipe(time, faults);
    Pipe down = new Pipe(time, faults);
    Connection connection = new Connection(this, ear, up, down);
    connections.add(connection);
    if (upCut) {
      up.cut();
    }
    if (downCut) {
      down.cut();
    }
    connection.dial();
    return connection;
  }

  void sent(String frame) {
    sent.accept(frame);
  }

  SimulatedNode nodeForDial() {
    return nodes.get();
  }

  void cut(Direction direction) {
    if (direction != Direction.DOWN) {
      upCut = true;
      connections.forEach(connection -> connection.up().cut());
    }
    if (direction != Direction.UP) {
      downCut = true;
      connections.forEach(connection -> connection.down().cut());
    }
  }

  void heal() {
    upCut = false;
    downCut = false;
    connections.forEach(
        connection -> {
          connection.up().heal();
          connection.down().heal();
        });
  }

  /** The user's process is killed: its system closes its sockets. */
  void resetAll() {
    connections.forEach(Connection::resetByClient);
  }

  /** The user's machine is off: nobody closes anything. */
  void vanish() {
    connections.forEach(Connection::vanish);
    connections.forEach(connection -> connection.up().cut());
    connections.clear();
  }
}
