package io.rejoin.room;

import io.rejoin.history.Position;
import io.rejoin.wire.ServerFrame;

/**
 * A frame for the links of a node.
 *
 * @param observers who hears it
 * @param position of a message; null for other frames
 */
record Outgoing(ServerFrame frame, Observers observers, Position position) {

  /** A frame for everybody, that is not a message. */
  static Outgoing toAll(ServerFrame frame) {
    return new Outgoing(frame, Observers.ALL, null);
  }

  /** Whether somebody on this platform hears it. */
  boolean isFor(String platform) {
    return observers.include(platform);
  }
}
