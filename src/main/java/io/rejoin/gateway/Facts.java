package io.rejoin.gateway;

import java.util.Locale;

/** Measured facts in words, for people. */
final class Facts {
  private static final double MILLIS_IN_SECOND = 1000;

  private Facts() {}

  /** Such as {@code 4.0 s}. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_IN_SECOND);
  }
}
