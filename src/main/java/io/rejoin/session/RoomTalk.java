package io.rejoin.session;

import io.rejoin.cluster.Directory;
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

  void leave(Standing standing, String room) {
    tell(standing, room, new Room.Leave(key.user(), standing.fence(), "quit"));
  }

  /** The application wants the user out. */
  void expel(Standing standing, String room, Expulsion why) {
    tell(standing, room, new Room.Expel(key.user(), standing.fence(), why.code(), why.message()));
  }

  /** The application has ended the login. */
  void leaveKicked(Standing standing, String room) {
    tell(standing, room, new Room.Leave(key.user(), standing.fence(), "kicked"));
  }

  /** Nothing has been heard of the user for {@code age}, in these rooms of the login. */
  void silent(Standing standing, Collection<String> names, Duration age) {
    Standing.inOrder(names)
        .forEach(room -> tell(standing, room, new Room.Silent(key.user(), standing.fence(), age)));
  }

  void heard(Standing standing) {
    Standing.inOrder(standing.rooms())
        .forEach(room -> tell(standing, room, new Room.Heard(key.user(), standing.fence())));
  }

  /** A change of a room's attributes goes by the relays of the link's node, which answer it. */
  void changeAttributes(Session.ChangeAttributes change) {
    LinkAddress link = change.link();
    link.relays()
        .tell(
            new Relays.ChangeAttributes(
                new RoomKey(key.app(), change.room()),
                key.user(),
                link.socket(),
                change.request(),
                change.edit(),
                change.announce()));
  }

  void readAttributes(Session.ReadAttributes read) {
    LinkAddress link = read.link();
    RoomKey room = new RoomKey(key.app(), read.room());
    link.relays().tell(new Relays.ReadAttributes(room, link.socket(), read.request(), read.keys()));
  }

  /** Goes the way of the login's joins, if there may be one under way, so as not to overtake it. */
  private void tell(Standing standing, String room, Room.Command command) {
    RoomKey to = new RoomKey(key.app(), room);
    if (standing.link() == null) {
      rooms.tell(to.entityId(), command);
    } else {
      standing.link().relays().tell(new Relays.Pass(to, command));
    }
  }
}
