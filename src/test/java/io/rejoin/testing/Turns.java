package io.rejoin.testing;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.setup.Setup;

/**
 * One thread that runs all actors and streams of an actor system, in the order in which they got
 * something to do. Whoever waits for {@link #settle} knows that nothing is under way any more.
 */
public final class Turns extends AbstractExecutorService {

  /** Gives a system's dispatchers their turns; see {@link TurnsConfigurator}. */
  public static final class InSystem extends Setup {
    private final Turns turns;

    public InSystem(Turns turns) {
      this.turns = turns;
    }

    Turns turns() {
      return turns;
    }
  }

  private static final long WAIT_SECONDS = 30;

  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private final Object lock = new Object();
  private final Thread thread = new Thread(this::run, "turns");
  private long waiting;
  private RuntimeException thrown;

  public Turns() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      waiting++;
    }
    queue.add(task);
  }

  /** Waits until nobody has anything to do; fails after a bounded wait, or if a task has thrown. */
  public void settle() {
    if (Thread.currentThread() == thread) {
      return; // What is done in a turn settles after it.
    }
    long left = WAIT_SECONDS;
    synchronized (lock) {
      while (waiting > 0) {
        if (left-- == 0) {
          throw new AssertionError(waiting + " tasks after " + WAIT_SECONDS + " s");
        }
        try {
          lock.wait(1000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
      if (thrown != null) {
        throw new AssertionError("a turn has failed", thrown);
      }
    }
  }

  private void run() {
    while (true) {
      try {
        queue.take().run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        synchronized (lock) {
          thrown = e;
        }
      } finally {
        synchronized (lock) {
          if (--waiting == 0) {
            lock.notifyAll();
          }
        }
      }
    }
  }

  /** The end of one dispatcher; the others go on. */
  @Override
  public void shutdown() {
    shutdown.countDown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown.getCount() == 0;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return shutdown.await(timeout, unit);
  }
}
