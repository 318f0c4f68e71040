package io.rejoin.gateway;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.Arrays;
import java.util.Locale;

/** How the operating system is asked for sockets. */
public enum Transport {
  /** Linux, where the native library of this machine is at hand. */
  EPOLL,
  /** Everywhere. */
  NIO;

  /**
   * The transport of that name; {@code auto} for the best that is available.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is not available here
   */
  static Transport named(String name) {
    if (name.equals("auto")) {
      return Epoll.isAvailable() ? EPOLL : NIO;
    }
    Transport transport =
        Arrays.stream(values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
            .findAny()
            .orElseThrow(
                () -> new IllegalArgumentException("rejoin.gateway.transport has no " + name));
    if (transport == EPOLL && !Epoll.isAvailable()) {
      throw new IllegalArgumentException(
          "rejoin.gateway.transport = epoll is not available: " + Epoll.unavailabilityCause());
    }
    return transport;
  }

  IoHandlerFactory ioHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }
}
