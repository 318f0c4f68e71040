package io.rejoin.gateway;

import io.netty.channel.EventLoopGroup;
import org.apache.pekko.actor.setup.Setup;

/**
 * Gives an actor system the event loops on which {@code rejoin.gateway.dispatcher} runs its actors.
 * The loops are started before the system and stopped after it has terminated.
 */
public final class EventLoopSetup extends Setup {
  private final EventLoopGroup loops;

  EventLoopSetup(EventLoopGroup loops) {
    this.loops = loops;
  }

  EventLoopGroup loops() {
    return loops;
  }
}
