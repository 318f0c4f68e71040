package io.rejoin.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.HashMap;
import java.util.Map;

/**
 * The ceiling: a server that decodes a publication, encodes its message once, and writes it to all
 * members of the room, on one event loop; no session, no actor, no history, no presence. It speaks
 * as much of {@code rejoin.v1.json} as the load needs and uses Rejoin's own codec, so that what it
 * lacks is only what makes Rejoin Rejoin.
 */
final class BareServer {
  private static final int HANDSHAKE_BYTES = 8 * 1024;
  private static final WriteBufferWaterMark OUTBOUND =
      new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

  private BareServer() {}

  /** Serves on that port of 127.0.0.1 until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, BareRoom> rooms = new HashMap<>(); // touched by the one event loop only
    BarePeers peers = new BarePeers(); // the same
    new ServerBootstrap()
        .group(Transport.oneLoop())
        .channel(Transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTBOUND)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(HANDSHAKE_BYTES))
                    .addLast(new WebSocketServerProtocolHandler("/v1", "rejoin.v1.json"))
                    .addLast(new BareLink(rooms, peers));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
