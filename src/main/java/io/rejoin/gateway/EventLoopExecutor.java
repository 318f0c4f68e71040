package io.rejoin.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks on event loops that others own: shutting it down leaves them running. What comes from
 * one of the loops stays on it, which saves waking another.
 */
final class EventLoopExecutor extends AbstractExecutorService {
  private final EventLoopGroup group;
  private final List<EventExecutor> loops = new ArrayList<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);

  EventLoopExecutor(EventLoopGroup group) {
    this.group = group;
    group.forEach(loops::add);
  }

  @Override
  public void execute(Runnable task) {
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        loop.execute(task);
        return;
      }
    }
    group.next().execute(task);
  }

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
