package io.rejoin.history;

import java.util.Comparator;

/**
 * A place in a room's history. Epochs and offsets only grow, so positions are ordered; an epoch
 * changes when a room had to be rebuilt.
 */
public record Position(long epoch, long offset) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::epoch).thenComparingLong(Position::offset);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
