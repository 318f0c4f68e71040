package io.rejoin.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.rejoin.wire.Codec;
import io.rejoin.wire.ServerFrame;

/** WebSocket frames as bytes. */
final class Frames {
  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;

  private Frames() {}

  /** What a server writes. */
  static ByteBuf text(ServerFrame frame) {
    byte[] json = Codec.encode(frame);
    ByteBuf bytes = header(json.length, 0);
    return bytes.writeBytes(json);
  }

  /** What a client writes; masked with zeros, which is a mask, and costs the load nothing. */
  static ByteBuf masked(byte[] json) {
    return header(json.length, MASKED).writeInt(0).writeBytes(json);
  }

  private static ByteBuf header(int length, int masked) {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(length + 14).writeByte(FINAL_TEXT);
    if (length < TWO_BYTE_LENGTH) {
      return bytes.writeByte(masked | length);
    }
    if (length <= 0xFFFF) {
      return bytes.writeByte(masked | TWO_BYTE_LENGTH).writeShort(length);
    }
    return bytes.writeByte(masked | EIGHT_BYTE_LENGTH).writeLong(length);
  }
}
