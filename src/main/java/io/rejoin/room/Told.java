package io.rejoin.room;

import io.rejoin.history.Position;

/**
 * How much of a room the links of one relay have been told. It outlives a failure of the relay, so
 * that its next life can tell the rest. Not thread-safe: it belongs to one relay.
 */
final class Told {
  private Position head;
  private long presence;

  /** The newest message; null if nothing was told. */
  Position head() {
    return head;
  }

  /** The version of the newest change of presence. */
  long presence() {
    return presence;
  }

  /** All of this has been told. */
  void all(RoomState state) {
    head = state.history().head();
    presence = state.presence();
  }

  /** The room has ended: what was told of it says nothing about the next. */
  void forget() {
    head = null;
    presence = 0;
  }
}
