package io.rejoin.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.rejoin.cluster.Clocks;
import io.rejoin.room.Outlet;
import io.rejoin.session.LinkCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The links of a node, each confined to one event loop. A socket's number names its loop, so no map
 * is shared between threads. Made before the actor system, whose actors may run on the same loops.
 */
public final class Links {
  private final List<LinkLoop> loops = new ArrayList<>();

  /**
   * No links yet, on these event loops.
   *
   * @param clocks the steady one tells when bytes are heard, the wall when tokens end
   */
  Links(GatewaySettings settings, EventLoopGroup group, Clocks clocks) {
    this(settings, turns(group), clocks);
  }

  Links(GatewaySettings settings, List<LoopTurns> turns, Clocks clocks) {
    Logins logins = new Logins(settings);
    for (LoopTurns ofLoop : turns) {
      loops.add(new LinkLoop(loops.size(), turns.size(), ofLoop, settings, clocks, logins));
    }
  }

  private static List<LoopTurns> turns(EventLoopGroup group) {
    List<LoopTurns> turns = new ArrayList<>();
    for (EventExecutor executor : group) {
      turns.add(new NettyTurns((EventLoop) executor));
    }
    return turns;
  }

  /** Where this node's relays put what the links shall hear. */
  public Outlet outlet() {
    return room -> new RoomAudience(room, this);
  }

  /**
   * Hands a session's command to its link, on the link's event loop.
   *
   * @param gone told instead, on that loop, if there is no such link any more
   */
  void tell(LinkCommand command, Consumer<LinkCommand> gone) {
    LinkLoop loop = loopOf(command.socket());
    loop.execute(
        () -> {
          Link link = loop.link(command.socket());
          if (link != null) {
            link.command(command);
          } else {
            gone.accept(command);
          }
        });
  }

  LinkLoop loopOf(long socket) {
    return loops.get((int) (socket % loops.size()));
  }

  LinkLoop loopOf(EventLoop executor) {
    LoopTurns turns = new NettyTurns(executor);
    for (LinkLoop loop : loops) {
      if (loop.runsOn(turns)) {
        return loop;
      }
    }
    throw new IllegalArgumentException("an event loop of another group: " + executor);
  }

  List<LinkLoop> loops() {
    return loops;
  }
}
