package io.rejoin.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a node and of each address. Thread-safe. */
final class Admission implements ChannelFutureListener {
  private final int maxConnections;
  private final int connectionsPerAddress;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Admission(GatewaySettings settings) {
    this.maxConnections = settings.maxConnections();
    this.connectionsPerAddress = settings.connectionsPerAddress();
  }

  int connections() {
    return connections.get();
  }

  /**
   * Counts a new connection until it is closed.
   *
   * @return the fact for which it must be refused; empty if it is welcome
   */
  Optional<String> enter(Channel channel) {
    int all = connections.incrementAndGet();
    int same = byAddress.merge(addressOf(channel), 1, Integer::sum);
    channel.closeFuture().addListener(this);
    if (maxConnections > 0 && all > maxConnections) {
      return Optional.of(all + " connections to this node; limit " + maxConnections);
    }
    if (connectionsPerAddress > 0 && same > connectionsPerAddress) {
      return Optional.of(same + " connections of one address; limit " + connectionsPerAddress);
    }
    return Optional.empty();
  }

  @Override
  public void operationComplete(ChannelFuture closed) {
    connections.decrementAndGet();
    byAddress.computeIfPresent(
        addressOf(closed.channel()), (address, count) -> count == 1 ? null : count - 1);
  }

  private static InetAddress addressOf(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
