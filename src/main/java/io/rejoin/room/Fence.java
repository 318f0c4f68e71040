package io.rejoin.room;

import java.util.Comparator;

/**
 * Under which login and by which link something is said. What is said under a lower fence than one
 * already seen is refused.
 *
 * @param epoch counts the logins of a user
 * @param link counts the links within the login
 */
public record Fence(long epoch, long link) implements Comparable<Fence> {
  private static final Comparator<Fence> ORDER =
      Comparator.comparingLong(Fence::epoch).thenComparingLong(Fence::link);

  @Override
  public int compareTo(Fence other) {
    return ORDER.compare(this, other);
  }

  /** True if this comes before {@code other}. */
  public boolean isBefore(Fence other) {
    return compareTo(other) < 0;
  }
}
