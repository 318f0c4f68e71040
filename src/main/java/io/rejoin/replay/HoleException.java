package io.rejoin.replay;

import io.rejoin.history.Position;

/** A replay was given an element that does not follow the one before it. */
public final class HoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HoleException(Position last, Position next) {
    super(next + " does not follow " + last);
  }
}
