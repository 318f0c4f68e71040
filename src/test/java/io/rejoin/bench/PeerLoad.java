package io.rejoin.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many users send to users, and count what is answered. Fails if any message is refused, or any
 * client cut off.
 */
final class PeerLoad {
  private final PeerPlan plan;
  private final EventLoopGroup group = Transport.oneLoop();
  private final EventLoop loop = group.next();
  private final String run = "p" + ProcessHandle.current().pid();
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final List<PeerSender> sending = new ArrayList<>();
  private final PeerPressure pressure;
  private final Crowd receivers;
  private final Crowd senders;

  private PeerLoad(PeerPlan plan) {
    this.plan = plan;
    int count = plan.senders() * plan.receiversEach();
    receivers = new Crowd(loop, plan.port(), count, this::receiver, this::failed);
    senders = new Crowd(loop, plan.port(), plan.senders(), this::sender, this::failed);
    Meter meter = new Meter(loop.ticker(), plan.serverPid(), plan.storePid());
    pressure = new PeerPressure(plan.total(), meter, result);
  }

  /** Runs the plan that the arguments are; the line of standard output is the result. */
  public static void main(String[] args) throws Exception {
    PeerLoad load = new PeerLoad(PeerPlan.of(args));
    try {
      load.gather(load.receivers);
      if (load.plan.receivers() == PeerPlan.Receivers.AWAY) {
        load.receivers.hangUp().get(10, TimeUnit.SECONDS);
      }
      load.gather(load.senders);
      load.loop.execute(load::press);
      LoadResult measured =
          load.result.get(PeerPlan.WARM_SECONDS + PeerPlan.SECONDS + 20, TimeUnit.SECONDS);
      System.out.println(JsonMapper.builder().build().writeValueAsString(measured));
      load.senders.logOut().get(10, TimeUnit.SECONDS);
      load.receivers.logOut().get(10, TimeUnit.SECONDS);
    } finally {
      load.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(6, TimeUnit.SECONDS);
    }
  }

  private void gather(Crowd crowd) throws Exception {
    CompletableFuture.anyOf(crowd.gather(), result).get(1, TimeUnit.MINUTES);
  }

  private ClientLink receiver(int index) {
    String sender = plan.sender(run, index / plan.receiversEach());
    return new PeerReceiver(plan.receiver(run, index), sender, receivers::isIn, this::failed);
  }

  private ClientLink sender(int index) {
    int first = index * plan.receiversEach();
    List<String> to =
        IntStream.range(first, first + plan.receiversEach())
            .mapToObj(receiver -> plan.receiver(run, receiver))
            .toList();
    String name = plan.sender(run, index);
    PeerSender sender = new PeerSender(name, plan, to, pressure, senders::isIn, this::failed);
    sending.add(sender);
    return sender;
  }

  private void press() {
    loop.schedule(pressure::begin, PeerPlan.WARM_SECONDS, TimeUnit.SECONDS);
    loop.schedule(pressure::end, PeerPlan.WARM_SECONDS + PeerPlan.SECONDS, TimeUnit.SECONDS);
    sending.forEach(sender -> sender.fill(pressure.now()));
  }

  private void failed(String why) {
    result.completeExceptionally(new IllegalStateException(why));
  }
}
