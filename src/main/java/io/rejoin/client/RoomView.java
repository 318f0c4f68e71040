package io.rejoin.client;

import io.rejoin.wire.ServerFrame;
import io.rejoin.wire.ServerFrame.MemberView;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a client knows of a room: messages up to a place, members, their count. It takes the
 * server's frames and tells what they change.
 */
final class RoomView {
  private static final String REBUILT = "epoch";

  private final Consumer<RoomEvent> tell;
  private final Place place = new Place();
  private final Roster roster;
  private volatile int count;
  private ServerFrame.Joined head;
  private List<MemberView> lateViews;

  /**
   * @param self the user whose view it is
   */
  RoomView(Consumer<RoomEvent> tell, Supplier<String> self) {
    this.tell = tell;
    this.roster = new Roster(self);
  }

  Place place() {
    return place;
  }

  List<Member> members() {
    return roster.all();
  }

  int count() {
    return count;
  }

  /** The room was entered for the first time. */
  void begin(ServerFrame.Joined joined) {
    place.start(joined.epoch(), joined.offset(), joined.presence());
    all(joined.members(), joined.count(), joined.presence());
  }

  /** The room was entered again: what was missed will come, and then the verdict. */
  void beginReplay(ServerFrame.Joined joined) {
    head = joined;
    lateViews = joined.members();
    place.promisePresence(joined.presence());
    if (lateViews != null) {
      roster.gain(lateViews).forEach(tell);
    }
    counted(joined.count());
  }

  /** All that was missed has come, or is named by the verdict. */
  void endReplay(ServerFrame.Verdict verdict) {
    place.reach(head.epoch(), head.offset());
    if (lateViews == null) {
      return;
    }
    place.reachPresence(head.presence());
    if (REBUILT.equals(verdict.cause())) {
      // Who is not in it yet has not left, and comes by an event of its own.
      roster.replace(lateViews);
      tell.accept(new RoomEvent.Members(members(), count));
    } else {
      roster.lose(lateViews).forEach(tell);
    }
    lateViews = null;
  }

  /** A message; returns false if something is missing before it that nobody will bring. */
  boolean message(ServerFrame.Message message, boolean replaying) {
    Place.Judgement judgement = place.judge(message.epoch(), message.offset());
    if (judgement == Place.Judgement.DUPLICATE) {
      return true;
    }
    if (replaying) {
      deliver(message, true);
      return true;
    }
    if (judgement == Place.Judgement.NEXT) {
      place.hearLive();
      deliver(message, false);
      return true;
    }
    return false;
  }

  private void deliver(ServerFrame.Message message, boolean replayed) {
    place.hear(message.epoch(), message.offset());
    tell.accept(
        new RoomEvent.Message(
            message.from(),
            Payload.ofWire(message.payload(), message.binary()),
            message.at(),
            message.offset(),
            message.epoch(),
            replayed));
  }

  /** A single event of presence, of that version. */
  void presence(ServerFrame frame, long version) {
    List<RoomEvent> told = roster.apply(frame);
    // What is told again after a return is in the count of `joined` already.
    if (place.hearPresence(version) && !told.isEmpty()) {
      counted(count + change(frame));
    }
    told.forEach(tell);
  }

  private static int change(ServerFrame frame) {
    if (frame instanceof ServerFrame.MemberJoined) {
      return 1;
    }
    return frame instanceof ServerFrame.MemberLeft ? -1 : 0;
  }

  /** All members at once; null in rooms with too many to name. */
  void all(List<MemberView> members, int newCount, long presence) {
    if (members != null) {
      roster.replace(members);
      place.reachPresence(presence);
      lateViews = null;
    }
    counted(newCount);
    tell.accept(new RoomEvent.Members(members(), newCount));
  }

  void counted(int newCount) {
    if (count != newCount) {
      count = newCount;
      tell.accept(new RoomEvent.Count(newCount));
    }
  }
}
