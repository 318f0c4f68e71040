package io.rejoin.profile;

import java.time.Duration;

/**
 * So many in any span of so long: one more is refused with {@code too-often}.
 *
 * @param count 1 to {@value #MAX_COUNT}; a link remembers the time of each, in 4 bytes
 * @param per at most an hour
 */
public record Rate(int count, Duration per) {
  static final int MAX_COUNT = 10_000;
  static final int MAX_HOURS = 1;

  private static final long MILLIS_IN_SECOND = 1000;

  /** Such as {@code 180 in 3 s}. */
  @Override
  public String toString() {
    long millis = per.toMillis();
    return millis % MILLIS_IN_SECOND == 0
        ? count + " in " + millis / MILLIS_IN_SECOND + " s"
        : count + " in " + millis + " ms";
  }
}
