package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * One connection to a {@link MemoryGateway}, as its client has it. Confined to the gateway's turns.
 */
public final class MemorySocket {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LENGTH = 0x7f;
  private static final int OPCODE = 0x0f;
  private static final int OPCODE_CLOSE = 8;
  private static final int OPCODE_TEXT = 1;
  private static final int OPCODE_PING = 9;
  private static final int PONG = 0x8a;
  private static final int MAX_HEADER = 14;
  private static final int ABNORMAL = 1006;

  private final MemoryGateway.Ear ear;
  private final InMemory channel;

  MemorySocket(LinkLoop loop, Neighbours neighbours, MemoryGateway.Ear ear) {
    this.ear = ear;
    this.channel = new InMemory();
    LinkDecoder decoder = new LinkDecoder(LinkDecoder.config(loop.settings()));
    int limit = loop.settings().outboundHighWaterMark();
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(limit / 2, limit));
    channel.pipeline().addLast(decoder, new LinkReader(loop, neighbours, Link.Asking.WHEN_SILENT));
  }

  /** A frame of the client arrives. */
  public void say(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    arrive(TEXT, Unpooled.wrappedBuffer(utf8));
  }

  /** The answer to a ping arrives. */
  public void pong() {
    arrive(PONG, Unpooled.EMPTY_BUFFER);
  }

  /** The client's close frame arrives, or its answer to the server's. */
  public void close(int code) {
    arrive(CLOSE, Unpooled.buffer(2).writeShort(code));
  }

  /** The connection is found to be gone, without a close frame. */
  public void reset() {
    channel.ended = true;
    channel.close();
  }

  /** The connection takes frames again. */
  public void flow() {
    channel.flush();
  }

  /** Whether the server still has the connection. */
  public boolean isOpen() {
    return channel.isOpen();
  }

  private void arrive(int type, ByteBuf content) {
    if (!channel.isOpen()) {
      content.release();
      return;
    }
    int length = content.readableBytes();
    ByteBuf frame = Unpooled.buffer(MAX_HEADER + length).writeByte(type);
    if (length < TWO_BYTES) {
      frame.writeByte(MASKED | length);
    } else if (length <= 0xffff) {
      frame.writeByte(MASKED | TWO_BYTES).writeShort(length);
    } else {
      frame.writeByte(MASKED | EIGHT_BYTES).writeLong(length);
    }
    // A mask of zeros leaves the bytes as they are.
    frame.writeInt(0).writeBytes(content);
    content.release();
    channel.writeInbound(frame);
  }

  private void heard(ByteBuf frame) {
    int opcode = frame.readByte() & OPCODE;
    int length = frame.readByte() & LENGTH;
    if (length == TWO_BYTES) {
      frame.skipBytes(2);
    } else if (length == EIGHT_BYTES) {
      frame.skipBytes(Long.BYTES);
    }
    if (opcode == OPCODE_TEXT) {
      ear.frame(frame.toString(StandardCharsets.UTF_8));
    } else if (opcode == OPCODE_PING) {
      ear.ping();
    } else if (opcode == OPCODE_CLOSE && !channel.ended) {
      channel.ended = true;
      int code = frame.readableBytes() < 2 ? ABNORMAL : frame.readUnsignedShort();
      ear.closed(code, frame.toString(StandardCharsets.UTF_8));
    }
  }

  /** A channel whose peer is this object, on the same machine. */
  private final class InMemory extends EmbeddedChannel {
    /** Whether the client knows that it is over. */
    private boolean ended;

    @Override
    protected SocketAddress remoteAddress0() {
      return isActive() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 1) : null;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
      for (Object next = waiting.current(); next != null && ear.takes(); next = waiting.current()) {
        heard((ByteBuf) next);
        waiting.remove();
      }
    }

    @Override
    protected void doClose() throws Exception {
      super.doClose();
      if (!ended) {
        ended = true;
        ear.closed(ABNORMAL, "");
      }
    }
  }
}
