package io.rejoin.room;

import io.rejoin.profile.Profile;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.Materializer;

/**
 * One node's links in one room, on the fast road or catching up, and the replica that says what
 * they hear. Each frame is encoded once. Not thread-safe: it belongs to one relay.
 */
final class LocalAudience {
  private final RoomKey key;
  private final ActorRef<Relay.Command> relay;
  private final Relay.Parts parts;
  private final Outlet.Audience links;
  private final Told told;
  private final Materializer materializer;
  private final Profile roomProfile;
  private final Map<Long, CatchUp> catchingUp = new HashMap<>();
  private final Leavers leavers = new Leavers();
  private long serials;
  private Replica replica;

  LocalAudience(
      RoomKey key,
      ActorRef<Relay.Command> relay,
      Relay.Parts parts,
      Outlet.Audience links,
      Told told,
      Materializer materializer) {
    this.key = key;
    this.relay = relay;
    this.parts = parts;
    this.links = links;
    this.told = told;
    this.materializer = materializer;
    this.roomProfile = parts.appProfiles().apply(key.app());
  }

  /** Starts from a copy of the room's state; links that heard less are told the rest. */
  void seed(RoomImage image, ActorRef<Room.Command> room) {
    Replica older = replica;
    RoomState state =
        new RoomState(
            image,
            roomProfile.server().replayCount(),
            roomProfile.server().replayAge(),
            parts.steady().millis());
    PresenceLog presence =
        older != null && older.state().presence() == image.presence()
            ? older.presence()
            : new PresenceLog(parts.settings().presenceLog(), image.presence());
    replica = new Replica(key, state, presence, parts.profiles(), roomProfile);
    links.route(room, state.history().head());
    if (told.head() != null) {
      replica.since(told, parts.steady().millis()).forEach(this::deliver);
    }
    told.all(state);
  }

  /** Makes a change come true and tells it. */
  void apply(Change change, Relay.Receipt receipt) {
    for (Outgoing outgoing : replica.apply(change, parts.steady().millis())) {
      deliver(outgoing);
    }
    told.all(replica.state());
    if (receipt != null && change instanceof Change.Published published) {
      reply(
          receipt.socket(),
          new ServerFrame.Published(
              receipt.request(),
              key.room(),
              published.position().epoch(),
              published.position().offset()));
    }
  }

  /** Lets a member's link hear and speak; it first gets what it missed. */
  void admit(Relay.Admit admit) {
    String user = admit.user();
    Member member = replica.state().member(user);
    if (member == null || !member.relay().equals(relay)) {
      return; // It has left since, or come by another node; its link was told.
    }
    Arrival arrival =
        replica.arrival(member, admit.request(), admit.position(), parts.steady().millis());
    List<byte[]> first = new ArrayList<>(encode(arrival.first()));
    List<CatchUp.Piece> past = past(arrival);
    if (bytes(past) <= parts.settings().replayAtOnceBytes()) {
      past.forEach(piece -> first.add(piece.frame()));
      endCatchUp(member.socket());
      links.admit(member.socket(), user, member.platform(), member.fence(), first);
    } else {
      catchUp(member, first, past);
    }
  }

  /** The messages that were missed, then what comes after them. */
  private static List<CatchUp.Piece> past(Arrival arrival) {
    List<CatchUp.Piece> past = new ArrayList<>();
    for (Outgoing missed : arrival.missed()) {
      past.add(new CatchUp.Piece(Codec.encode(missed.frame()), missed.position()));
    }
    arrival.after().forEach(frame -> past.add(new CatchUp.Piece(Codec.encode(frame), null)));
    return past;
  }

  private static int bytes(List<CatchUp.Piece> pieces) {
    return pieces.stream().mapToInt(piece -> piece.frame().length).sum();
  }

  /** A link that was catching up was given all live frames so far, or some. */
  void caughtUp(Relay.CaughtUp caughtUp) {
    long socket = caughtUp.socket();
    CatchUp catchUp = catchingUp.get(socket);
    if (catchUp != null
        && catchUp.is(caughtUp.serial())
        && catchUp.offered() == caughtUp.liveTaken()) {
      catchingUp.remove(socket).end();
      links.admit(
          socket, catchUp.member().user(), catchUp.platform(), catchUp.member().fence(), List.of());
    }
  }

  /** A link cannot catch up; it is cut off and will come back by a new replay. */
  void catchUpFailed(Relay.CatchUpFailed failed) {
    CatchUp catchUp = catchingUp.get(failed.socket());
    if (catchUp != null && catchUp.is(failed.serial())) {
      cut(failed.socket(), failed.why());
    }
  }

  private void cut(long socket, String why) {
    catchingUp.remove(socket).end();
    links.cut(socket, why);
  }

  /** A link hears and speaks no longer. */
  void dismiss(Relay.Dismiss dismiss) {
    endCatchUp(dismiss.socket());
    Code code = dismiss.code();
    links.dismiss(
        dismiss.socket(),
        code == null
            ? null
            : Codec.encode(
                new ServerFrame.Expelled(key.room(), code, code.number(), dismiss.message())));
  }

  private void endCatchUp(long socket) {
    CatchUp catchUp = catchingUp.remove(socket);
    if (catchUp != null) {
      catchUp.end();
    }
  }

  /** The room was told that a member leaves. */
  void left(Relay.Left left) {
    leavers.add(left);
  }

  /**
   * Finds what is said of this node's members, but is not so.
   *
   * @param evidence how often it must be found
   * @param room told what it has missed, on any thread
   */
  void audit(Outlet.Evidence evidence, Consumer<Room.Command> room) {
    List<Member> here =
        replica.state().members().stream().filter(member -> member.relay().equals(relay)).toList();
    leavers.audit(here, room);
    links.audit(here, evidence, room::accept);
  }

  void listMembers(Relay.ListMembers list) {
    Member member = replica.state().member(list.user());
    if (member != null && member.relay().equals(relay)) {
      reply(member.socket(), replica.memberList(list.request(), member.platform()));
    }
  }

  void tellAttributes(Relay.TellAttributes tell) {
    reply(tell.socket(), replica.attributes(tell.request(), tell.keys()));
  }

  void done(long socket, long request) {
    reply(socket, new ServerFrame.Ok(request));
  }

  void refuse(Relay.Refuse refused) {
    Code code = refused.code();
    Long retryAfter = refused.retryAfterMillis() == 0 ? null : refused.retryAfterMillis();
    Long request = refused.request() == 0 ? null : refused.request();
    reply(
        refused.socket(),
        new ServerFrame.Error(
            request, code, code.number(), refused.message(), code.retry(), retryAfter));
  }

  void repeated(Relay.Repeated repeated) {
    boolean isKnown = repeated.offset() != 0;
    reply(
        repeated.socket(),
        new ServerFrame.Published(
            repeated.request(),
            key.room(),
            isKnown ? repeated.epoch() : null,
            isKnown ? repeated.offset() : null));
  }

  /** A copy of what is known; null if nothing is. */
  RoomImage image() {
    return replica == null ? null : replica.state().image(parts.steady().millis());
  }

  /** Forgets all: the room has ended, or this relay has failed. Who is catching up is cut off. */
  void forget() {
    List.copyOf(catchingUp.keySet()).forEach(socket -> cut(socket, "the replay was interrupted"));
    leavers.forget();
    replica = null;
  }

  /** Forgets all, for good. */
  void close() {
    forget();
    links.close();
  }

  private void catchUp(Member member, List<byte[]> first, List<CatchUp.Piece> past) {
    long socket = member.socket();
    endCatchUp(socket);
    long serial = ++serials;
    Outlet.Lane lane = links.hold(socket, member.user(), member.platform(), member.fence(), first);
    CatchUp started =
        new CatchUp(
            serial,
            lane,
            member,
            past,
            parts.settings().catchUpBuffer(),
            materializer,
            liveTaken -> relay.tell(new Relay.CaughtUp(socket, serial, liveTaken)),
            failure -> relay.tell(new Relay.CatchUpFailed(socket, serial, failure.getMessage())));
    catchingUp.put(socket, started);
  }

  private void deliver(Outgoing outgoing) {
    byte[] frame = Codec.encode(outgoing.frame());
    links.deliver(frame, outgoing.observers(), outgoing.position());
    if (!catchingUp.isEmpty()) {
      CatchUp.Piece piece = new CatchUp.Piece(frame, outgoing.position());
      catchingUp.forEach((socket, catchUp) -> offer(socket, catchUp, outgoing, piece));
    }
  }

  private void offer(long socket, CatchUp catchUp, Outgoing outgoing, CatchUp.Piece piece) {
    if (outgoing.isFor(catchUp.platform()) && !catchUp.offer(piece)) {
      int limit = parts.settings().catchUpBuffer();
      relay.tell(
          new Relay.CatchUpFailed(
              socket,
              catchUp.serial(),
              limit + " frames wait for a link that catches up; limit " + limit));
    }
  }

  private static List<byte[]> encode(List<ServerFrame> frames) {
    return frames.stream().map(Codec::encode).toList();
  }

  private void reply(long socket, ServerFrame frame) {
    links.reply(socket, Codec.encode(frame));
  }
}
