package io.rejoin.testkit;

/**
 * Something that was told to somebody.
 *
 * @param atMillis when, since the beginning of the simulation
 * @param to the user
 * @param what in a few words, such as {@code r: member-lost u1}
 */
public record Told(long atMillis, String to, String what) {
  private static final long MILLIS_IN_SECOND = 1000;

  /** Such as {@code 33.000 u2 r: member-left u1 timeout}. */
  @Override
  public String toString() {
    return seconds(atMillis) + " " + to + " " + what;
  }

  /** The same without the user. */
  String line() {
    return seconds(atMillis) + " " + what;
  }

  static String seconds(long millis) {
    return "%d.%03d".formatted(millis / MILLIS_IN_SECOND, millis % MILLIS_IN_SECOND);
  }
}
