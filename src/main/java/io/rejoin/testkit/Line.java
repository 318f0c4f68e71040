package io.rejoin.testkit;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One way between a user's machine and the servers, or from one node to another: what all {@link
 * Pipe}s that lie there have in common, and what can be done to it.
 */
final class Line {
  /** No limit of bytes per second. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final long MICROS_IN_SECOND = 1_000_000;

  /** Who has cut it; it is open when nobody has. */
  enum Cause {
    SCRIPT,
    WEATHER
  }

  private final VirtualTime time;
  private final Faults faults;
  private final Set<Cause> cuts = EnumSet.noneOf(Cause.class);
  private final Set<Pipe> holding = new LinkedHashSet<>();
  private Faults.Delay delay;
  private Faults.Delay spike = Faults.NONE;
  private Duration delayOfCloses = Duration.ZERO;
  private int bytesPerSecond = UNLIMITED;
  private int width = UNLIMITED;

  Line(VirtualTime time, Faults faults, Faults.Delay delay) {
    this.time = time;
    this.faults = faults;
    this.delay = delay;
  }

  void cut(Cause cause) {
    cuts.add(cause);
  }

  void heal(Cause cause) {
    if (cuts.remove(cause) && cuts.isEmpty()) {
      List.copyOf(holding).forEach(pipe -> time.schedule(pipe::release, drawDelay()));
    }
  }

  boolean isCut() {
    return !cuts.isEmpty();
  }

  /** The pipe holds back what has come to the cut. */
  void holds(Pipe pipe) {
    holding.add(pipe);
  }

  void holdsNoMore(Pipe pipe) {
    holding.remove(pipe);
  }

  /** From now on frames take that long. */
  void delay(Faults.Delay newDelay) {
    delay = newDelay;
  }

  /** The weather: from now on frames take so much longer. */
  void storm(Faults.Delay newSpike) {
    spike = newSpike;
  }

  /** The weather: from now on no more than that passes in a second. */
  void narrow(int newWidth) {
    width = newWidth;
  }

  /** The weather is good again. */
  void clear() {
    spike = Faults.NONE;
    width = UNLIMITED;
    heal(Cause.WEATHER);
  }

  /** From now on each pipe carries so much; {@link #UNLIMITED} for all at once. */
  void throttle(int newBytesPerSecond) {
    bytesPerSecond = newBytesPerSecond;
  }

  /** From now on the end of a connection takes so much longer to become known. */
  void delayCloses(Duration newDelay) {
    delayOfCloses = newDelay;
  }

  long closeMillis() {
    return delayOfCloses.toMillis();
  }

  /** How long the next frame is on its way, in milliseconds. */
  int drawDelay() {
    return faults.draw(delay) + faults.draw(spike);
  }

  /** How long so many bytes take to be sent, in microseconds; 0 for no time at all. */
  long microsFor(int bytes) {
    int rate = Math.min(bytesPerSecond, width);
    return rate == UNLIMITED ? 0 : bytes * MICROS_IN_SECOND / rate;
  }
}
