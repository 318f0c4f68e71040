package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import java.nio.charset.StandardCharsets;

/**
 * The size of frames: the server ends a link that brings a larger one, and with it the login, so
 * that a client rather does not send it.
 */
final class FrameSize {
  /** A character of a text is at most so many bytes of JSON. */
  private static final int BYTES_A_CHAR = 6;

  private FrameSize() {}

  /** Throws {@code frame-too-large} if a frame has more bytes than that. */
  static void refuseTooLarge(ClientFrame frame, int mostBytes) {
    String excess = isSurelySmall(frame, mostBytes) ? null : excess(frame, mostBytes);
    if (excess != null) {
      throw RejoinException.of(Code.FRAME_TOO_LARGE, excess);
    }
  }

  /** What is beyond that size, as a measured fact; null if nothing is. */
  static String excess(ClientFrame frame, int mostBytes) {
    int bytes = Codec.encodeText(frame).getBytes(StandardCharsets.UTF_8).length;
    return bytes <= mostBytes
        ? null
        : ClientFrame.typeOf(frame) + " would have " + bytes + " bytes; limit " + mostBytes;
  }

  /** What is said most often need not be written only to be measured. */
  private static boolean isSurelySmall(ClientFrame frame, int mostBytes) {
    if (frame instanceof ClientFrame.Publish publish) {
      return (publish.payload().length() + publish.room().length()) * BYTES_A_CHAR < mostBytes / 2;
    }
    return frame instanceof ClientFrame.Send send
        && (send.payload().length() + send.to().length()) * BYTES_A_CHAR < mostBytes / 2;
  }
}
