package io.rejoin.server;

import io.rejoin.client.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The network between one Java client and its server, which can be cut: closed, so that both sides
 * see their sockets end, or silent, so that nobody hears of anybody.
 */
final class CutNetwork implements Transport {
  private enum Step {
    WHOLE,
    /** Sockets have ended, and none can be dialled. */
    CLOSED,
    /** Sockets stay open; nothing passes, and dialling hangs. */
    SILENT
  }

  private static final int NO_CLOSE_FRAME = 1006;

  private final Transport whole;
  private final IntSupplier port;
  private final List<Wire> wires = new ArrayList<>();
  private Step step = Step.WHOLE;
  private int dials;

  /** The port is asked for at each dialling: a server that is started again may have another. */
  CutNetwork(Transport whole, IntSupplier port) {
    this.whole = whole;
    this.port = port;
  }

  @Override
  public synchronized Socket dial(URI server, String subprotocol, Ear ear) {
    dials++;
    Wire wire = new Wire(ear);
    wires.add(wire);
    if (step == Step.WHOLE) {
      URI now = URI.create("ws://" + server.getHost() + ":" + port.getAsInt() + server.getPath());
      wire.socket = whole.dial(now, subprotocol, wire);
    } else if (step == Step.CLOSED) {
      ear.closed(NO_CLOSE_FRAME, "the network is cut");
    }
    return wire;
  }

  /** How often the client has dialled. */
  synchronized int dials() {
    return dials;
  }

  synchronized void cut(boolean silently) {
    step = silently ? Step.SILENT : Step.CLOSED;
    if (!silently) {
      List.copyOf(wires).forEach(Wire::end);
    }
  }

  synchronized void heal() {
    step = Step.WHOLE;
  }

  /** What was sent while the network is silent is lost, also when it is whole again. */
  private final class Wire implements Socket, Ear {
    private final Ear ear;
    private Socket socket;
    private boolean deaf;

    private Wire(Ear ear) {
      this.ear = ear;
    }

    private void end() {
      wires.remove(this);
      if (socket != null) {
        socket.close();
        ear.closed(NO_CLOSE_FRAME, "the network is cut");
      }
    }

    private boolean passes() {
      synchronized (CutNetwork.this) {
        deaf = deaf || step == Step.SILENT;
        return !deaf;
      }
    }

    @Override
    public void send(String text) {
      if (passes() && socket != null) {
        socket.send(text);
      }
    }

    @Override
    public void taken() {
      if (socket != null) {
        socket.taken();
      }
    }

    @Override
    public void close() {
      synchronized (CutNetwork.this) {
        wires.remove(this);
      }
      if (socket != null) {
        socket.close();
      }
    }

    @Override
    public void opened() {
      if (passes()) {
        ear.opened();
      }
    }

    @Override
    public void received(String text) {
      if (passes()) {
        ear.received(text);
      }
    }

    @Override
    public void closed(int code, String reason) {
      if (passes()) {
        ear.closed(code, reason);
      }
    }
  }
}
