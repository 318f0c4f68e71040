package io.rejoin.gateway;

import io.rejoin.history.Position;
import io.rejoin.room.Fence;

/** A link's place in a room. Confined to the link's event loop. */
final class Seat {
  /** The place in a row of a seat that hears nothing of what is delivered there. */
  static final int HELD = -1;

  final Link link;
  final Row row;
  final String platform;
  final Fence fence;

  /** The way to the link while it catches up; null once it is admitted. */
  final SocketLane lane;

  /** Where among the row's admitted seats this one is, or {@link #HELD}. */
  int place = HELD;

  /** The room's newest message as the link was last told by its {@code joined} or a pong. */
  Position told;

  Seat(Link link, Row row, String platform, Fence fence, SocketLane lane) {
    this.link = link;
    this.row = row;
    this.platform = platform;
    this.fence = fence;
    this.lane = lane;
    this.told = row.head();
  }
}
