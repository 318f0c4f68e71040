package io.rejoin.wire;

/** The size of what a {@code publish} carries. */
public final class Payloads {
  private static final int NOT_BASE64 = -1;

  private Payloads() {}

  /**
   * The payload's size in bytes, decoded: of UTF-8 for a text, of what the base64 stands for if
   * {@code binary}. The payload is one that the codec has let through.
   */
  public static int decodedBytes(String payload, boolean binary) {
    return binary ? base64Bytes(payload) : Text.utf8Bytes(payload);
  }

  /** Whether this is base64 as of RFC 4648 section 4, with its padding. */
  static boolean isBase64(String payload) {
    return base64Bytes(payload) != NOT_BASE64;
  }

  private static int base64Bytes(String payload) {
    int length = payload.length();
    if (length % 4 != 0) {
      return NOT_BASE64;
    }
    int padding = payload.endsWith("==") ? 2 : payload.endsWith("=") ? 1 : 0;
    for (int i = 0; i < length - padding; i++) {
      if (!isBase64Digit(payload.charAt(i))) {
        return NOT_BASE64;
      }
    }
    return length / 4 * 3 - padding;
  }

  private static boolean isBase64Digit(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
