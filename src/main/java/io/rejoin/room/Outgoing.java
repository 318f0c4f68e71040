package io.rejoin.room;

import io.rejoin.history.Position;
import io.rejoin.wire.ServerFrame;
import java.util.Set;

/**
 * A frame for the links of a node.
 *
 * @param platforms the platforms that hear it; null for all
 * @param position of a message; null for other frames
 */
record Outgoing(ServerFrame frame, Set<String> platforms, Position position) {

  /** A frame for everybody, that is not a message. */
  static Outgoing toAll(ServerFrame frame) {
    return new Outgoing(frame, null, null);
  }

  /** Whether somebody on this platform hears it. */
  boolean isFor(String platform) {
    return platforms == null || platforms.contains(platform);
  }
}
