package io.rejoin.testkit;

import io.rejoin.client.Transport;
import io.rejoin.gateway.MemoryGateway;
import io.rejoin.gateway.MemorySocket;
import java.nio.charset.StandardCharsets;

/**
 * One connection of a client, from dialling on: two pipes between the client's socket and, once it
 * is made, the node's. Each side may have closed what the other still holds open.
 */
final class Connection implements Transport.Socket, MemoryGateway.Ear {
  private static final int NORMAL = 1000;
  private static final int ABNORMAL = 1006;
  private static final int PING_BYTES = 2;
  private static final int PONG_BYTES = 6;

  /** How the client sees it. */
  private enum Step {
    DIALING,
    OPEN,
    CLOSED
  }

  private final Cable cable;
  private final long number;
  private final Transport.Ear ear;
  private final Pipe up;
  private final Pipe down;
  private Step step = Step.DIALING;
  private SimulatedNode node;
  private MemorySocket socket;

  Connection(Cable cable, long number, Transport.Ear ear) {
    this.cable = cable;
    this.number = number;
    this.ear = ear;
    this.up = cable.upPipe();
    this.down = cable.downPipe(() -> onNode(() -> socket.flow()));
  }

  /** The first packet is on its way. */
  void dial() {
    up.put(
        0,
        () -> {
          node = cable.nodeForDial();
          if (node == null) {
            refuse();
          } else {
            node.connect(this, this::connected);
          }
        });
  }

  /** The node that it has reached; null if none yet. */
  SimulatedNode node() {
    return node;
  }

  private void refuse() {
    down.put(0, () -> closedFor(ABNORMAL, "connection refused"));
  }

  private void connected(MemorySocket made) {
    socket = made;
    down.put(
        0,
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
      cable.up(number, text);
      up.put(bytes(text), () -> onNode(() -> socket.say(text)));
    }
  }

  @Override
  public void taken() {
    // The client's process takes what comes as fast as it has turns.
  }

  @Override
  public void close() {
    if (step != Step.CLOSED) {
      giveUp(() -> socket.close(NORMAL));
    }
  }

  /** The client's process is gone: its system resets what it had open. */
  void resetByClient() {
    if (step != Step.CLOSED) {
      giveUp(this::reset);
    }
  }

  /**
   * @param end what the node hears of it, if it hears anything
   */
  private void giveUp(Runnable end) {
    over();
    if (cable.losesLeftovers()) {
      up.breakDown();
    } else {
      up.end(() -> onNode(end));
    }
  }

  private void reset() {
    node.gone(this);
    socket.reset();
  }

  private void over() {
    step = Step.CLOSED;
    cable.gone(this);
  }

  /** The client's machine is gone: nobody says so. */
  void vanish() {
    over();
    up.breakDown();
    down.breakDown();
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
  public boolean takes() {
    return down.hasRoom();
  }

  @Override
  public void frame(String text) {
    cable.down(number, text);
    down.put(
        bytes(text),
        () -> {
          if (step == Step.OPEN) {
            ear.received(text);
          }
        });
  }

  /** The client's process answers it, whatever its client does; one that stands still does not. */
  @Override
  public void ping() {
    down.put(
        PING_BYTES,
        () ->
            cable.inProcess(
                () -> {
                  if (step == Step.OPEN) {
                    up.put(PONG_BYTES, () -> onNode(() -> socket.pong()));
                  }
                }));
  }

  @Override
  public void closed(int code, String reason) {
    node.gone(this);
    down.end(
        () -> {
          if (step == Step.OPEN && code != ABNORMAL) {
            up.end(() -> onNode(() -> socket.close(code)));
          }
          closedFor(code, reason);
        });
  }

  /** The node's process is gone: its system resets what it had open. */
  void resetByServer() {
    down.end(() -> closedFor(ABNORMAL, "connection reset"));
  }

  /** The node's machine is off: nobody says so, and nobody is there who hears. */
  void vanishAtServer() {
    up.breakDown();
    down.breakDown();
  }

  private void closedFor(int code, String reason) {
    if (step != Step.CLOSED) {
      over();
      ear.closed(code, reason);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
