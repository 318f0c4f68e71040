package io.rejoin.testkit;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * Makes a dispatcher have no thread of its own: who brings the first task runs it before it goes
 * on, with all that comes of it, one after another in order. Who brings something meanwhile, from
 * another thread, leaves it to that one. So what a test says has happened when the call returns,
 * and a timer that a manual clock lets go off is over before the next.
 *
 * <p>Pekko's own calling-thread dispatcher makes a caller wait for an actor that another thread
 * runs, which two actors that speak to each other turn into a deadlock; here nobody waits.
 */
public final class CallerTurns extends ExecutorServiceConfigurator {

  /** Called by Pekko with the dispatcher's configuration. */
  public CallerTurns(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return OneByOne::new;
  }

  private static final ThreadLocal<OneByOne> RUNNING = new ThreadLocal<>();

  /** Whether the calling thread runs tasks now, and is in one. */
  static boolean isTurn() {
    return RUNNING.get() != null;
  }

  /** Runs something as soon as no task waits any more; to be called in a task. */
  static void whenIdle(Runnable last) {
    RUNNING.get().atTheEnd(last);
  }

  private static final class OneByOne extends AbstractExecutorService {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Queue<Runnable> atTheEnd = new ArrayDeque<>();
    private boolean running;
    private volatile boolean shutdown;

    @Override
    public void execute(Runnable task) {
      synchronized (waiting) {
        waiting.add(task);
        if (running) {
          return;
        }
        running = true;
      }
      OneByOne before = RUNNING.get();
      RUNNING.set(this);
      try {
        for (Runnable next = next(); next != null; next = next()) {
          run(next);
        }
      } finally {
        RUNNING.set(before);
      }
    }

    private static void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }

    private Runnable next() {
      synchronized (waiting) {
        Runnable next = waiting.isEmpty() ? atTheEnd.poll() : waiting.poll();
        running = next != null;
        return next;
      }
    }

    private void atTheEnd(Runnable last) {
      synchronized (waiting) {
        atTheEnd.add(last);
      }
    }

    @Override
    public void shutdown() {
      shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown();
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return shutdown;
    }

    @Override
    public boolean isTerminated() {
      return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return shutdown;
    }
  }
}
