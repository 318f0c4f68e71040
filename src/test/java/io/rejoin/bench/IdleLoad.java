package io.rejoin.bench;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Clients who join rooms and then say nothing: says {@code ready} when all are in, lets them ping
 * from its first line of input on, and holds them until its input ends. Fails if any is cut off.
 */
final class IdleLoad {
  private static final int MINUTES_TO_GATHER = 2;

  private IdleLoad() {}

  /** Port, rooms, members of each. */
  public static void main(String[] args) throws Exception {
    EventLoopGroup group = Transport.oneLoop();
    EventLoop loop = group.next();
    int members = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[1]) * members;
    CompletableFuture<Object> failed = new CompletableFuture<>();
    Consumer<String> fail = why -> failed.completeExceptionally(new IllegalStateException(why));
    Crowd[] crowd = new Crowd[1];
    crowd[0] =
        new Crowd(
            loop,
            Integer.parseInt(args[0]),
            size,
            n -> new IdleLink("idle" + n, "idle-" + n / members, crowd[0]::isIn, fail),
            fail);
    CompletableFuture.anyOf(crowd[0].gatherSilently(), failed)
        .get(MINUTES_TO_GATHER, TimeUnit.MINUTES);
    System.out.println("ready");
    if (System.in.read() >= 0) {
      loop.execute(crowd[0]::beat);
      while (System.in.read() >= 0) {
        // holds its connections until the driver closes this stream
      }
    }
    if (failed.isCompletedExceptionally()) {
      System.err.println("a client was cut off: " + failed);
      System.exit(1);
    }
    System.exit(0);
  }
}
