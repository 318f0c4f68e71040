package io.rejoin.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Walks over the frames that a server writes, as cheaply as can be: looks at the first bytes of
 * each and skips the rest. Frames and reads may be cut anywhere. For one connection.
 */
final class FrameReader {
  /** What is told of each frame. */
  interface Listener {
    /** A text frame; {@code kind} are the three letters that its type begins with, as a number. */
    void onFrame(int kind);

    /** The server closes the connection with that status. */
    void onClose(int status);
  }

  static final int LOGGED_IN = kind("log");
  static final int JOINED = kind("joi");
  static final int MESSAGE = kind("mes");
  static final int PUBLISHED = kind("pub");
  static final int PEER_MESSAGE = kind("pee");
  static final int SENT = kind("sen");
  static final int ERROR = kind("err");

  private static final int CLOSE = 8;
  private static final int BEFORE_KIND = "{\"type\":\"".length();
  private static final int LOOK_AT = BEFORE_KIND + 3;
  private static final int LONGEST_HEADER = 10;

  private final Listener listener;
  private final ByteBuf cut = Unpooled.buffer(LONGEST_HEADER + LOOK_AT);
  private long skip;

  FrameReader(Listener listener) {
    this.listener = listener;
  }

  static int kind(String letters) {
    return letters.charAt(0) << 16 | letters.charAt(1) << 8 | letters.charAt(2);
  }

  /** Reads all that is there. */
  void read(ByteBuf in) {
    while (in.isReadable()) {
      if (skip > 0) {
        int now = (int) Math.min(skip, in.readableBytes());
        in.skipBytes(now);
        skip -= now;
      } else if (!cut.isReadable() && look(in)) {
        // the usual case: what is looked at lies in one piece
      } else {
        cut.writeByte(in.readByte());
        if (look(cut)) {
          cut.clear();
        }
      }
    }
  }

  /** Looks at the frame that begins here, if enough of it is there, and sets what to skip. */
  private boolean look(ByteBuf in) {
    int at = in.readerIndex();
    int there = in.readableBytes();
    if (there < 2) {
      return false;
    }
    int length = in.getByte(at + 1) & 0x7F;
    int header = length < 126 ? 2 : length == 126 ? 4 : LONGEST_HEADER;
    if (there < header) {
      return false;
    }
    long payload =
        length < 126 ? length : length == 126 ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
    if (there < header + Math.min(payload, LOOK_AT)) {
      return false;
    }
    int opcode = in.getByte(at) & 0x0F;
    int seen = Math.min((int) Math.min(header + payload, Integer.MAX_VALUE), there);
    if (opcode == CLOSE) {
      listener.onClose(payload < 2 ? 0 : in.getUnsignedShort(at + header));
    } else if (payload >= LOOK_AT) {
      listener.onFrame(in.getMedium(at + header + BEFORE_KIND));
    }
    in.skipBytes(seen);
    skip = header + payload - seen;
    return true;
  }
}
