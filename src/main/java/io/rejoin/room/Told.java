package io.rejoin.room;

import io.rejoin.history.Position;

/**
 * How much of a room the links of one relay have been told. It outlives a failure of the relay, so
 * that its next life can tell the rest. Not thread-safe: it belongs to one relay.
 */
final class Told {
  private Position head;
  private long presence;
  private long attributes;

  /** The newest message; null if nothing was told. */
  Position head() {
    return head;
  }

  /** The version of the newest change of presence. */
  long presence() {
    return presence;
  }

  /** The version of the newest change of attributes that was to be told. */
  long attributes() {
    return attributes;
  }

  /** All of this has been told. */
  void all(RoomState state) {
    head = state.history().head();
    presence = state.presence();
    attributes = state.attributes().told();
  }

  /** The room has ended: what was told of it says nothing about the next. */
  void forget() {
    head = null;
    presence = 0;
    attributes = 0;
  }
}
