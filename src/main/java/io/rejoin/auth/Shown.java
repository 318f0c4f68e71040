package io.rejoin.auth;

/** A stranger's text, made fit for an error message: short, and without control characters. */
final class Shown {
  private static final int MAX_CHARS = 64;

  private Shown() {}

  static String of(String text) {
    var head = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
    return head.replaceAll("[\\p{Cntrl}\\p{Cs}\u2028\u2029]", "?");
  }
}
