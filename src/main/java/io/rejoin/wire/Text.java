package io.rejoin.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as bytes of UTF-8. */
final class Text {
  private static final int SHOWN_CHARS = 64;

  private Text() {}

  /** Whether these bytes are UTF-8, strictly: no overlong form and no surrogate. */
  static boolean isUtf8(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at == end || decodes(ByteBuffer.wrap(bytes, at, end - at));
  }

  private static boolean decodes(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The size of a well-formed text in bytes of UTF-8. */
  static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a surrogate pair stands for two of the pair's four bytes.
        bytes += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
      }
    }
    return bytes;
  }

  /** False if a half of a surrogate pair stands alone, which JSON can say but UTF-8 can not. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** A client's text, made fit to stand in a message to people: short and printable. */
  static String shown(String text) {
    String cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
    StringBuilder shown = new StringBuilder(cut.length());
    cut.chars()
        .forEach(
            c ->
                shown.append(
                    Character.isISOControl(c) || Character.isSurrogate((char) c) ? '?' : (char) c));
    return shown.toString();
  }
}
