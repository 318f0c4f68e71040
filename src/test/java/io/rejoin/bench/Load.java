package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Joins many clients to rooms, puts load on for the plan's time, and tells what it measured. Fails
 * if any client is refused or cut off.
 */
final class Load implements LoadLink.Owner {
  private static final int TICK_MICROS = 500;

  private final Plan plan;
  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "b" + ProcessHandle.current().pid();
  private final List<LoadRoom> rooms = new ArrayList<>();
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Crowd crowd;
  private Pressure pressure;

  private Load(Plan plan) {
    this.plan = plan;
    this.crowd = new Crowd(loop, plan.port(), plan.connections(), this::client, this::failed);
  }

  /** Runs the plan that the arguments are; the last line of standard output is the result. */
  public static void main(String[] args) throws Exception {
    Load load = new Load(Plan.of(args));
    try {
      load.gathered().get(2, TimeUnit.MINUTES);
      load.loop.execute(load::press);
      Floods floods = Floods.begin(load.plan, load::failed);
      LoadResult measured =
          load.result.get(load.plan.warmSeconds() + load.plan.seconds() + 20, TimeUnit.SECONDS);
      System.out.println(JsonMapper.builder().build().writeValueAsString(measured));
      floods.end();
      load.crowd.logOut().get(10, TimeUnit.SECONDS);
    } finally {
      load.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(6, TimeUnit.SECONDS);
    }
  }

  private CompletableFuture<Object> gathered() {
    return CompletableFuture.anyOf(crowd.gather(), result);
  }

  private ClientLink client(int index) {
    if (index % plan.members() == 0) {
      rooms.add(new LoadRoom(run + "-" + rooms.size()));
    }
    return new LoadLink(run + "-u" + index, rooms.get(rooms.size() - 1), this, this::failed);
  }

  @Override
  public void joined(LoadLink link) {
    link.room().join(link);
    crowd.isIn(link);
  }

  private void press() {
    pressure = new Pressure(plan, rooms, loop.ticker());
    Future<?> ticks =
        loop.scheduleAtFixedRate(pressure::tick, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
    loop.schedule(pressure::begin, plan.warmSeconds(), TimeUnit.SECONDS);
    loop.schedule(
        () -> {
          ticks.cancel(false);
          result.complete(pressure.end());
        },
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

  private void failed(String why) {
    result.completeExceptionally(new IllegalStateException(why));
  }
}
