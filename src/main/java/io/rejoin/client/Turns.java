package io.rejoin.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The turns of one client: tasks that run one after another, in the order in which they were given,
 * on whatever thread of the executor. All of a client happens in them, so that its parts need no
 * locks. A task that is given during a turn runs after it.
 */
final class Turns {
  /** After so many tasks others of the executor have their turn. */
  private static final int IN_A_ROW = 64;

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Turns(Executor executor) {
    this.executor = executor;
  }

  void run(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    for (int i = 0; i < IN_A_ROW; i++) {
      uncaught(tasks.remove());
      if (waiting.decrementAndGet() == 0) {
        return;
      }
    }
    executor.execute(this::drain);
  }

  /** Runs foreign code: what it throws is reported as uncaught, and stops nothing else. */
  static void uncaught(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error thrown) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
  }
}
