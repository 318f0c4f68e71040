package io.rejoin.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.rejoin.cluster.Clocks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.setup.Setup;

/**
 * The event loops of a node: threads that serve its sockets, and run its sessions and rooms. They
 * are started before the actor system, and stopped after it has terminated.
 */
public final class EventLoops {
  private final GatewaySettings settings;
  private final EventLoopGroup group;

  /** Event loops of the transport and in the number that the settings say; they idle at first. */
  public EventLoops(GatewaySettings settings) {
    this.settings = settings;
    this.group =
        new MultiThreadIoEventLoopGroup(
            settings.eventLoops(),
            new DefaultThreadFactory("rejoin-loop"),
            settings.transport().ioHandlers());
  }

  /** The links of these loops. See {@link Links#Links}. */
  public Links links(Clocks clocks) {
    return new Links(settings, group, clocks);
  }

  /** A gateway on these loops, which does not listen yet. */
  public Gateway gateway(Links links, Neighbours neighbours) {
    return new Gateway(settings, group, links, neighbours);
  }

  EventLoopGroup group() {
    return group;
  }

  /** What an actor system is given to run actors on these loops. */
  public Setup setup() {
    return new EventLoopSetup(group);
  }

  /** Ends the threads, once what they were given is done. */
  public CompletionStage<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    group
        .shutdownGracefully(0, settings.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .addListener(done -> stopped.complete(null));
    return stopped;
  }
}
