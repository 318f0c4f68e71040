package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Measures a silence, and tells when steps of it are reached. It is counted from the last byte, or
 * from the first ping over the link that is not answered, if that is earlier: what comes down says
 * nothing of the way up.
 *
 * <p>A step that is found late was not waited for: timers were late, or the machine was asleep, or
 * its clock was set, and nobody has listened meanwhile. So the owner asks first, and lets it be
 * {@link #judge judged} when an answer must have come. A silence is asked once; then all that is
 * due is told, in its order.
 */
final class Silence {
  /** More pings than wait for their answers in any silence that a profile allows. */
  private static final int MAX_PINGS = 64;

  private enum State {
    WATCHING,
    /** A step is reached in time: what waits in the socket is read first. */
    READING,
    /** A step was found late. */
    ASKING
  }

  /**
   * What is to be told after a silence.
   *
   * @param isSure whether it needs no question
   */
  record Step(long afterMs, Runnable reached, boolean isSure) {
    Step(long afterMs, Runnable reached) {
      this(afterMs, reached, false);
    }
  }

  private final Alarms alarms;
  private final long lateMs;
  private final Runnable ask;
  private final Deque<Long> pings = new ArrayDeque<>(2);
  private State state = State.WATCHING;
  private boolean isAsked;
  private long heardAt;
  private List<Step> steps = List.of();
  private Alarm alarm;

  /**
   * @param lateMs so long after its time a step is found late
   * @param ask asks for a sign of life, and lets the silence be judged some time later
   */
  Silence(Alarms alarms, long lateMs, Runnable ask) {
    this.alarms = alarms;
    this.lateMs = lateMs;
    this.ask = ask;
    heardAt = alarms.now();
  }

  /** Something was heard now. */
  void heard() {
    heardAt = alarms.now();
    isAsked = false;
    if (state != State.WATCHING) {
      watching();
    }
  }

  /** A ping was sent. */
  void pinged() {
    if (pings.size() < MAX_PINGS) {
      pings.add(alarms.now());
    }
  }

  /** A ping was answered: they are in their order. */
  void ponged() {
    pings.poll();
  }

  /** The link has gone, and what was asked over it. */
  void linkLost() {
    pings.clear();
  }

  /** The link is given up for this silence, which goes on as it was counted. */
  void interrupted() {
    heardAt = since();
    pings.clear();
  }

  /** For how many milliseconds there has been no sign that both ways work. */
  long ms() {
    return alarms.now() - since();
  }

  /** What is missing since then, in words. */
  String fact() {
    return since() < heardAt ? "a ping unanswered" : "nothing heard";
  }

  /** Watches for steps, ordered by time; replaces those watched before. */
  void watch(List<Step> watched) {
    steps = watched;
    isAsked = false;
    watching();
  }

  /** Watches for nothing more. */
  void stop() {
    watch(List.of());
  }

  /**
   * Measures now instead of when the next step is due; returns whether that has led to a question.
   */
  boolean measure() {
    if (state != State.WATCHING) {
      return false;
    }
    measureNow();
    return state == State.ASKING;
  }

  /** An answer to the question must have come, if there is one. */
  void judge() {
    if (state == State.ASKING) {
      state = State.WATCHING;
      measureNow();
    }
  }

  private long since() {
    return pings.isEmpty() ? heardAt : Math.min(heardAt, pings.peek());
  }

  private void watching() {
    state = State.WATCHING;
    arm();
  }

  private void measureNow() {
    long late = late();
    if (late < 0) {
      arm();
    } else if (isQuestion(late)) {
      asking();
    } else if (isAsked || steps.get(0).isSure()) {
      reached();
    } else {
      state = State.READING;
      in(0, this::read);
    }
  }

  private void read() {
    long late = late();
    if (late < 0) {
      watching();
    } else if (isQuestion(late)) {
      asking();
    } else {
      reached();
    }
  }

  /** Negative before the next step. */
  private long late() {
    return steps.isEmpty() ? -1 : ms() - steps.get(0).afterMs();
  }

  private boolean isQuestion(long late) {
    return late > lateMs && !isAsked && !steps.get(0).isSure();
  }

  private void asking() {
    Alarms.cancel(alarm);
    state = State.ASKING;
    isAsked = true;
    int open = pings.size();
    pings.clear();
    for (int i = 0; i < open; i++) {
      pings.add(alarms.now());
    }
    ask.run();
  }

  private void reached() {
    Step next = steps.get(0);
    steps = steps.subList(1, steps.size());
    state = State.WATCHING;
    next.reached().run();
    if (state == State.WATCHING) {
      arm();
    }
  }

  private void arm() {
    Alarms.cancel(alarm);
    alarm = null;
    if (!steps.isEmpty()) {
      in(-late(), this::measureNow);
    }
  }

  private void in(long delayMs, Runnable task) {
    Alarms.cancel(alarm);
    alarm = alarms.in(delayMs, task);
  }
}
