package io.rejoin.room;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the relays of all nodes know of a room that was lost or never was. Complete once each has
 * answered or is gone. Belongs to one room.
 */
final class Recovery {
  private static final Comparator<RoomImage> NEWER =
      Comparator.comparing(RoomImage::head)
          .thenComparingLong(RoomImage::presence)
          .thenComparingLong(image -> image.attributes().version());

  private final Set<ActorRef<Relays.Command>> awaited;
  private final Set<ActorRef<Relay.Command>> relays = new LinkedHashSet<>();
  private RoomImage newest;

  Recovery(Set<ActorRef<Relays.Command>> awaited) {
    this.awaited = new HashSet<>(awaited);
  }

  void answered(Room.Recovered answer) {
    awaited.remove(answer.relays());
    if (answer.image() != null) {
      relays.add(answer.relay());
      if (newest == null || NEWER.compare(answer.image(), newest) > 0) {
        newest = answer.image();
      }
    }
  }

  void gone(ActorRef<Relays.Command> relays) {
    awaited.remove(relays);
  }

  boolean isComplete() {
    return awaited.isEmpty();
  }

  /** The relays that know the room. */
  Set<ActorRef<Relay.Command>> relays() {
    return relays;
  }

  /** The newest that is known of the room; null if nothing is. */
  RoomImage newest() {
    return newest;
  }
}
