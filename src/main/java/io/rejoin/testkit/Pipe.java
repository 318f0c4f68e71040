package io.rejoin.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: what is put in comes out in order, after some time. While its
 * line is cut nothing comes out and nothing is lost, as with a socket whose packets are sent again
 * until they arrive. On a throttled line it is sent byte by byte; what waits for that, or for the
 * end of a cut, fills the sender's buffer.
 */
final class Pipe {
  private static final long MICROS_IN_MILLI = 1000;

  private record Frame(int bytes, Runnable arrival) {}

  private enum Step {
    WHOLE,
    BROKEN
  }

  private final VirtualTime time;
  private final Line line;
  private final int buffer;
  private final Runnable drained;
  private final Deque<Frame> sending = new ArrayDeque<>();
  private final Deque<Frame> held = new ArrayDeque<>();
  private Step step = Step.WHOLE;
  private long inside;
  private long sentMicros;
  private long lastArrival;

  /**
   * @param buffer the bytes that are taken; more wait outside, if the sender asks {@link #hasRoom}
   * @param drained runs when there is room again after there was none
   */
  Pipe(VirtualTime time, Line line, int buffer, Runnable drained) {
    this.time = time;
    this.line = line;
    this.buffer = buffer;
    this.drained = drained;
  }

  boolean hasRoom() {
    return inside < buffer;
  }

  void put(int bytes, Runnable arrival) {
    if (step == Step.BROKEN) {
      return;
    }
    inside += bytes;
    sending.add(new Frame(bytes, arrival));
    if (sending.size() == 1) {
      sentMicros = time.millis() * MICROS_IN_MILLI;
      sendFirst();
    }
  }

  /** Puts in the connection's last word: that it is over. */
  void end(Runnable arrival) {
    long more = line.closeMillis();
    if (more == 0) {
      put(0, arrival);
    } else {
      put(0, () -> time.schedule(() -> arrived(new Frame(0, arrival)), more));
    }
  }

  /** Sends what can be sent now; the next frame when its last byte has left. */
  private void sendFirst() {
    while (!sending.isEmpty()) {
      sentMicros += line.microsFor(sending.peek().bytes());
      long wait = -Math.floorDiv(-sentMicros, MICROS_IN_MILLI) - time.millis();
      if (wait > 0) {
        time.schedule(this::firstIsSent, wait);
        return;
      }
      leave(sending.remove());
    }
  }

  private void firstIsSent() {
    if (step == Step.WHOLE) {
      leave(sending.remove());
      sendFirst();
    }
  }

  private void leave(Frame frame) {
    lastArrival = Math.max(time.millis() + line.drawDelay(), lastArrival);
    time.schedule(() -> arrived(frame), lastArrival - time.millis());
  }

  private void arrived(Frame frame) {
    if (step == Step.BROKEN) {
      return;
    }
    if (line.isCut() || !held.isEmpty()) {
      held.add(frame);
      line.holds(this);
    } else {
      comesOut(frame);
    }
  }

  private void comesOut(Frame frame) {
    boolean wasFull = !hasRoom();
    inside -= frame.bytes();
    frame.arrival().run();
    if (wasFull && hasRoom()) {
      drained.run();
    }
  }

  /** The cut has ended. */
  void release() {
    while (!line.isCut() && !held.isEmpty()) {
      comesOut(held.remove());
    }
    if (held.isEmpty()) {
      line.holdsNoMore(this);
    }
  }

  /** Nothing comes out any more, nor is anybody told. */
  void breakDown() {
    step = Step.BROKEN;
    sending.clear();
    held.clear();
    line.holdsNoMore(this);
  }
}
