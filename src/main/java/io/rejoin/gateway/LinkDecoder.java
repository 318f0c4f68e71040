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

  /** How each link's bytes are read, behind sockets and in memory. */
  static WebSocketDecoderConfig config(GatewaySettings settings) {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(settings.maxFrameBytes())
        .allowExtensions(false)
        .closeOnProtocolViolation(false) // the link says it with a code of the catalogue
        .withUTF8Validator(false) // the codec does
        .build();
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
