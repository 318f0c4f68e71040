package io.rejoin.gateway;

import io.netty.buffer.ByteBuf;
import io.rejoin.auth.Grant;
import io.rejoin.history.Position;
import io.rejoin.profile.ServerHalf;
import io.rejoin.room.Fence;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The link speaks for its session, under a fence. */
final class Attached extends LinkState {
  static final byte[] EMPTY_PONG = Codec.encode(new ServerFrame.Pong(Map.of()));

  /** How far a silence has come: a client is asked in it once, before its session is told. */
  private enum Hearing {
    HEARD,
    ASKED,
    SILENT
  }

  /** Whether the session knows this link, or is asked to, having been lost. */
  private enum Bond {
    BOUND,
    REATTACHING
  }

  private final LinkUser user;
  private final TokenWatch token;
  private Fence fence;
  private Hearing hearing = Hearing.HEARD;
  private Bond bond = Bond.BOUND;

  /** When the session was last asked whether it knows this link. */
  private long checkedAt;

  /** What the client has asked for lately; null if nothing. */
  private LinkRates rates;

  /** Rooms that the client has left while a join may have been under way; null for none. */
  private Set<String> left;

  Attached(Link link, LoginCheck login, Fence fence) {
    super(link);
    this.user = login.user();
    this.token = new TokenWatch(login.grant());
    this.fence = fence;
    this.checkedAt = link.loop().now();
  }

  LinkUser user() {
    return user;
  }

  Fence fence() {
    return fence;
  }

  Grant grant() {
    return token.grant();
  }

  void renew(long request, Grant grant) {
    token.renew(grant);
    Set<String> forbidden = new HashSet<>();
    for (Seat seat : link.seats()) {
      String room = seat.row.room().room();
      if (!grant.mayJoin(room)) {
        forbidden.add(room);
      }
    }
    if (!forbidden.isEmpty()) {
      forbid(forbidden);
    }
    if (request > 0) {
      link.send(new ServerFrame.Renewed(request, token.endsInMillis(link.loop().wallNow())));
    }
  }

  private void forbid(Set<String> rooms) {
    rooms.forEach(link::unseat);
    tellSession(new Session.Forbid(fence, rooms));
  }

  /** A join that was asked before the token was renewed may come true behind it. */
  @Override
  void seated(String room) {
    if (!grant().mayJoin(room)) {
      forbid(Set.of(room));
    }
  }

  /** Counts what the client asks for. */
  LinkRates rates() {
    if (rates == null) {
      rates =
          new LinkRates(
              user.profile().server().limits(), link.loop().settings().ratePause().toMillis());
    }
    return rates;
  }

  void tellLoggedIn(LinkCommand.Attached attached) {
    link.send(
        new ServerFrame.LoggedIn(
            attached.request(),
            fence.epoch(),
            fence.link(),
            attached.resumed(),
            user.profile().name(),
            token.endsInMillis(link.loop().wallNow())));
  }

  void tellSession(Session.Command command) {
    link.tellSession(user.key(), command);
  }

  @Override
  void frame(ClientFrame frame) {
    if (frame instanceof ClientFrame.Ping) {
      pong();
      return;
    }
    try {
      Requests.serve(this, frame);
    } catch (RefusedException e) {
      link.refuse(frame.id(), e);
    }
  }

  private void pong() {
    Map<String, ServerFrame.Head> moved = null;
    for (Seat seat : link.seats()) {
      Position head = seat.row.head();
      if (head != null && !head.equals(seat.told)) {
        seat.told = head;
        moved = moved == null ? new HashMap<>() : moved;
        moved.put(seat.row.room().room(), new ServerFrame.Head(head.epoch(), head.offset()));
      }
    }
    link.send(moved == null ? EMPTY_PONG : Codec.encode(new ServerFrame.Pong(moved)));
  }

  /** Where the link sits in the room, if it may speak there. */
  Seat seatIn(String room) throws RefusedException {
    Seat seat = link.seatIn(room);
    if (seat == null || (left != null && left.contains(room))) {
      throw new RefusedException(Code.NOT_JOINED, "not in room " + room);
    }
    if (seat.row.route() == null) {
      throw new RefusedException(Code.ROOM_RECOVERING, "room " + room + " is being recovered");
    }
    return seat;
  }

  /** From now on the link is not in the room, also if a join's answer is still to come. */
  void leave(String room) {
    Seat seat = link.seatIn(room);
    link.unseat(room);
    if (seat == null) {
      left = left == null ? new LinkedHashSet<>() : left;
      // Beyond the bound the oldest is forgotten: then the room itself refuses what comes.
      if (left.size() >= user.profile().server().limits().roomsPerSession()) {
        left.remove(left.iterator().next());
      }
      left.add(room);
    }
  }

  @Override
  void rejoinable(String room) {
    if (left != null) {
      left.remove(room);
      left = left.isEmpty() ? null : left;
    }
  }

  @Override
  boolean speaksUnder(Fence other) {
    return fence.equals(other);
  }

  @Override
  boolean isSilent() {
    return hearing == Hearing.SILENT;
  }

  @Override
  void rejoin(Seat seat) {
    String room = seat.row.room().room();
    RoomPosition position = position(seat);
    tellSession(new Session.Join(link.address(), fence, 0, room, position));
  }

  @Override
  void command(LinkCommand command) {
    if (command instanceof LinkCommand.Done done) {
      link.done(done.request());
    } else if (command instanceof LinkCommand.Letter letter) {
      link.send(peerMessage(letter));
    } else if (command instanceof LinkCommand.Sent sent && sent.request() > 0) {
      link.send(new ServerFrame.Sent(sent.request(), sent.to(), sent.number(), sent.result()));
    } else if (command instanceof LinkCommand.Statuses statuses) {
      link.send(statuses(statuses));
    } else if (command instanceof LinkCommand.StatusChanged changed) {
      link.send(new ServerFrame.Status(changed.user(), changed.status().wireName()));
    } else if (command instanceof LinkCommand.Attributes read && read.request() > 0) {
      link.send(new ServerFrame.Attributes(read.request(), read.user(), null, read.attributes()));
    } else if (command instanceof LinkCommand.Refused refused) {
      refused(refused);
    } else if (command instanceof LinkCommand.Expelled out) {
      link.unseat(out.room());
      int number = out.code().number();
      link.send(new ServerFrame.Expelled(out.room(), out.code(), number, out.message()));
    } else if (command instanceof LinkCommand.Close close) {
      link.closeAsTold(close.code(), close.message());
    } else if (command instanceof LinkCommand.SessionLost lost && lost.fence().equals(fence)) {
      reattach();
    } else if (command instanceof LinkCommand.Attached attached) {
      fence = attached.fence();
      bond = Bond.BOUND;
      if (hearing == Hearing.SILENT) {
        hearing = Hearing.ASKED; // What the lost session was told, the reborn one must be told.
      }
    }
  }

  private static ServerFrame peerMessage(LinkCommand.Letter letter) {
    return new ServerFrame.PeerMessage(
        letter.from(),
        letter.epoch(),
        letter.number(),
        letter.at(),
        letter.payload(),
        letter.binary() ? Boolean.TRUE : null,
        letter.stored() ? Boolean.TRUE : null);
  }

  private static ServerFrame statuses(LinkCommand.Statuses statuses) {
    Map<String, String> words = new TreeMap<>();
    statuses.statuses().forEach((user, status) -> words.put(user, status.wireName()));
    return new ServerFrame.Statuses(statuses.request() == 0 ? null : statuses.request(), words);
  }

  private void refused(LinkCommand.Refused refused) {
    if (bond == Bond.REATTACHING && refused.request() == 0) {
      link.closeAsTold(refused.code(), refused.message());
    } else {
      if (refused.code() == Code.FENCED && bond == Bond.BOUND) {
        reattach(); // The session was lost with its node, and has come to be elsewhere.
      }
      link.refuse(refused.request(), refused.code(), refused.message(), refused.retryAfterMillis());
    }
  }

  /** A session that does not know this link answers that it was lost. */
  private void checkSession(long now) {
    checkedAt = now;
    if (bond == Bond.REATTACHING) {
      reattach(); // What was said before has got lost, as its receiver may have.
    } else {
      tellSession(new Session.Present(link.address(), fence));
    }
  }

  private void reattach() {
    bond = Bond.REATTACHING;
    Map<String, RoomPosition> rooms = new HashMap<>();
    for (Seat seat : link.seats()) {
      rooms.put(seat.row.room().room(), position(seat));
    }
    tellSession(
        new Session.Reattach(
            link.address(), user.instance(), fence, user.platform(), user.profile().name(), rooms));
  }

  private static RoomPosition position(Seat seat) {
    Position head = seat.row.head();
    return head == null
        ? new RoomPosition(0, 0, 0)
        : new RoomPosition(head.epoch(), head.offset(), 0);
  }

  @Override
  void write(ByteBuf frame) {
    link.writeOrCut(frame);
  }

  @Override
  void heard() {
    if (hearing != Hearing.HEARD) {
      boolean wasTold = hearing == Hearing.SILENT;
      hearing = Hearing.HEARD;
      if (wasTold) {
        tellSession(new Session.Heard(fence));
      }
    }
  }

  @Override
  void sweep(long now) {
    long age = link.age().toMillis();
    long window = user.profile().server().window().toMillis();
    if (age > window) {
      link.close(
          Code.SILENT, "no bytes for " + Facts.seconds(age) + "; limit " + Facts.seconds(window));
      return;
    }
    judge(age);
    if (hearing != Hearing.SILENT
        && now - checkedAt >= link.loop().settings().sessionCheckEvery().toMillis()) {
      checkSession(now);
    }
    if (rates != null && rates.isQuiet(now)) {
      rates = null;
    }
    token.sweep(link, user.profile().server().onTokenExpiry());
  }

  /**
   * Asks a link that does not speak, and calls it silent if that is not answered either; not in the
   * same sweep, also where the loop was paused: some clients, as hidden tabs, only ever answer.
   */
  private void judge(long age) {
    ServerHalf half = user.profile().server();
    if (hearing == Hearing.HEARD && age >= half.askAfter().toMillis() && link.ask()) {
      hearing = Hearing.ASKED;
    } else if (hearing != Hearing.SILENT && age >= half.silentAfter().toMillis()) {
      hearing = Hearing.SILENT;
      tellSession(new Session.Silent(fence, link.age()));
    }
  }

  @Override
  void ended() {
    tellSession(new Session.LinkClosed(fence, link.age()));
  }
}
