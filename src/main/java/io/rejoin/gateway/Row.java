package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.rejoin.history.Position;
import io.rejoin.room.Fence;
import io.rejoin.room.Member;
import io.rejoin.room.Observers;
import io.rejoin.room.Outlet;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The links of one event loop that hear one room. Confined to that loop: each call is a task which
 * the room's {@link RoomAudience} has handed over, in order.
 */
final class Row {
  private final RoomKey room;
  private final LinkLoop loop;
  private final List<Seat> admitted = new ArrayList<>();
  private final List<Seat> held = new ArrayList<>();
  private ActorRef<Room.Command> route;
  private Position head;

  /** What the last audit found. */
  private Set<Object> suspected = Set.of();

  Row(RoomKey room, LinkLoop loop, ActorRef<Room.Command> route, Position head) {
    this.room = room;
    this.loop = loop;
    this.route = route;
    this.head = head;
  }

  LinkLoop loop() {
    return loop;
  }

  RoomKey room() {
    return room;
  }

  /** Where publications go; null until the room is known. */
  ActorRef<Room.Command> route() {
    return route;
  }

  /** The newest message that the admitted links were given; null if none is known. */
  Position head() {
    return head;
  }

  void route(ActorRef<Room.Command> newRoute, Position newHead) {
    route = newRoute;
    head = newHead;
  }

  void admit(long socket, String platform, Fence fence, List<byte[]> first) {
    Link link = loop.link(socket);
    if (link != null) {
      Seat seat = new Seat(link, this, platform, fence, null);
      link.seat(seat);
      first.forEach(link::deliver);
      if (link.seatIn(room.room()) == seat) { // else the first frames were too much for it
        seat.place = admitted.size();
        admitted.add(seat);
      }
    }
  }

  void hold(long socket, String platform, Fence fence, List<byte[]> first, SocketLane lane) {
    Link link = loop.link(socket);
    if (link == null) {
      lane.gone();
    } else {
      Seat seat = new Seat(link, this, platform, fence, lane);
      held.add(seat);
      link.seat(seat);
      first.forEach(link::deliver);
    }
  }

  void deliver(byte[] frame, Observers observers, Position newHead) {
    if (newHead != null) {
      head = newHead;
    }
    if (admitted.isEmpty()) {
      return;
    }
    ByteBuf bytes = TextFrames.text(PooledByteBufAllocator.DEFAULT, frame);
    // Backwards: a link that is cut gives its place to the last one, which has had its turn.
    for (int place = admitted.size() - 1; place >= 0; place--) {
      Seat seat = admitted.get(place);
      if (observers == Observers.ALL || observers.include(seat.platform)) {
        seat.link.deliver(bytes.retainedDuplicate());
      }
    }
    bytes.release();
  }

  void reply(long socket, byte[] frame) {
    Link link = loop.link(socket);
    if (link != null) {
      link.deliver(frame);
    }
  }

  void dismiss(long socket, byte[] last) {
    Link link = loop.link(socket);
    if (link != null) {
      link.unseat(room.room());
      link.rejoinable(room.room());
      if (last != null) {
        link.deliver(last);
      }
    }
  }

  /** Mends what is found otherwise than the room has it. */
  void audit(List<Member> members, Outlet.Evidence evidence, Consumer<Room.Amend> amend) {
    List<Seat> seats = new ArrayList<>(admitted);
    seats.addAll(held);
    suspected = new Audit(room.room(), loop, evidence, suspected, amend).compare(members, seats);
  }

  /** Takes a seat out. */
  void leave(Seat seat) {
    if (seat.place == Seat.HELD) {
      held.remove(seat);
    } else {
      Seat last = admitted.remove(admitted.size() - 1);
      if (last != seat) {
        admitted.set(seat.place, last);
        last.place = seat.place;
      }
      seat.place = Seat.HELD;
    }
  }

  /** Ends the audience here: its links are no longer in the room. */
  void close() {
    List<Seat> seats = new ArrayList<>(admitted);
    seats.addAll(held);
    seats.forEach(seat -> seat.link.unseat(room.room()));
  }
}
