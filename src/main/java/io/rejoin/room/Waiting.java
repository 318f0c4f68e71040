package io.rejoin.room;

import io.rejoin.wire.Code;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.slf4j.Logger;

/**
 * What has come for a room while it recovers. Requests may take half of the room that there is, so
 * that who leaves or falls silent always finds a place.
 */
final class Waiting {
  private final RoomKey key;
  private final StashBuffer<Room.Command> stash;
  private final int limit;

  Waiting(RoomKey key, StashBuffer<Room.Command> stash, RoomSettings settings) {
    this.key = key;
    this.stash = stash;
    this.limit = settings.stash();
  }

  /** Keeps a command, or refuses it. */
  void keep(Room.Command command, Logger log) {
    boolean isCrowded = stash.size() >= limit / 2;
    if (isCrowded && command instanceof Room.Join join) {
      refuse(join.relay(), join.who().socket(), join.who().request());
    } else if (isCrowded && command instanceof Room.ChangeAttributes change) {
      refuse(change.relay(), change.ask().socket(), change.ask().request());
    } else if (isCrowded && command instanceof Room.ReadAttributes read) {
      refuse(read.relay(), read.ask().socket(), read.ask().request());
    } else if (isCrowded && command instanceof Room.PublishAsService publish) {
      publish.replyTo().tell(new Answer.Refused(Code.ROOM_RECOVERING, measured(), 0));
    } else if (isCrowded && command instanceof Room.Publish) {
      return; // Its client repeats it.
    } else if (stash.isFull()) {
      log.warn("{}: dropped {}, {} wait", key, command, stash.size());
    } else {
      stash.stash(command);
    }
  }

  /** Goes on with what was kept, in order. */
  Behavior<Room.Command> goOn(Behavior<Room.Command> next) {
    return stash.unstashAll(next);
  }

  private void refuse(ActorRef<Relay.Command> relay, long socket, long request) {
    relay.tell(new Relay.Refuse(socket, request, Code.ROOM_RECOVERING, measured(), 0));
  }

  private String measured() {
    return stash.size() + " commands wait while the room recovers; limit " + limit / 2;
  }
}
