package io.rejoin.bench;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Links that publish as fast as their sockets take it, on an event loop of their own. They do not
 * care that nearly all is refused; the load fails if one of them is closed before its end.
 */
final class Floods implements LoadLink.Owner {
  private static final int AGAIN_AFTER_MILLIS = 1;

  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "f" + ProcessHandle.current().pid();
  private final Consumer<String> failed;
  private final Crowd crowd;

  private Floods(Plan plan, Consumer<String> failed) {
    this.failed = failed;
    this.crowd = new Crowd(loop, plan.port(), plan.floods(), this::client, failed);
  }

  /** Begins as many as the plan says. */
  static Floods begin(Plan plan, Consumer<String> failed) {
    Floods floods = new Floods(plan, failed);
    floods.crowd.gather();
    return floods;
  }

  private ClientLink client(int index) {
    return new LoadLink(run + "-u" + index, new LoadRoom(run + "-" + index), this, failed);
  }

  @Override
  public void joined(LoadLink link) {
    crowd.isIn(link);
    pour(link, 1);
  }

  private void pour(LoadLink link, long from) {
    long number = from;
    while (link.isWritable()) {
      link.publish(number++);
    }
    link.flush();
    long next = number;
    loop.schedule(() -> pour(link, next), AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void refused(LoadLink link) {
    // that is what it is for
  }

  @Override
  public void read(LoadLink link, long before) {
    // nobody counts what it hears
  }

  /** Ends them all. */
  void end() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
