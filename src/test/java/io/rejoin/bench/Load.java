package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many clients on one event loop. Connects and joins them all, lets them ping, puts load on for the
 * plan's time, and tells what it measured. Fails if any client is refused or cut off.
 */
final class Load implements LoadLink.Owner {
  private static final int AT_ONCE = 50;
  private static final int READ_BYTES = 32 * 1024;
  private static final long PING_EVERY_MILLIS = 2000;
  private static final long PING_TICK_MILLIS = 20;
  private static final int TICK_MICROS = 500;

  private final Plan plan;
  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "b" + ProcessHandle.current().pid();
  private final List<LoadRoom> rooms = new ArrayList<>();
  private final List<LoadLink> links = new ArrayList<>();
  private final CompletableFuture<Load> ready = new CompletableFuture<>();
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private Pressure pressure;
  private int asked;
  private int pinged;

  private Load(Plan plan) {
    this.plan = plan;
  }

  /** Runs the plan that the arguments are; the last line of standard output is the result. */
  public static void main(String[] args) throws Exception {
    Load load = new Load(Plan.of(args));
    load.loop.execute(() -> load.connect(AT_ONCE));
    try {
      load.ready.get(2, TimeUnit.MINUTES);
      if (load.plan.seconds() == 0) {
        System.out.println("ready");
        while (System.in.read() >= 0) {
          // holds its connections until the driver closes this stream
        }
      } else {
        load.loop.execute(load::press);
        Floods floods = Floods.begin(load.plan, load::failed);
        LoadResult measured =
            load.result.get(load.plan.warmSeconds() + load.plan.seconds() + 20, TimeUnit.SECONDS);
        System.out.println(JsonMapper.builder().build().writeValueAsString(measured));
        floods.end();
      }
    } finally {
      load.loop.execute(() -> load.links.forEach(LoadLink::logOut));
      load.group.shutdownGracefully(1, 5, TimeUnit.SECONDS).await(6, TimeUnit.SECONDS);
    }
  }

  private void connect(int more) {
    for (int i = 0; i < more && asked < plan.connections(); i++, asked++) {
      int index = asked;
      if (index % plan.members() == 0) {
        rooms.add(new LoadRoom(run + "-" + rooms.size()));
      }
      LoadRoom room = rooms.get(rooms.size() - 1);
      dial(loop, plan.port(), new LoadLink(run + "-u" + index, room, this));
    }
  }

  /** Connects a link, which then shakes hands, logs in and joins. */
  static void dial(EventLoop loop, int port, LoadLink link) {
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
        .connect("127.0.0.1", port);
  }

  @Override
  public void joined(LoadLink link) {
    link.room().join(link);
    links.add(link);
    if (links.size() == plan.connections()) {
      loop.scheduleAtFixedRate(this::ping, 0, PING_TICK_MILLIS, TimeUnit.MILLISECONDS);
      ready.complete(this);
    } else {
      connect(1);
    }
  }

  private void ping() {
    long share = links.size() * PING_TICK_MILLIS / PING_EVERY_MILLIS + 1;
    for (long i = 0; i < share; i++) {
      links.get(pinged++ % links.size()).ping();
    }
  }

  private void press() {
    pressure = new Pressure(plan, rooms, loop.ticker());
    loop.scheduleAtFixedRate(pressure::tick, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
    loop.schedule(pressure::begin, plan.warmSeconds(), TimeUnit.SECONDS);
    loop.schedule(
        () -> result.complete(pressure.end()),
        plan.warmSeconds() + plan.seconds(),
        TimeUnit.SECONDS);
  }

  @Override
  public void read(LoadLink link, long before) {
    if (pressure != null) {
      pressure.read(link, before);
    }
  }

  @Override
  public void refused(LoadLink link) {
    failed(link.user() + " was refused something");
  }

  @Override
  public void failed(String why) {
    ready.completeExceptionally(new IllegalStateException(why));
    result.completeExceptionally(new IllegalStateException(why));
  }
}
