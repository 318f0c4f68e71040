package io.rejoin.room;

import io.rejoin.cluster.Clocks;
import io.rejoin.history.Entry;
import io.rejoin.history.Position;
import io.rejoin.profile.AttributeLimits;
import io.rejoin.profile.DepartureStep;
import io.rejoin.profile.Profile;
import io.rejoin.wire.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What happens in a room: decides what a command changes, makes it come true in the room's state,
 * and tells all relays. Not thread-safe: it belongs to one room.
 */
final class Ledger {
  private final RoomState state;
  private final Departures departures;
  private final Function<String, Profile> profiles;
  private final Clocks clocks;

  /** The relays that hear what happens, each with the number of the last join by it. */
  private final Map<ActorRef<Relay.Command>, Long> relays = new LinkedHashMap<>();

  /** Of the newest change. */
  private Relay.Place place;

  /**
   * @param notBefore nobody's departure is told earlier, in milliseconds of the steady clock
   */
  Ledger(RoomState state, Function<String, Profile> profiles, Clocks clocks, long notBefore) {
    this.state = state;
    this.profiles = profiles;
    this.clocks = clocks;
    this.place = new Relay.Place(state.history().head().epoch(), 0);
    this.departures = new Departures(profiles, notBefore);
    state.members().stream()
        .filter(member -> member.silence() != null)
        .forEach(departures::schedule);
  }

  int count() {
    return state.count();
  }

  Set<ActorRef<Relay.Command>> relays() {
    return relays.keySet();
  }

  /** Tells all relays that the room has ended. */
  void end() {
    relays.keySet().forEach(this::end);
  }

  /** Tells a relay that the room has ended. */
  void end(ActorRef<Relay.Command> relay) {
    relay.tell(new Relay.Ended(relays.getOrDefault(relay, 0L)));
  }

  /** Lets a relay know how the room stands, and from now on what happens. */
  void seed(ActorRef<Relay.Command> relay, ActorRef<Room.Command> self) {
    relays.putIfAbsent(relay, 0L);
    relay.tell(new Relay.Seed(state.image(clocks.steady().millis()), self, place));
  }

  /** A user comes in, comes back, or comes by another link. */
  void join(Room.Join join) {
    Relays.Join who = join.who();
    ActorRef<Relay.Command> relay = join.relay();
    relays.put(relay, join.number());
    Member before = state.member(who.user());
    if (before != null && who.fence().isBefore(before.fence())) {
      refuse(relay, who.socket(), who.request(), Code.FENCED, fenced(who.fence(), before.fence()));
      return;
    }
    List<Stream> streams = before == null ? List.of() : before.streams();
    Member member =
        new Member(
            who.user(),
            who.fence(),
            who.instance(),
            who.platform(),
            who.profile(),
            relay,
            who.socket(),
            join.number(),
            streams,
            null);
    if (before == null) {
      change(new Change.Entered(state.presence() + 1, member));
    } else {
      undoSilence(before);
      change(new Change.TookOver(member));
      if (before.socket() != who.socket() || !before.relay().equals(relay)) {
        before.relay().tell(new Relay.Dismiss(before.socket(), null, null));
      }
    }
    relay.tell(new Relay.Admit(who.user(), who.request(), who.position()));
  }

  /** Gives a message its place, or says that it has one already. */
  void publish(Room.Publish publish) {
    Member member = holder(publish.user(), publish.fence());
    if (member == null) {
      return;
    }
    if (publish.number() <= state.numberOf(member)) {
      repeated(member, publish);
      return;
    }
    Said said =
        new Said(
            member.user(),
            member.instance(),
            publish.number(),
            clocks.wall().millis(),
            publish.payload(),
            publish.binary());
    Change change = new Change.Published(state.history().next(), said);
    state.apply(change, clocks.steady().millis());
    place = place.next();
    for (ActorRef<Relay.Command> relay : relays.keySet()) {
      boolean owesReceipt = publish.request() != 0 && relay.equals(member.relay());
      relay.tell(
          new Relay.Apply(
              place,
              change,
              owesReceipt ? new Relay.Receipt(member.socket(), publish.request()) : null));
    }
  }

  /** Gives a service's message its place. */
  void publishAsService(Room.PublishAsService publish, int limit) {
    Answer.Refused refused = ServiceMessage.refusal(publish, limit);
    if (refused != null) {
      publish.replyTo().tell(refused);
      return;
    }
    Position position = state.history().next();
    change(new Change.Published(position, ServiceMessage.said(publish, clocks.wall().millis())));
    publish.replyTo().tell(new Answer.Published(position.epoch(), position.offset()));
  }

  /** How the room stands. */
  RoomView view(RoomKey key) {
    return state.view(key, clocks.steady().millis());
  }

  void publishStream(Room.StreamPublish publish) {
    Member member = holder(publish.user(), publish.fence());
    if (member == null) {
      return;
    }
    Stream stream = new Stream(publish.stream(), publish.kind(), publish.info());
    if (stream.equals(member.stream(stream.id()))) {
      done(member, publish.request()); // Said again, since its answer was lost: it is no news.
      return;
    }
    int limit = profiles.apply(member.profile()).server().limits().streamsPerMember();
    if (member.stream(publish.stream()) == null && member.streams().size() >= limit) {
      String measured = member.streams().size() + " streams are published; limit " + limit;
      refuse(member.relay(), member.socket(), publish.request(), Code.TOO_MANY_STREAMS, measured);
      return;
    }
    change(new Change.StreamAdded(state.presence() + 1, member.user(), stream));
    done(member, publish.request());
  }

  void unpublishStream(Room.StreamUnpublish unpublish) {
    Member member = holder(unpublish.user(), unpublish.fence());
    if (member == null) {
      return;
    }
    if (member.stream(unpublish.stream()) != null) {
      change(new Change.StreamRemoved(state.presence() + 1, member.user(), unpublish.stream()));
    }
    done(member, unpublish.request());
  }

  void listMembers(Room.Members ask) {
    Member member = holder(ask.user(), ask.fence());
    if (member != null) {
      member.relay().tell(new Relay.ListMembers(member.user(), ask.request()));
    }
  }

  /** A user, a member or not, changes the attributes, within these limits. */
  void changeAttributes(Room.ChangeAttributes command, AttributeLimits limits) {
    Relays.ChangeAttributes ask = command.ask();
    ActorRef<Relay.Command> relay = command.relay();
    relays.put(relay, command.number());
    String excess = ask.edit().excess(state.attributes().values(), limits);
    if (excess != null) {
      refuse(relay, ask.socket(), ask.request(), Code.ATTRIBUTES_TOO_LARGE, excess);
      return;
    }
    change(
        new Change.AttributesChanged(
            ask.edit(), ask.user(), clocks.wall().millis(), ask.announce()));
    if (ask.request() != 0) {
      relay.tell(new Relay.Done(ask.socket(), ask.request()));
    }
  }

  /** A user, a member or not, reads the attributes. */
  void readAttributes(Room.ReadAttributes command) {
    Relays.ReadAttributes ask = command.ask();
    relays.put(command.relay(), command.number());
    command.relay().tell(new Relay.TellAttributes(ask.socket(), ask.request(), ask.keys()));
  }

  boolean hasAttributes() {
    return !state.attributes().values().isEmpty();
  }

  void leave(Room.Leave leave) {
    Member member = state.member(leave.user());
    if (member != null && !leave.fence().isBefore(member.fence())) {
      goneBy(member, leave.reason());
    }
  }

  void expel(Room.Expel expel) {
    Member member = state.member(expel.user());
    if (member != null && !expel.fence().isBefore(member.fence())) {
      goneBy(member, "kicked", new Relay.Dismiss(member.socket(), expel.code(), expel.message()));
    }
  }

  void silent(Room.Silent silent) {
    Member member = holder(silent.user(), silent.fence());
    if (member != null && member.silence() == null) {
      fallSilent(member, silent.age().toMillis());
    }
  }

  void heard(Room.Heard heard) {
    Member member = holder(heard.user(), heard.fence());
    if (member != null) {
      undoSilence(member);
    }
  }

  /** What was said before counts now, if it was not heard then. */
  void again(Room.Again again) {
    Room.Departure said = again.said();
    if (joined(said.user(), again.fence(), again.join()) == null) {
      return;
    }
    if (said instanceof Room.Leave leave) {
      leave(leave);
    } else if (said instanceof Room.Expel expel) {
      expel(expel);
    }
  }

  /** A member is not, by its link, what it is taken for here. */
  void amend(Room.Amend amend) {
    Member member = joined(amend.user(), amend.fence(), amend.join());
    if (member == null) {
      return;
    }
    if (amend.left() != null) {
      goneBy(member, amend.left());
    } else if (amend.silence() == null) {
      undoSilence(member);
    } else if (member.silence() == null) {
      fallSilent(member, amend.silence().toMillis());
    }
  }

  /** Members behind this relay can no longer be heard. */
  void relayGone(ActorRef<Relay.Command> relay) {
    relays.remove(relay);
    silenceAllBut(relays.keySet());
  }

  /** Members behind other relays than these cannot be heard: their silence starts now. */
  void silenceAllBut(Set<ActorRef<Relay.Command>> heard) {
    List.copyOf(state.members()).stream()
        .filter(member -> member.silence() == null && !heard.contains(member.relay()))
        .forEach(member -> fallSilent(member, 0));
  }

  /** Tells what is due by now. */
  void tellDueSteps() {
    Departures.Due due = departures.poll(state, clocks.steady().millis());
    while (due != null) {
      Member member = state.member(due.user());
      if (departures.step(member, due.step()).event() == DepartureStep.Event.LEFT) {
        goneBy(member, "timeout");
      } else {
        change(new Change.StepTold(state.presence() + 1, member.user(), due.step()));
        departures.schedule(state.member(member.user()));
      }
      due = departures.poll(state, clocks.steady().millis());
    }
  }

  /** When a step is due next, in milliseconds of the steady clock. */
  OptionalLong nextDue() {
    return departures.next(state);
  }

  void tellCount() {
    change(new Change.Counted(state.count()));
  }

  private void fallSilent(Member member, long ageMillis) {
    change(new Change.FellSilent(member.user(), ageMillis));
    departures.schedule(state.member(member.user()));
  }

  private void undoSilence(Member member) {
    if (member.silence() != null) {
      int told = member.stepsTold();
      long presence = told == 0 ? state.presence() : state.presence() + 1;
      change(new Change.Returned(presence, member.user(), told));
    }
  }

  private void goneBy(Member member, String reason) {
    goneBy(member, reason, new Relay.Dismiss(member.socket(), null, null));
  }

  private void goneBy(Member member, String reason, Relay.Dismiss dismiss) {
    member.relay().tell(dismiss);
    change(new Change.Gone(state.presence() + 1, member.user(), member.fence(), reason));
  }

  /** The member of that name, if it is held under exactly this fence; else null. */
  private Member holder(String user, Fence fence) {
    Member member = state.member(user);
    return member != null && member.fence().equals(fence) ? member : null;
  }

  /** The same, if it has come by no other join since. */
  private Member joined(String user, Fence fence, long join) {
    Member member = holder(user, fence);
    return member != null && member.join() == join ? member : null;
  }

  private void change(Change change) {
    state.apply(change, clocks.steady().millis());
    place = place.next();
    Relay.Apply apply = new Relay.Apply(place, change, null);
    relays.keySet().forEach(relay -> relay.tell(apply));
  }

  private void repeated(Member member, Room.Publish publish) {
    if (publish.request() == 0) {
      return;
    }
    Entry<Said> known =
        state.history().entries().stream()
            .filter(entry -> entry.message().from().equals(member.user()))
            .filter(entry -> entry.message().instance().equals(member.instance()))
            .filter(entry -> entry.message().number() == publish.number())
            .findFirst()
            .orElse(null);
    member
        .relay()
        .tell(
            new Relay.Repeated(
                member.socket(),
                publish.request(),
                known == null ? 0 : known.position().epoch(),
                known == null ? 0 : known.position().offset()));
  }

  private static void done(Member member, long request) {
    if (request != 0) {
      member.relay().tell(new Relay.Done(member.socket(), request));
    }
  }

  private static void refuse(
      ActorRef<Relay.Command> relay, long socket, long request, Code code, String message) {
    relay.tell(new Relay.Refuse(socket, request, code, message, 0));
  }

  private static String fenced(Fence said, Fence held) {
    return "said under login "
        + said.epoch()
        + " link "
        + said.link()
        + "; the user is held under "
        + "login "
        + held.epoch()
        + " link "
        + held.link();
  }
}
