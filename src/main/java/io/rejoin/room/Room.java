package io.rejoin.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rejoin.cluster.CborSerializable;
import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import io.rejoin.cluster.Transitions;
import io.rejoin.profile.Profile;
import io.rejoin.wire.Code;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * A named group of members. It decides who is a member, gives each message its place, and runs the
 * departures of silent members; its relays tell the links. It comes to be with the first command,
 * and ends some time after its last member; with attributes, a longer time after that or after
 * their last change.
 *
 * <pre>
 *   recovering --all relays have answered--> open or empty
 *   open --the last member is gone--> empty --time is up--> ended
 *   empty --somebody joins--> open
 * </pre>
 */
public final class Room {

  /** What a room hears. What is said under a fence that is not the member's own is ignored. */
  public sealed interface Command extends CborSerializable {}

  /**
   * From a node's relays: a user wants in, or comes back by a new link.
   *
   * @param relay the room's relay on the node of the link
   * @param number counts the joins by that relay
   */
  record Join(Relays.Join who, ActorRef<Relay.Command> relay, long number) implements Command {}

  /**
   * A message to all members.
   *
   * @param request the id of the publish frame; 0 for no acknowledgement
   * @param number counts the messages of the member's client instance
   */
  public record Publish(
      String user, Fence fence, long request, long number, String payload, boolean binary)
      implements Command {}

  /** A member announces a stream. */
  public record StreamPublish(
      String user, Fence fence, long request, String stream, String kind, String info)
      implements Command {}

  /** A member withdraws a stream. */
  public record StreamUnpublish(String user, Fence fence, long request, String stream)
      implements Command {}

  /** A member asks who else is there. */
  public record Members(String user, Fence fence, long request) implements Command {}

  /** From a node's relays: a user, a member or not, changes the attributes. */
  record ChangeAttributes(Relays.ChangeAttributes ask, ActorRef<Relay.Command> relay, long number)
      implements Command {}

  /** From a node's relays: a user, a member or not, reads the attributes. */
  record ReadAttributes(Relays.ReadAttributes ask, ActorRef<Relay.Command> relay, long number)
      implements Command {}

  /** A member goes for good. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = Expel.class, name = "expel")
  })
  public sealed interface Departure extends Command {
    String user();

    Fence fence();
  }

  /** A member leaves for good; the others are told {@code reason} at once. */
  public record Leave(String user, Fence fence, String reason) implements Departure {}

  /**
   * The application wants a member out: its link is told {@code expelled} with this code, the
   * others {@code kicked}. A session that knows of it is meant to say so; to kick a user, or keep
   * it out, tell its session.
   */
  public record Expel(String user, Fence fence, Code code, String message) implements Departure {}

  /**
   * A service sends a message to all members. It takes its place like a member's, with {@code
   * number} 0; said twice, it is two messages.
   *
   * @param service who it is from; no user should have that name
   * @param replyTo is told {@code Published}, or {@code Refused}
   */
  public record PublishAsService(
      String service, String payload, boolean binary, ActorRef<Answer> replyTo)
      implements Command {}

  /** A service wants to know how the room stands. */
  public record Read(ActorRef<RoomView> replyTo) implements Command {}

  /** No byte was heard of the member for {@code age}: its departure begins. */
  public record Silent(String user, Fence fence, Duration age) implements Command {}

  /** A silent member is heard again on the same link: its departure is undone. */
  public record Heard(String user, Fence fence) implements Command {}

  /**
   * From a relay: this was said before, and the member is there all the same. Counts only for the
   * membership under this fence that began by this join.
   */
  record Again(Departure said, Fence fence, long join) implements Command {}

  /**
   * From a node's audit: a member is not, by its link, what the room takes it for, since what was
   * said of it got lost with a node. Counts only for the membership that began by this join.
   *
   * @param left why it has left; null if it has not
   * @param silence how long nothing was heard of it; null if it is heard
   */
  public record Amend(String user, Fence fence, long join, String left, Duration silence)
      implements Command {}

  /** From a relay that has members and no replica, or that has seen the room fail. */
  record WantSeed(ActorRef<Relay.Command> relay) implements Command {}

  /** The node's relays answer what they know; {@code relay} and {@code image} null for nothing. */
  record Recovered(ActorRef<Relays.Command> relays, ActorRef<Relay.Command> relay, RoomImage image)
      implements Command {}

  /** The room has asked for its end, and gets it. */
  public enum Stop implements Command {
    INSTANCE
  }

  /** The relays of all nodes. */
  record RelaysFound(Set<ActorRef<Relays.Command>> relays) implements Command {}

  /** A node's relays are gone. */
  record RelaysGone(ActorRef<Relays.Command> relays) implements Command {}

  /** A relay is gone. */
  record RelayGone(ActorRef<Relay.Command> relay) implements Command {}

  /** The time has come for something; see {@link Agenda}. */
  enum Due implements Command {
    STEP,
    COUNT,
    EMPTY
  }

  /** What rooms share. */
  public record Parts(
      Directory<Command> rooms,
      Function<String, Profile> profiles,
      Function<String, Profile> appProfiles,
      RoomSettings settings,
      Clocks clocks,
      Passivation<Command> passivation) {}

  private static final Transitions TRANSITIONS = new Transitions("room");

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Waiting waiting;
  private final RoomKey key;
  private final Parts parts;
  private final Profile profile;
  private Ledger ledger;
  private Agenda agenda;
  private String stateName = "recovering";

  /** A room that first asks all relays what they know of it. It outlives its own failures. */
  public static Behavior<Command> create(RoomKey key, Parts parts) {
    Behavior<Command> room =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        Behaviors.withStash(
                            parts.settings().stash(),
                            stash -> new Room(context, timers, stash, key, parts).start())));
    return Behaviors.supervise(room).onFailure(SupervisorStrategy.restart());
  }

  private Room(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> stash,
      RoomKey key,
      Parts parts) {
    this.context = context;
    this.timers = timers;
    this.waiting = new Waiting(key, stash, parts.settings());
    this.key = key;
    this.parts = parts;
    this.profile = parts.appProfiles().apply(key.app());
  }

  private Behavior<Command> start() {
    ActorRef<Receptionist.Listing> listing =
        context.messageAdapter(
            Receptionist.Listing.class, found -> new RelaysFound(Relays.inOrder(found)));
    context.getSystem().receptionist().tell(Receptionist.find(Relays.KEY, listing));
    return recovering(new Recovery(Set.of()));
  }

  /** Waits until the relays of all nodes have said what they know; all else waits. */
  private Behavior<Command> recovering(Recovery recovery) {
    return RoomAnswers.RECOVERING.by(this, recovery);
  }

  /** Has members. */
  private Behavior<Command> open() {
    return RoomAnswers.OPEN.by(this, null);
  }

  /** Members may have changed: the room is empty now, or stays open. */
  Behavior<Command> settledWhenOpen() {
    return ledger.count() == 0 ? become("empty", "no member is left") : settled();
  }

  /** Has no member; ends when its time is up. */
  private Behavior<Command> empty() {
    agenda.empty();
    return RoomAnswers.EMPTY.by(this, null);
  }

  /** Somebody may have joined: the room is open now, or stays empty. */
  Behavior<Command> settledWhenEmpty() {
    return ledger.count() > 0 ? become("open", "somebody joined") : settled();
  }

  /** Has asked for its end; who comes now comes to its next life. */
  private Behavior<Command> ended() {
    ledger.end();
    parts.passivation().passivate(context.getSelf());
    return RoomAnswers.ENDED.by(this, null);
  }

  /** Every change of state goes through here. */
  Behavior<Command> become(String next, String why) {
    TRANSITIONS.happened(key.entityId(), stateName, next, why);
    stateName = next;
    agenda.occupied();
    if (next.equals("ended")) {
      timers.cancelAll();
      return ended();
    }
    settled();
    return next.equals("open") ? open() : empty();
  }

  Ledger ledger() {
    return ledger;
  }

  Behavior<Command> settled() {
    agenda.changed();
    return Behaviors.same();
  }

  void onPublishAsService(PublishAsService publish) {
    ledger.publishAsService(publish, profile.server().limits().payloadBytes());
  }

  void onRead(Read read) {
    read.replyTo().tell(ledger.view(key));
  }

  void onJoin(Join join) {
    seedIfNew(join.relay());
    ledger.join(join);
  }

  Behavior<Command> onChangeAttributes(ChangeAttributes change) {
    seedIfNew(change.relay());
    ledger.changeAttributes(change, profile.server().limits().roomAttributes());
    if (ledger.count() == 0) {
      agenda.empty();
    }
    return settled();
  }

  Behavior<Command> onReadAttributes(ReadAttributes read) {
    seedIfNew(read.relay());
    ledger.readAttributes(read);
    return settled();
  }

  void onStepDue() {
    agenda.stepCame();
    ledger.tellDueSteps();
  }

  private void seedIfNew(ActorRef<Relay.Command> relay) {
    if (!ledger.relays().contains(relay)) {
      seed(relay);
      seekStandby();
    }
  }

  /** Two nodes are to know the room, so that it survives the loss of one. */
  private void seekStandby() {
    Set<ActorRef<Relay.Command>> relays = ledger.relays();
    long nodes = relays.stream().map(relay -> relay.path().parent()).distinct().count();
    if (nodes == 1) {
      relays.iterator().next().tell(Relay.WantStandby.INSTANCE);
    }
  }

  void onRelayGone(RelayGone gone) {
    ledger.relayGone(gone.relay());
    seekStandby();
  }

  void seed(ActorRef<Relay.Command> relay) {
    if (!ledger.relays().contains(relay)) {
      context.watchWith(relay, new RelayGone(relay));
    }
    ledger.seed(relay, context.getSelf());
  }

  Behavior<Command> ask(Set<ActorRef<Relays.Command>> nodes) {
    for (ActorRef<Relays.Command> node : nodes) {
      context.watchWith(node, new RelaysGone(node));
      node.tell(new Relays.Recover(key, context.getSelf()));
    }
    return recoveredIfComplete(new Recovery(nodes));
  }

  Behavior<Command> answered(Recovery recovery, Recovered answer) {
    recovery.answered(answer);
    return recoveredIfComplete(recovery);
  }

  Behavior<Command> gone(Recovery recovery, ActorRef<Relays.Command> node) {
    recovery.gone(node);
    return recoveredIfComplete(recovery);
  }

  /** Goes on from the newest that is known, under an epoch above all; or starts from nothing. */
  private Behavior<Command> recoveredIfComplete(Recovery recovery) {
    if (!recovery.isComplete()) {
      return recovering(recovery);
    }
    int count = profile.server().replayCount();
    Duration age = profile.server().replayAge();
    long now = parts.clocks().steady().millis();
    long wall = parts.clocks().wall().millis();
    RoomImage known = recovery.newest();
    RoomState state =
        known == null ? new RoomState(wall, count, age) : new RoomState(known, count, age, now);
    if (known != null) {
      state.history().startEpoch(Math.max(wall, known.head().epoch() + 1));
    }
    // Who has come back since the room was lost is heard of first.
    long notBefore = known == null ? 0 : now + parts.settings().recoveryGrace().toMillis();
    ledger = new Ledger(state, parts.profiles(), parts.clocks(), notBefore);
    agenda = new Agenda(ledger, timers, profile.server(), parts.clocks().steady());
    recovery.relays().forEach(this::seed);
    seekStandby();
    ledger.silenceAllBut(recovery.relays());
    String why = known == null ? "no relay knows it" : recovery.relays().size() + " relays know it";
    return waiting.goOn(become(ledger.count() > 0 ? "open" : "empty", why));
  }

  void keep(Command command) {
    waiting.keep(command, context.getLog());
  }

  void leaveToNextLife(Command command) {
    parts.rooms().tell(key.entityId(), command);
  }
}
