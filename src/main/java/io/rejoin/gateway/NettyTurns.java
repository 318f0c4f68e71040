package io.rejoin.gateway;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Turns on an event loop, which also serves the links' sockets. */
record NettyTurns(EventLoop loop) implements LoopTurns {

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
