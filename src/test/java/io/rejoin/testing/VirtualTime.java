package io.rejoin.testing;

import com.typesafe.config.Config;
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
 * A clock and a scheduler of actors that stand still until a test moves them: from one timer to the
 * next, so that each timer sees exactly the time that it is due at. (The test kit's ManualTime
 * waits 100 ms of real time at each move; a minute in steps of a millisecond would take hours.)
 * Thread-safe.
 */
public final class VirtualTime extends AbstractScheduler implements InstantSource {

  /** Something to be run once, at a time. */
  private static final class Alarm implements Cancellable {
    private final long at;
    private final long serial;
    private final Runnable task;
    private volatile boolean cancelled;

    Alarm(long at, long serial, Runnable task) {
      this.at = at;
      this.serial = serial;
      this.task = task;
    }

    @Override
    public boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      return first;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(
          Comparator.<Alarm>comparingLong(alarm -> alarm.at)
              .thenComparingLong(alarm -> alarm.serial));
  private long now = 1_767_225_600_000L;
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

  /** Runs a task when this much time has passed. */
  public Cancellable after(Duration delay, Runnable task) {
    return add(delay.toMillis(), task);
  }

  /**
   * Moves time on. All that is due at the same millisecond happens before anybody reacts to it, and
   * all reactions before the next.
   */
  public void pass(Duration duration, Turns turns) {
    turns.settle();
    long end = millis() + duration.toMillis();
    for (Alarm due = nextUntil(end); due != null; due = nextUntil(end)) {
      List<Alarm> together = new ArrayList<>();
      for (Alarm same = due; same != null; same = nextUntil(millis())) {
        together.add(same);
      }
      turns.execute(() -> together.forEach(alarm -> alarm.task.run()));
      turns.settle();
    }
  }

  private synchronized Alarm nextUntil(long end) {
    while (!alarms.isEmpty() && alarms.peek().at <= end) {
      Alarm alarm = alarms.remove();
      if (!alarm.cancelled) {
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
    return add((delay.toNanos() + 999_999) / 1_000_000, () -> on.execute(task));
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
    private volatile Cancellable next;

    Repeated(FiniteDuration interval, Runnable task, ExecutionContext on) {
      this.interval = interval;
      this.task = task;
      this.on = on;
    }

    @Override
    public void run() {
      if (!next.isCancelled()) {
        next = scheduleOnce(interval, this, on);
        task.run();
      }
    }

    @Override
    public boolean cancel() {
      return next.cancel();
    }

    @Override
    public boolean isCancelled() {
      return next.isCancelled();
    }
  }

  @Override
  public double maxFrequency() {
    return 1000;
  }
}
