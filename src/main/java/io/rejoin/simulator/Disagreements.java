package io.rejoin.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * What observers were told is not what is. That counts when it lasts: one side may be about to
 * learn it.
 */
final class Disagreements {

  /** When it was seen first and last. */
  private record Span(long first, long last) {}

  private final Map<Object, Span> all = new HashMap<>();
  private final long slack;

  /**
   * @param slack how long it may last, in milliseconds
   */
  Disagreements(long slack) {
    this.slack = slack;
  }

  /** Whether it has not held for too long, having been looked at often enough. */
  boolean isTooLong(Object what, boolean holds, long at) {
    if (holds) {
      all.remove(what);
      return false;
    }
    Span before = all.get(what);
    // A pause in between, in which nothing could be said of it, ends it too.
    boolean goesOn = before != null && at - before.last() <= slack;
    Span span = new Span(goesOn ? before.first() : at, at);
    all.put(what, span);
    return at - span.first() > slack;
  }
}
