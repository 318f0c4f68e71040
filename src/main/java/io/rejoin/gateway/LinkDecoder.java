package io.rejoin.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/**
 * Takes a link's bytes for WebSocket frames, and lets the link know of each arrival: also the bytes
 * of a frame that is not whole yet are heard, while the end of the socket is not.
 */
final class LinkDecoder extends WebSocket13FrameDecoder {
  private Link link;

  LinkDecoder(WebSocketDecoderConfig config) {
    super(config);
  }

  void heardBy(Link newLink) {
    link = newLink;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
    if (link != null) { // else the handshake's answer is still on its way
      link.heard();
    }
    super.channelRead(ctx, bytes);
  }
}
