package io.rejoin.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Finds a second node for rooms that only this one knows: its relays keep a replica there, without
 * a link. Belongs to the relays of one node.
 */
final class Standbys {
  private final ActorRef<Relays.Command> self;

  /** Rooms without a second node, and how often one was asked. */
  private final Map<RoomKey, Integer> wanting = new HashMap<>();

  private List<ActorRef<Relays.Command>> others = List.of();

  Standbys(ActorRef<Relays.Command> self) {
    this.self = self;
  }

  /** There are these nodes now, in an order that all nodes agree on. */
  void nodes(Set<ActorRef<Relays.Command>> nodes) {
    others = nodes.stream().filter(node -> !node.equals(self)).toList();
    askAgain();
  }

  /** No other node knows the room. */
  void wanted(RoomKey room) {
    wanting.put(room, 0);
    ask(room);
  }

  /** Another does, or the room has ended. */
  void found(RoomKey room) {
    wanting.remove(room);
  }

  /** Who has not answered may be gone: the next is asked. */
  void askAgain() {
    if (!others.isEmpty()) {
      List.copyOf(wanting.keySet()).forEach(this::ask);
    }
  }

  /** Rooms are spread over the nodes. */
  private void ask(RoomKey room) {
    if (!others.isEmpty()) {
      int asked = wanting.merge(room, 1, Integer::sum);
      int chosen = Math.floorMod(room.hashCode() + asked, others.size());
      others.get(chosen).tell(new Relays.Stand(room, self));
    }
  }
}
