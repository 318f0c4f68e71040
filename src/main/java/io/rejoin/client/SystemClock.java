package io.rejoin.client;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time. It only grows, and counts the time that the machine was asleep (which its
 * monotonic clock does not everywhere): a wall clock that is set back stands still instead. One
 * thread for all timers of all clients.
 */
final class SystemClock implements ClientClock {
  private final ScheduledThreadPoolExecutor timers;
  private long before = System.currentTimeMillis();
  private long elapsed;

  SystemClock(ThreadFactory threads) {
    timers = new ScheduledThreadPoolExecutor(1, threads);
    timers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public synchronized long now() {
    long reading = System.currentTimeMillis();
    elapsed += Math.max(0, reading - before);
    before = reading;
    return elapsed;
  }

  @Override
  public Timer schedule(Runnable task, long delayMs) {
    ScheduledFuture<?> timer = timers.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    return () -> timer.cancel(false);
  }
}
