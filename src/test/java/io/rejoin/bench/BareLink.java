package io.rejoin.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.rejoin.wire.BadFrameException;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Codec;
import io.rejoin.wire.ServerFrame;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One connection of the bare server. */
final class BareLink extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  /** Makes the loop's time as long, in digits, as the time of day that Rejoin writes. */
  private static final long MILLIS_OF_A_DAY_LONG_AGO = 1_700_000_000_000L;

  private final Map<String, BareRoom> rooms;
  private final Set<BareRoom> joined = new HashSet<>();
  private final BarePeers peers;
  private String user;

  BareLink(Map<String, BareRoom> rooms, BarePeers peers) {
    this.rooms = rooms;
    this.peers = peers;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof HandshakeComplete) {
      // what is written from now on are whole frames; close frames of clients need no echo here
      context.pipeline().remove(WebSocketFrameEncoder.class);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
      throws BadFrameException {
    ClientFrame said = Codec.decode(frame.content().nioBuffer());
    if (said instanceof ClientFrame.Publish publish) {
      publish(context, publish);
    } else if (said instanceof ClientFrame.Send send) {
      peers.send(user, send, wallMillis(context));
    } else if (said instanceof ClientFrame.Received received) {
      peers.received(user, received);
    } else if (said instanceof ClientFrame.Ping) {
      reply(context, new ServerFrame.Pong(Map.of()));
    } else if (said instanceof ClientFrame.Login login) {
      user = login.user();
      peers.isHere(user, context.channel());
      reply(context, new ServerFrame.LoggedIn(login.id(), 1, 1, false, "rejoin", null));
    } else if (said instanceof ClientFrame.Join join) {
      BareRoom room = rooms.computeIfAbsent(join.room(), BareRoom::new);
      room.join(context.channel());
      joined.add(room);
      reply(
          context,
          new ServerFrame.Joined(join.id(), join.room(), 1, 0, 0, room.count(), null, null));
    } else if (said instanceof ClientFrame.Logout) {
      context.close();
    }
  }

  private void publish(ChannelHandlerContext context, ClientFrame.Publish said) {
    long offset =
        rooms
            .get(said.room())
            .publish(
                context.channel().eventLoop(),
                user,
                said.number(),
                wallMillis(context),
                said.payload());
    reply(context, new ServerFrame.Published(said.id(), said.room(), 1L, offset));
  }

  private static long wallMillis(ChannelHandlerContext context) {
    long nanos = context.executor().ticker().nanoTime();
    return MILLIS_OF_A_DAY_LONG_AGO + TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static void reply(ChannelHandlerContext context, ServerFrame frame) {
    context.writeAndFlush(Frames.text(frame), context.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    joined.forEach(room -> room.leave(context.channel()));
    peers.isGone(user);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a client that was ended; the load itself says what it misses
  }
}
