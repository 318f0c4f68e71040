package io.rejoin.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Members of one node of whom the room was told that they leave, until it has said so: what it was
 * told may be lost with its node. Not thread-safe: it belongs to one relay.
 */
final class Leavers {

  /** Null while there are none, as nearly always. */
  private Map<String, Relay.Left> waiting;

  void add(Relay.Left left) {
    if (waiting == null) {
      waiting = new HashMap<>();
    }
    waiting.put(left.said().user(), left);
  }

  /**
   * Forgets who has left or come by a newer join.
   *
   * @param members of this node, as the room has said last
   * @param room told again of those who are members still
   */
  void audit(Collection<Member> members, Consumer<Room.Command> room) {
    if (waiting == null) {
      return;
    }
    Map<String, Relay.Left> still = new HashMap<>();
    for (Member member : members) {
      Relay.Left left = waiting.get(member.user());
      if (left != null && isOf(member, left)) {
        still.put(member.user(), left);
        room.accept(new Room.Again(left.said(), member.fence(), member.join()));
      }
    }
    waiting = still.isEmpty() ? null : still;
  }

  private static boolean isOf(Member member, Relay.Left left) {
    return member.join() <= left.join() && !left.said().fence().isBefore(member.fence());
  }

  void forget() {
    waiting = null;
  }
}
