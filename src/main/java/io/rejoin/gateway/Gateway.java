package io.rejoin.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The sockets of one node. It is started once, listens until it is stopped, and can not be started
 * again. The event loops belong to whoever made them.
 */
public final class Gateway {
  private static final int MAX_REQUEST_BODY_BYTES = 1024;
  private static final int FIRST_READ_BYTES = 2048;
  private static final int LEAST_READ_BYTES = 64;

  private final GatewaySettings settings;
  private final EventLoopGroup group;
  private final Links links;
  private final Neighbours neighbours;
  private final Admission admission;
  private final Handshake handshake;
  private final StaticFiles files = new StaticFiles();
  private volatile Channel server;

  /**
   * A gateway that does not listen yet.
   *
   * @param group the event loops that {@code links} was made with, of the settings' transport
   */
  Gateway(GatewaySettings settings, EventLoopGroup group, Links links, Neighbours neighbours) {
    this.settings = settings;
    this.group = group;
    this.links = links;
    this.neighbours = neighbours;
    this.admission = new Admission(settings);
    this.handshake = new Handshake(settings);
  }

  /**
   * Starts to listen.
   *
   * @return the address it listens on, once it does; failed if it can not, or if the certificate
   *     can not be read
   */
  public CompletionStage<InetSocketAddress> start() {
    CompletableFuture<InetSocketAddress> bound = new CompletableFuture<>();
    ServerBootstrap bootstrap;
    try {
      bootstrap = bootstrap(tls());
    } catch (SSLException | IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    links.loops().forEach(loop -> loop.execute(loop::start));
    var binding = bootstrap.bind(settings.host(), settings.port());
    binding.addListener(
        done -> {
          if (done.isSuccess()) {
            server = binding.channel();
            bound.complete((InetSocketAddress) server.localAddress());
          } else {
            bound.completeExceptionally(done.cause());
          }
        });
    return bound;
  }

  private ServerBootstrap bootstrap(SslContext tls) {
    return new ServerBootstrap()
        .group(group)
        .channel(settings.transport().serverChannel())
        .option(ChannelOption.SO_BACKLOG, settings.backlog())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, oneReadPerTurn())
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(
                settings.outboundHighWaterMark() / 2, settings.outboundHighWaterMark()))
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                enter(channel, tls);
              }
            });
  }

  /** However much a link sends, the others have their turn after one read of it. */
  private RecvByteBufAllocator oneReadPerTurn() {
    int most = settings.readPerTurn();
    int first = Math.min(most, FIRST_READ_BYTES);
    return new AdaptiveRecvByteBufAllocator(Math.min(first, LEAST_READ_BYTES), first, most)
        .maxMessagesPerRead(1);
  }

  private SslContext tls() throws SSLException {
    if (settings.tls().isEmpty()) {
      return null;
    }
    GatewaySettings.Tls tls = settings.tls().get();
    return SslContextBuilder.forServer(new File(tls.certificate()), new File(tls.privateKey()))
        .build();
  }

  /** Makes a new connection speak HTTP. */
  void enter(Channel channel, SslContext tls) {
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_REQUEST_BODY_BYTES),
            new HttpEntrance(
                links.loopOf(channel.eventLoop()),
                neighbours,
                handshake,
                files,
                admission.enter(channel)));
  }

  /** How many connections are open now, those that speak HTTP included. */
  public int connections() {
    return admission.connections();
  }

  /**
   * Stops to listen and closes all links with {@code server-stopping}.
   *
   * @return done when all have gone, or after twice the {@code close-timeout}
   */
  public CompletionStage<Void> stop() {
    if (server != null) {
      server.close();
    }
    return CompletableFuture.allOf(
            links.loops().stream().map(LinkLoop::stop).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, settings.closeTimeout().toMillis() * 2, TimeUnit.MILLISECONDS);
  }
}
