package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Users who all come at once: each connects, logs in, joins a room and stays until all are there;
 * then all log out. Fails if any is refused or cut off.
 */
final class LoginLoad {
  private final LoginPlan plan;
  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "l" + ProcessHandle.current().pid();
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Meter meter;
  private final Crowd crowd;

  private LoginLoad(LoginPlan plan) {
    this.plan = plan;
    meter = new Meter(loop.ticker(), plan.serverPid(), plan.storePid());
    crowd = new Crowd(loop, plan.port(), plan.logins(), this::client, this::failed);
  }

  /** Runs the plan that the arguments are; the line of standard output is the result. */
  public static void main(String[] args) throws Exception {
    LoginLoad load = new LoginLoad(LoginPlan.of(args));
    try {
      load.loop.execute(load::begin);
      LoadResult measured = load.result.get(1, TimeUnit.MINUTES);
      System.out.println(JsonMapper.builder().build().writeValueAsString(measured));
      load.crowd.logOut().get(20, TimeUnit.SECONDS);
    } finally {
      load.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(6, TimeUnit.SECONDS);
    }
  }

  private void begin() {
    meter.begin();
    crowd.gather().thenRun(this::end);
    loop.schedule(this::end, LoginPlan.SECONDS, TimeUnit.SECONDS);
  }

  private void end() {
    result.complete(meter.end(crowd.present()));
  }

  private ClientLink client(int index) {
    String room = run + "-" + index / plan.members();
    return new LoginLink(run + "-u" + index, room, meter.now(), this::joined, this::failed);
  }

  private void joined(LoginLink link) {
    meter.latency(meter.now() - link.since());
    crowd.isIn(link);
  }

  private void failed(String why) {
    result.completeExceptionally(new IllegalStateException(why));
  }
}
