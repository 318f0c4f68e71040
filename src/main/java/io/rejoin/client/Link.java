package io.rejoin.client;

import io.rejoin.wire.BadFrameException;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import java.net.URI;
import java.util.function.Consumer;

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
  private Runnable giveUp = () -> {};

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
   * Sends a last frame, and abandons the link when that is answered or the socket has closed, at
   * the latest after that time.
   *
   * @param late hears the other frames that come until then
   * @param ended told at the end, with the answer, or null without one
   */
  void retire(
      ClientFrame frame,
      Alarms alarms,
      long limitMs,
      Consumer<HeardFrame> late,
      Consumer<HeardFrame> ended) {
    Alarms.Alarm alarm = alarms.in(limitMs, () -> giveUp.run());
    Consumer<HeardFrame> end =
        answer -> {
          giveUp = () -> {};
          Alarms.cancel(alarm);
          abandon();
          ended.accept(answer);
        };
    giveUp = () -> end.accept(null);
    ear = new LastEar(frame.id(), late, end);
    if (!send(Codec.encodeText(frame))) {
      giveUp.run();
    }
  }

  /** Waits for the answer to a last frame no longer. */
  void giveUp() {
    giveUp.run();
  }

  /** Waits for the answer to the last frame. */
  private record LastEar(long id, Consumer<HeardFrame> late, Consumer<HeardFrame> end)
      implements Ear {
    @Override
    public void opened() {}

    @Override
    public void unreadable(String start) {}

    @Override
    public void received(HeardFrame frame, String text) {
      (Answers.idOf(frame) == id ? end : late).accept(frame);
    }

    @Override
    public void closed(int code, String reason) {
      end.accept(null);
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
