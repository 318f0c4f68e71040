package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rejoin.wire.Code;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Whole WebSocket frames as a server sends them (RFC 6455 section 5.2), unmasked, in one piece. */
final class TextFrames {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int MAX_HEADER = 10;
  private static final int MAX_REASON = 123;

  private TextFrames() {}

  /** A text frame in one direct buffer. */
  static ByteBuf text(ByteBufAllocator allocator, byte[] utf8) {
    int length = utf8.length;
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length).writeByte(TEXT);
    if (length < LENGTH_IN_TWO_BYTES) {
      frame.writeByte(length);
    } else if (length <= 0xffff) {
      frame.writeByte(LENGTH_IN_TWO_BYTES).writeShort(length);
    } else {
      frame.writeByte(LENGTH_IN_EIGHT_BYTES).writeLong(length);
    }
    return frame.writeBytes(utf8);
  }

  /** A close frame that says the code and, as far as it fits, the fact. */
  static ByteBuf close(Code code, String fact) {
    ByteBuffer reason = ByteBuffer.allocate(MAX_REASON);
    // An encoder stops at the last character that fits, where a cut of bytes could break one.
    StandardCharsets.UTF_8
        .newEncoder()
        .encode(CharBuffer.wrap(code.wireName() + ": " + fact), reason, true);
    reason.flip();
    ByteBuf frame = Unpooled.buffer(2 + 2 + reason.remaining());
    frame.writeByte(CLOSE).writeByte(2 + reason.remaining());
    return frame.writeShort(code.number()).writeBytes(reason);
  }

  /** The answer to a close frame: its own content again, or nothing but the status. */
  static ByteBuf closeEcho(ByteBuf content) {
    int length = Math.min(2, content.readableBytes());
    return Unpooled.buffer(2 + length)
        .writeByte(CLOSE)
        .writeByte(length)
        .writeBytes(content, content.readerIndex(), length);
  }

  /**
   * A ping of the WebSocket protocol: whether anybody is there, which each WebSocket answers by
   * itself, in six bytes.
   */
  static ByteBuf ping() {
    return Unpooled.buffer(2).writeByte(PING).writeByte(0);
  }

  /** The answer to a ping of the WebSocket protocol: its own content again. */
  static ByteBuf pong(ByteBuf content) {
    return Unpooled.buffer(2 + content.readableBytes())
        .writeByte(PONG)
        .writeByte(content.readableBytes())
        .writeBytes(content, content.readerIndex(), content.readableBytes());
  }
}
