package io.rejoin.testkit;

import com.typesafe.config.Config;
import io.rejoin.client.ClientClock;
import io.rejoin.cluster.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The one clock of a simulation: of actors, as their scheduler; of links, rooms and sessions, as
 * what tells the time; of clients, and of the network. It stands still until {@link #pass} moves
 * it, from one alarm to the next, so that each alarm sees exactly the time that it is due at.
 * Twenty minutes last as long as what happens in them. The wall clock of the servers shows the
 * same, unless it is set otherwise.
 */
public final class VirtualTime extends AbstractScheduler implements InstantSource, ClientClock {
  private static final long NANOS_IN_MILLI = 1_000_000;

  /** When each simulation begins: 1 January 2026, 0:00 UTC. */
  static final long BEGIN = 1_767_225_600_000L;

  /** Something to be run once, at a time. */
  private static final class Alarm implements Cancellable {
    private final long at;
    private final long serial;
    private Runnable task;

    Alarm(long at, long serial, Runnable task) {
      this.at = at;
      this.serial = serial;
      this.task = task;
    }

    @Override
    public boolean cancel() {
      boolean first = task != null;
      task = null;
      return first;
    }

    @Override
    public boolean isCancelled() {
      return task == null;
    }

    private void ring() {
      Runnable due = task;
      if (due != null) {
        task = null;
        due.run();
      }
    }
  }

  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(
          Comparator.<Alarm>comparingLong(alarm -> alarm.at)
              .thenComparingLong(alarm -> alarm.serial));
  private final Clocks clocks = new Clocks(this, () -> Instant.ofEpochMilli(wallMillis()));
  private long now = BEGIN;
  private long wallAhead;
  private long serial;

  /** Called by Pekko, as the scheduler of a system. */
  public VirtualTime(Config config, LoggingAdapter log, ThreadFactory threads) {}

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long now() {
    return millis();
  }

  @Override
  public Timer schedule(Runnable task, long delayMs) {
    return add(delayMs, task)::cancel;
  }

  /** Runs a task when this much time has passed, before anybody reacts to anything else of then. */
  void after(Duration delay, Runnable task) {
    add(delay.toMillis(), task);
  }

  /**
   * Moves time on. All that is due at the same millisecond happens before anybody reacts to it, and
   * all reactions before the next.
   */
  void pass(Duration duration, Turns turns) {
    turns.settle();
    long end = millis() + duration.toMillis();
    for (Alarm due = nextUntil(end); due != null; due = nextUntil(end)) {
      List<Alarm> together = new ArrayList<>();
      for (Alarm same = due; same != null; same = nextUntil(millis())) {
        together.add(same);
      }
      together.forEach(Alarm::ring);
      turns.settle();
    }
  }

  /** The clocks of a node: this time, and the servers' wall clock. */
  Clocks clocks() {
    return clocks;
  }

  /** Sets the servers' wall clock; nothing else notices. */
  synchronized void setWall(Duration ahead) {
    wallAhead = ahead.toMillis();
  }

  private synchronized long wallMillis() {
    return now + wallAhead;
  }

  /** Forgets all alarms, and begins anew. */
  synchronized void reset() {
    alarms.clear();
    now = BEGIN;
    wallAhead = 0;
  }

  private synchronized Alarm nextUntil(long end) {
    while (!alarms.isEmpty() && alarms.peek().at <= end) {
      Alarm alarm = alarms.remove();
      if (!alarm.isCancelled()) {
        now = Math.max(now, alarm.at);
        return alarm;
      }
    }
    now = end;
    return null;
  }

  private synchronized Alarm add(long delayMillis, Runnable task) {
    Alarm alarm = new Alarm(now + Math.max(0, delayMillis), serial++, task);
    alarms.add(alarm);
    return alarm;
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext on) {
    // rounded up: a timer never fires early
    return add((delay.toNanos() + NANOS_IN_MILLI - 1) / NANOS_IN_MILLI, () -> on.execute(task));
  }

  @Override
  public Cancellable schedule(
      FiniteDuration initial, FiniteDuration interval, Runnable task, ExecutionContext on) {
    Repeated repeated = new Repeated(interval, task, on);
    repeated.next = scheduleOnce(initial, repeated, on);
    return repeated;
  }

  private final class Repeated implements Cancellable, Runnable {
    private final FiniteDuration interval;
    private final Runnable task;
    private final ExecutionContext on;
    private Cancellable next;
    private boolean cancelled;

    Repeated(FiniteDuration interval, Runnable task, ExecutionContext on) {
      this.interval = interval;
      this.task = task;
      this.on = on;
    }

    @Override
    public void run() {
      if (!cancelled) {
        next = scheduleOnce(interval, this, on);
        task.run();
      }
    }

    @Override
    public boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      next.cancel();
      return first;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Override
  public double maxFrequency() {
    return 1000;
  }
}
