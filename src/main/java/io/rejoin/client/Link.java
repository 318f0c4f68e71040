package io.rejoin.client;

import io.rejoin.wire.BadFrameException;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import java.net.URI;

/**
 * One connection, from dialling to its end, in its client's turns. An abandoned link tells nothing
 * more, whatever its socket still does.
 */
final class Link {
  private static final String SUBPROTOCOL = "rejoin.v1.json";
  private static final int SHOWN_CHARS = 60;

  /** Hears what happens, in the client's turns. */
  interface Ear {
    void opened();

    void received(HeardFrame frame, String text);

    /** The server said something that is no frame; this is how it begins. */
    void unreadable(String start);

    void closed(int code, String reason);
  }

  /** Hears nothing. */
  private static final Ear DEAF =
      new Ear() {
        @Override
        public void opened() {}

        @Override
        public void received(HeardFrame frame, String text) {}

        @Override
        public void unreadable(String start) {}

        @Override
        public void closed(int code, String reason) {}
      };

  private final Transport.Socket socket;
  private Ear ear;
  private boolean open;

  /** Dials. */
  Link(Transport transport, URI server, Turns turns, Ear ear) {
    this.ear = ear;
    socket = transport.dial(server, SUBPROTOCOL, new InTurns(turns));
  }

  /** Sends a frame; returns false if the socket is not open. */
  boolean send(String frame) {
    if (open) {
      socket.send(frame);
    }
    return open;
  }

  /** Closes the socket and hears no more of it. */
  void abandon() {
    ear = DEAF;
    open = false;
    socket.close();
  }

  /**
   * Sends a last frame, hears nothing but that it was answered or that the socket has closed, and
   * abandons the link then, at the latest after that time.
   */
  void retire(ClientFrame frame, Alarms alarms, long limitMs, Runnable ended) {
    Runnable end =
        () -> {
          abandon();
          ended.run();
        };
    Alarms.Alarm alarm = alarms.in(limitMs, end);
    Runnable early =
        () -> {
          Alarms.cancel(alarm);
          end.run();
        };
    ear = new LastEar(frame.id(), early);
    if (!send(Codec.encodeText(frame))) {
      early.run();
    }
  }

  /** Waits for the answer to the last frame. */
  private record LastEar(long id, Runnable early) implements Ear {
    @Override
    public void opened() {}

    @Override
    public void unreadable(String start) {}

    @Override
    public void received(HeardFrame frame, String text) {
      if (Answers.idOf(frame) == id) {
        early.run();
      }
    }

    @Override
    public void closed(int code, String reason) {
      early.run();
    }
  }

  /** Takes what the transport tells, on its threads, into the client's turns. */
  private final class InTurns implements Transport.Ear {
    private final Turns turns;

    InTurns(Turns turns) {
      this.turns = turns;
    }

    @Override
    public void opened() {
      turns.run(
          () -> {
            open = ear != DEAF;
            ear.opened();
          });
    }

    @Override
    public void received(String text) {
      turns.run(
          () -> {
            hear(text);
            socket.taken();
          });
    }

    @Override
    public void closed(int code, String reason) {
      turns.run(
          () -> {
            Ear told = ear;
            ear = DEAF;
            open = false;
            told.closed(code, reason);
          });
    }

    private void hear(String text) {
      HeardFrame frame;
      try {
        frame = Codec.decodeText(text);
      } catch (BadFrameException e) {
        ear.unreadable(text.substring(0, Math.min(SHOWN_CHARS, text.length())));
        return;
      }
      ear.received(frame, text);
    }
  }
}
