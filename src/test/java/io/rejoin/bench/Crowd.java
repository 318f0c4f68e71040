package io.rejoin.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Many clients on one event loop: connects them all, a bounded number at the same time, and lets
 * those that are in ping as clients do.
 */
final class Crowd {
  private static final int AT_ONCE = 50;
  private static final int READ_BYTES = 32 * 1024;
  private static final long PING_EVERY_MILLIS = 2000;
  private static final long PING_TICK_MILLIS = 20;

  private final EventLoop loop;
  private final int port;
  private final IntFunction<ClientLink> client;
  private final Consumer<String> failed;
  private final List<ClientLink> links = new ArrayList<>();
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private int size;
  private int asked;
  private int pinged;

  /**
   * Nothing is connected yet.
   *
   * @param client makes the n-th client, from 0, which says {@link #isIn}
   * @param failed is told why, if one cannot connect
   */
  Crowd(
      EventLoop loop, int port, int size, IntFunction<ClientLink> client, Consumer<String> failed) {
    this.loop = loop;
    this.port = port;
    this.size = size;
    this.client = client;
    this.failed = failed;
  }

  /** Connects; the answer is complete when all are in. */
  CompletableFuture<Void> gather() {
    beat();
    return gatherSilently();
  }

  /** The same, but nobody pings. */
  CompletableFuture<Void> gatherSilently() {
    loop.execute(() -> connect(Math.min(AT_ONCE, size)));
    return complete;
  }

  /** From now on all that are in ping. */
  void beat() {
    loop.scheduleAtFixedRate(this::ping, 0, PING_TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void connect(int more) {
    for (int i = 0; i < more && asked < size; i++) {
      ClientLink link = client.apply(asked++);
      new Bootstrap()
          .group(loop)
          .channel(Transport.channel())
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
          .handler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                  channel.pipeline().addLast(link);
                }
              })
          .connect("127.0.0.1", port)
          .addListener((ChannelFuture done) -> connected(link, done));
    }
  }

  private void connected(ClientLink link, ChannelFuture done) {
    if (!done.isSuccess()) {
      failed.accept(link.user() + " could not connect: " + done.cause());
    }
  }

  /** How many are in. On the event loop only. */
  int present() {
    return links.size();
  }

  /** A client has what it came for. */
  void isIn(ClientLink link) {
    links.add(link);
    if (links.size() == size) {
      complete.complete(null);
    } else {
      connect(1);
    }
  }

  private void ping() {
    long share = links.isEmpty() ? 0 : links.size() * PING_TICK_MILLIS / PING_EVERY_MILLIS + 1;
    for (long i = 0; i < share; i++) {
      links.get(pinged++ % links.size()).ping();
    }
  }

  /** Lets each that is in do something; the answer is complete when all have done it. */
  CompletableFuture<Void> each(Function<ClientLink, CompletableFuture<Void>> deed) {
    return CompletableFuture.supplyAsync(
            () -> links.stream().map(deed).toArray(CompletableFuture[]::new), loop)
        .thenCompose(CompletableFuture::allOf);
  }

  /** Logs all out; the answer is complete when the server has closed all sockets. */
  CompletableFuture<Void> logOut() {
    return leave(ClientLink::logOut);
  }

  /** Closes all sockets without a word. */
  CompletableFuture<Void> hangUp() {
    return leave(ClientLink::hangUp);
  }

  private CompletableFuture<Void> leave(BiConsumer<ClientLink, Runnable> how) {
    List<CompletableFuture<Void>> gone = new ArrayList<>();
    CompletableFuture<Void> all = new CompletableFuture<>();
    loop.execute(
        () -> {
          size = asked; // nobody else comes
          for (ClientLink link : List.copyOf(links)) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            gone.add(one);
            how.accept(link, () -> one.complete(null));
          }
          links.clear();
          CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new))
              .thenRun(() -> all.complete(null));
        });
    return all;
  }
}
