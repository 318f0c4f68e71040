package io.rejoin.client;

import java.util.Locale;

/** Milliseconds as people read them in messages: 4.0 s. */
final class Seconds {
  private Seconds() {}

  static String of(long ms) {
    return String.format(Locale.ROOT, "%.1f s", Math.round(ms / 100.0) / 10.0);
  }
}
