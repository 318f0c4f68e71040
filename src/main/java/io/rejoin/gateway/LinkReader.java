package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.rejoin.wire.BadFrameException;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a link's WebSocket frames; the last handler of its channel.
 *
 * <p>A request that is wrong is answered with {@code error}, and the link stays: {@code bad-json},
 * {@code bad-frame}, {@code unknown-type}, {@code id-too-long}, {@code bad-id}, {@code
 * payload-too-large}. What breaks the protocol below that closes the link: {@code bad-utf8}, {@code
 * binary-frame}, {@code frame-too-large} (also of fragments together), and {@code bad-frame} for
 * what is no WebSocket frame of a client, such as an unmasked one.
 */
final class LinkReader extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(LinkReader.class);

  private final LinkLoop loop;
  private final Neighbours neighbours;
  private final Link.Asking asking;
  private Link link;

  /** The beginning of a text that comes in fragments; null if none has begun. */
  private ByteBuf begun;

  LinkReader(LinkLoop loop, Neighbours neighbours, Link.Asking asking) {
    this.loop = loop;
    this.neighbours = neighbours;
    this.asking = asking;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    link = new Link(loop, neighbours, ctx, asking);
    ctx.pipeline().get(LinkDecoder.class).heardBy(link);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof WebSocketFrame frame) {
        read(ctx, frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
      text(frame.content());
    } else if (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
      fragment(ctx, frame);
    } else if (frame instanceof BinaryWebSocketFrame) {
      link.close(Code.BINARY_FRAME, frame.content().readableBytes() + " bytes in a binary frame");
    } else if (frame instanceof PingWebSocketFrame) {
      link.writeOrCut(TextFrames.pong(frame.content()));
    } else if (frame instanceof CloseWebSocketFrame) {
      link.closedByClient(frame.content());
    } // A pong, asked for or not, has said all by having come.
  }

  private void fragment(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (begun == null) {
      begun = ctx.alloc().buffer(frame.content().readableBytes());
    }
    int limit = loop.settings().maxFrameBytes();
    int bytes = begun.readableBytes() + frame.content().readableBytes();
    if (bytes > limit) {
      forget();
      link.close(Code.FRAME_TOO_LARGE, "fragments of " + bytes + " bytes; limit " + limit);
      return;
    }
    begun.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      text(begun);
      forget();
    }
  }

  private void forget() {
    begun.release();
    begun = null;
  }

  private void text(ByteBuf content) {
    try {
      link.frame(Codec.decode(ByteBufUtil.getBytes(content)));
    } catch (BadFrameException e) {
      if (e.code() == Code.BAD_UTF8) {
        link.close(e.code(), e.getMessage());
      } else {
        link.refuse(e.id() == null ? 0 : e.id(), e.code(), e.getMessage());
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (begun != null) {
      forget();
    }
    link.gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted
        && WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus())) {
      int limit = loop.settings().maxFrameBytes();
      link.close(Code.FRAME_TOO_LARGE, "a frame has more than " + limit + " bytes");
    } else if (cause instanceof CorruptedWebSocketFrameException) {
      link.close(Code.BAD_FRAME, "not a WebSocket frame of a client: " + cause.getMessage());
    } else if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.debug("socket of link {} failed: {}", link.socket(), cause.toString());
      link.closeSocket();
    } else {
      LOG.error("link {} failed", link.socket(), cause);
      link.close(Code.INTERNAL, "this node failed to handle what it heard");
    }
  }
}
