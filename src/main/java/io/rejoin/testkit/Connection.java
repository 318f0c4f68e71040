package io.rejoin.testkit;

import io.rejoin.client.Transport;
import io.rejoin.gateway.MemoryGateway;
import io.rejoin.gateway.MemorySocket;

/**
 * One connection of a client, from dialling on: two pipes between the client's socket and, once it
 * is made, the node's. Each side may have closed what the other still holds open.
 */
final class Connection implements Transport.Socket, MemoryGateway.Ear {
  private static final int NORMAL = 1000;
  private static final int ABNORMAL = 1006;

  /** How the client sees it. */
  private enum Step {
    DIALING,
    OPEN,
    CLOSED
  }

  private final Cable cable;
  private final Transport.Ear ear;
  private final Pipe up;
  private final Pipe down;
  private Step step = Step.DIALING;
  private SimulatedNode node;
  private MemorySocket socket;

  Connection(Cable cable, Transport.Ear ear, Pipe up, Pipe down) {
    this.cable = cable;
    this.ear = ear;
    this.up = up;
    this.down = down;
  }

  /** The first packet is on its way. */
  void dial() {
    up.put(
        () -> {
          node = cable.nodeForDial();
          if (node == null) {
            refuse();
          } else {
            node.connect(this, this::connected);
          }
        });
  }

  private void refuse() {
    down.put(() -> closedFor(ABNORMAL, "connection refused"));
  }

  private void connected(MemorySocket made) {
    socket = made;
    down.put(
        () -> {
          if (step == Step.DIALING) {
            step = Step.OPEN;
            ear.opened();
          }
        });
  }

  // What the client does.

  @Override
  public void send(String text) {
    if (step == Step.OPEN) {
      up.put(() -> onNode(() -> socket.say(text)));
    }
  }

  @Override
  public void taken() {
    // The client's process takes what comes as fast as it has turns.
  }

  @Override
  public void close() {
    if (step != Step.CLOSED) {
      step = Step.CLOSED;
      up.put(() -> onNode(() -> socket.close(NORMAL)));
    }
  }

  /** The client's process is gone: its system resets what it had open. */
  void resetByClient() {
    if (step != Step.CLOSED) {
      step = Step.CLOSED;
      up.put(() -> onNode(() -> socket.reset()));
    }
  }

  /** The client's machine is gone: nobody says so. */
  void vanish() {
    step = Step.CLOSED;
  }

  private void onNode(Runnable task) {
    if (node != null) {
      node.execute(
          () -> {
            if (socket != null) {
              task.run();
            }
          });
    }
  }

  // What the node does, in its turns.

  @Override
  public void frame(String text) {
    cable.sent(text);
    down.put(
        () -> {
          if (step == Step.OPEN) {
            ear.received(text);
          }
        });
  }

  @Override
  public void closed(int code, String reason) {
    node.gone(this);
    down.put(
        () -> {
          if (step == Step.OPEN && code != ABNORMAL) {
            up.put(() -> onNode(() -> socket.close(code)));
          }
          closedFor(code, reason);
        });
  }

  /** The node's process is gone: its system resets what it had open. */
  void resetByServer() {
    down.put(() -> closedFor(ABNORMAL, "connection reset"));
  }

  private void closedFor(int code, String reason) {
    if (step != Step.CLOSED) {
      step = Step.CLOSED;
      ear.closed(code, reason);
    }
  }

  Pipe up() {
    return up;
  }

  Pipe down() {
    return down;
  }
}
