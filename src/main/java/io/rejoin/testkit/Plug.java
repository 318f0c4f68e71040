package io.rejoin.testkit;

import io.rejoin.client.Transport;
import io.rejoin.gateway.MemoryGateway;
import io.rejoin.gateway.MemorySocket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the client of an {@link EmbeddedUser} is connected to its node: at once and without loss, or
 * not at all. All happens in the node's turns.
 */
final class Plug implements Transport {
  private static final int NORMAL = 1000;
  private static final int ABNORMAL = 1006;

  /** How a client's connection stands. */
  private enum Step {
    DIALING,
    OPEN,
    CLOSED
  }

  private final EmbeddedNode node;
  private final Set<Connection> connections = new LinkedHashSet<>();
  private boolean out;

  Plug(EmbeddedNode node) {
    this.node = node;
  }

  @Override
  public Socket dial(URI server, String subprotocol, Ear ear) {
    Connection connection = new Connection(ear);
    node.execute(
        () -> {
          connections.add(connection);
          connection.connect();
        });
    return connection;
  }

  /** Both ends find open connections closed; dialling gets no answer. */
  void pull() {
    node.execute(
        () -> {
          out = true;
          List.copyOf(connections).forEach(Connection::lose);
        });
  }

  /** Those who dial get their answer. */
  void putBack() {
    node.execute(
        () -> {
          out = false;
          List.copyOf(connections).forEach(Connection::connect);
        });
  }

  private final class Connection implements Socket, MemoryGateway.Ear {
    private final Ear ear;
    private Step step = Step.DIALING;
    private MemorySocket socket;

    Connection(Ear ear) {
      this.ear = ear;
    }

    private void connect() {
      if (!out && step == Step.DIALING) {
        step = Step.OPEN;
        socket = node.connect(this);
        ear.opened();
      }
    }

    private void lose() {
      if (step == Step.OPEN) {
        over();
        socket.reset();
        ear.closed(ABNORMAL, "connection reset");
      }
    }

    private void over() {
      step = Step.CLOSED;
      connections.remove(this);
    }

    @Override
    public void send(String text) {
      node.execute(
          () -> {
            if (step == Step.OPEN) {
              socket.say(text);
            }
          });
    }

    @Override
    public void taken() {
      // What comes is taken at once.
    }

    @Override
    public void close() {
      node.execute(
          () -> {
            if (step == Step.OPEN) {
              socket.close(NORMAL);
            }
            over();
          });
    }

    @Override
    public void frame(String text) {
      if (step == Step.OPEN) {
        ear.received(text);
      }
    }

    @Override
    public void ping() {
      node.execute(
          () -> {
            if (step == Step.OPEN) {
              socket.pong();
            }
          });
    }

    @Override
    public void closed(int code, String reason) {
      if (step == Step.OPEN) {
        over();
        if (code != ABNORMAL) {
          socket.close(code);
        }
        ear.closed(code, reason);
      }
    }
  }
}
