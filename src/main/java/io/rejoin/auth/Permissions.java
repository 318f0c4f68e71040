package io.rejoin.auth;

import static io.rejoin.auth.RoomPermission.Action.JOIN;
import static io.rejoin.auth.RoomPermission.Action.PUBLISH;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/**
 * The permissions of a token, or of a login without one.
 *
 * @param rooms an action is permitted in a room if any of these permits it
 */
record Permissions(Instant expires, List<RoomPermission> rooms, boolean mayPeer, boolean mayKick)
    implements Grant {

  /** What holds where the claim {@code rooms} is absent: everything, everywhere. */
  static final List<RoomPermission> ALL_ROOMS =
      List.of(new RoomPermission("*", EnumSet.of(JOIN, PUBLISH)));

  Permissions {
    rooms = List.copyOf(rooms);
  }

  @Override
  public boolean mayJoin(String room) {
    return rooms.stream().anyMatch(permission -> permission.permits(JOIN, room));
  }

  @Override
  public boolean mayPublish(String room) {
    return rooms.stream().anyMatch(permission -> permission.permits(PUBLISH, room));
  }
}
