package io.rejoin.session;

import io.rejoin.cluster.Directory;
import io.rejoin.room.Fence;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.Collection;

/** What a session says to its user's rooms. Belongs to one session. */
final class RoomTalk {
  private final UserKey key;
  private final Directory<Room.Command> rooms;

  RoomTalk(UserKey key, Directory<Room.Command> rooms) {
    this.key = key;
    this.rooms = rooms;
  }

  /**
   * Asks a room, by way of the relays of the link's node, to take the user in under this login.
   *
   * @param request 0 if a resume brought it
   */
  void join(Standing standing, String room, long request, RoomPosition position) {
    LinkAddress link = standing.link();
    link.relays()
        .tell(
            new Relays.Join(
                new RoomKey(key.app(), room),
                key.user(),
                standing.fence(),
                standing.instance(),
                standing.platform(),
                standing.profile(),
                link.socket(),
                request,
                position));
  }

  void leave(String room, Fence fence) {
    tell(room, new Room.Leave(key.user(), fence, "quit"));
  }

  void silent(Collection<String> names, Fence fence, Duration age) {
    names.forEach(room -> tell(room, new Room.Silent(key.user(), fence, age)));
  }

  void heard(Collection<String> names, Fence fence) {
    names.forEach(room -> tell(room, new Room.Heard(key.user(), fence)));
  }

  private void tell(String room, Room.Command command) {
    rooms.tell(new RoomKey(key.app(), room).entityId(), command);
  }
}
