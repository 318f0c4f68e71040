package io.rejoin.history;

import java.util.OptionalLong;

/** What a replay could give of what was missed. */
public sealed interface Verdict {

  /** All of it. */
  record Complete() implements Verdict {}

  /**
   * Not all of it.
   *
   * @param epoch the epoch of {@code missingFrom}
   * @param missingFrom the first offset that was not given
   * @param missingTo the last; empty if nobody knows (the position is of an epoch that was lost)
   */
  record Truncated(Cause cause, long epoch, long missingFrom, OptionalLong missingTo)
      implements Verdict {}

  /** Why messages are missing. */
  enum Cause {
    /** They are older than the history's age. */
    WINDOW,
    /** There are more than the history's count. */
    COUNT,
    /** The history does not know the position: the room was rebuilt without it. */
    EPOCH
  }
}
