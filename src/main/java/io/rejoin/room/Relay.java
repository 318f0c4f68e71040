package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;
import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Transitions;
import io.rejoin.profile.Profile;
import io.rejoin.wire.Code;
import io.rejoin.wire.RoomPosition;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.Materializer;

/**
 * A room's agent on one node: it keeps a replica of the room's state, hands what happens to the
 * node's links, lets links that come back catch up, and gives its replica to a room that was lost.
 *
 * <pre>
 *   unseeded --Seed--> serving --Ended--> unseeded --Stop--> (stopped)
 *   unseeded --anything that needs a replica--> wanting --Seed--> serving
 * </pre>
 */
public final class Relay {

  /** What a relay hears. */
  public sealed interface Command extends CborSerializable {}

  /**
   * From the room: how it stands, and where it is. Replaces what the relay knew; links that heard
   * less are told the rest.
   *
   * @param place of the newest change in it
   */
  record Seed(RoomImage image, ActorRef<Room.Command> room, Place place) implements Command {}

  /**
   * From the room: what happened.
   *
   * @param place next after that of the change before; else one was lost on the way
   * @param receipt whom to tell that the room has its publication; null for nobody
   */
  record Apply(Place place, Change change, Receipt receipt) implements Command {}

  /**
   * The place of a change among all of a room.
   *
   * @param life of the room's lives, a later one has the higher number
   * @param number counts the changes of that life
   */
  record Place(long life, long number) implements CborSerializable {
    boolean isNextAfter(Place before) {
      return life == before.life && number == before.number + 1;
    }

    Place next() {
      return new Place(life, number + 1);
    }
  }

  /** A publication that was taken. */
  record Receipt(long socket, long request) implements CborSerializable {}

  /** From the room: a member's link may hear and speak; see {@link Relays.Join}. */
  record Admit(String user, long request, RoomPosition position) implements Command {}

  /**
   * From the room: a link hears and speaks no longer.
   *
   * @param code what it is told of that; null for nothing, since it knows or has gone
   */
  record Dismiss(long socket, Code code, String message) implements Command {}

  /** From the room: a request was done. */
  record Done(long socket, long request) implements Command {}

  /** From the room: a request was refused. */
  record Refuse(long socket, long request, Code code, String message, long retryAfterMillis)
      implements Command {}

  /** From the room: a publication was taken before; {@code offset} 0 if nobody knows where. */
  record Repeated(long socket, long request, long epoch, long offset) implements Command {}

  /** From the room: a member wants to know who is there. */
  record ListMembers(String user, long request) implements Command {}

  /** From the room: a link, in the room or not, wants its attributes; {@code keys} null for all. */
  record TellAttributes(long socket, long request, List<String> keys) implements Command {}

  /** From a room that was lost: what do you know? Answered by {@code Recovered}. */
  record Recover(ActorRef<Room.Command> replyTo, ActorRef<Relays.Command> relays)
      implements Command {}

  /**
   * From the room: it has ended.
   *
   * @param joins the number of the last join by this relay's node that the room has had
   */
  record Ended(long joins) implements Command {}

  /**
   * From the node's relays: the room was told that a member leaves. Until the room has said so too,
   * it is told again.
   *
   * @param join the newest join by this node when it left
   */
  record Left(Room.Departure said, long join) implements Command {}

  /** From the node's relays, now and then: members are to be compared with their links. */
  enum Audit implements Command {
    INSTANCE
  }

  /** From the room: no other node knows it. */
  enum WantStandby implements Command {
    INSTANCE
  }

  /** From the node's relays: this relay is to know the room, with links or without. */
  enum Stand implements Command {
    INSTANCE
  }

  /** From the node's relays. */
  enum Stop implements Command {
    INSTANCE
  }

  /** A link has been given all that was for it so far, by the catching up of this number. */
  record CaughtUp(long socket, long serial, long liveTaken) implements Command {}

  /** The catching up of this number has failed. */
  record CatchUpFailed(long socket, long serial, String why) implements Command {}

  /** The room has stopped without having ended. */
  enum RoomLost implements Command {
    INSTANCE
  }

  /** No seed has come yet: what was asked for it may have been lost with a room. */
  enum SeedOverdue implements Command {
    INSTANCE
  }

  /** What relays share. */
  public record Parts(
      Directory<Room.Command> rooms,
      Outlet outlet,
      Function<String, Profile> profiles,
      Function<String, Profile> appProfiles,
      RoomSettings settings,
      InstantSource steady) {}

  private static final Transitions TRANSITIONS = new Transitions("relay");

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final RoomKey key;
  private final ActorRef<Relays.Command> relays;
  private final Parts parts;
  private final StashBuffer<Command> stash;
  private final Told told;
  private final LocalAudience audience;
  private String stateName = "unseeded";
  private ActorRef<Room.Command> room;
  private Place place;

  /**
   * A relay of this room. It outlives its own failures: its links stay, and the room seeds it anew.
   *
   * @param relays the node's relays
   */
  public static Behavior<Command> create(
      RoomKey key, ActorRef<Relays.Command> relays, Parts parts) {
    Outlet.Audience links = parts.outlet().open(key);
    Told told = new Told();
    Behavior<Command> relay =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        Behaviors.withStash(
                            parts.settings().stash(),
                            stash ->
                                new Relay(context, timers, key, relays, parts, stash, links, told)
                                    .start())));
    return Behaviors.supervise(relay).onFailure(SupervisorStrategy.restart());
  }

  private Relay(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RoomKey key,
      ActorRef<Relays.Command> relays,
      Parts parts,
      StashBuffer<Command> stash,
      Outlet.Audience links,
      Told told) {
    this.context = context;
    this.timers = timers;
    this.key = key;
    this.relays = relays;
    this.parts = parts;
    this.stash = stash;
    this.told = told;
    this.audience =
        new LocalAudience(
            key,
            context.getSelf(),
            parts,
            links,
            told,
            Materializer.matFromSystem(context.getSystem()));
  }

  /** Starts from nothing, or after a failure: then its links must not miss more than they have. */
  private Behavior<Command> start() {
    return told.head() == null ? unseeded() : wanting("this relay has failed");
  }

  /** Knows nothing of the room. Users may ask for it, and it will seed this relay. */
  private Behavior<Command> unseeded() {
    return RelayAnswers.UNSEEDED.by(this, null);
  }

  /** Was lost and reborn while the room went on: it asks to be seeded. */
  private Behavior<Command> wanting(String why) {
    askForSeed();
    return become("wanting", RelayAnswers.WANTING.by(this, null), why);
  }

  /** Has a replica, and gives what happens to the links. */
  private Behavior<Command> serving() {
    return RelayAnswers.SERVING.by(this, null);
  }

  /** Every change of state goes through here. */
  private Behavior<Command> become(String state, Behavior<Command> next, String why) {
    TRANSITIONS.happened(key.entityId(), stateName, state, why);
    stateName = state;
    return next;
  }

  /** Asks the room how it stands, which also brings it back if it was lost, until it tells. */
  void askForSeed() {
    timers.startSingleTimer(SeedOverdue.INSTANCE, parts.settings().seedRetry());
    parts.rooms().tell(key.entityId(), new Room.WantSeed(context.getSelf()));
  }

  Behavior<Command> onSeed(Seed seed) {
    timers.cancel(SeedOverdue.INSTANCE);
    boolean isReborn = room != null && !room.equals(seed.room());
    if (room != null) {
      context.unwatch(room);
    }
    room = seed.room();
    place = seed.place();
    context.watchWith(room, RoomLost.INSTANCE);
    audience.seed(seed.image(), room);
    if (isReborn) {
      audit(Outlet.Evidence.ONCE);
    }
    return become("serving", stash.unstashAll(serving()), "the room told how it stands");
  }

  /** A change that follows another than the last one says that this relay has missed something. */
  void onApply(Apply apply) {
    if (apply.place().isNextAfter(place)) {
      place = apply.place();
      audience.apply(apply.change(), apply.receipt());
    } else if (apply.place().life() >= place.life()
        && !timers.isTimerActive(SeedOverdue.INSTANCE)) {
      askForSeed();
    }
  }

  /** Something was said that only a relay with a replica can understand. */
  Behavior<Command> wantSeed(Command command) {
    if (command instanceof CaughtUp || command instanceof CatchUpFailed) {
      return Behaviors.same(); // Of a link that was cut when this relay failed.
    }
    keep(command);
    return wanting("no replica for " + command.getClass().getSimpleName());
  }

  void keep(Command command) {
    if (stash.isFull()) {
      context.getLog().warn("{}: dropped {}, {} wait", key, command, stash.size());
    } else if (!(command instanceof Apply)) {
      stash.stash(command);
    }
  }

  LocalAudience audience() {
    return audience;
  }

  void onWantStandby() {
    relays.tell(new Relays.WantStandby(key));
  }

  void audit(Outlet.Evidence evidence) {
    audience.audit(evidence, told -> parts.rooms().tell(key.entityId(), told));
  }

  void onRecover(Recover recover) {
    recover
        .replyTo()
        .tell(new Room.Recovered(recover.relays(), context.getSelf(), audience.image()));
  }

  Behavior<Command> onEnded(Ended ended) {
    timers.cancel(SeedOverdue.INSTANCE);
    if (room != null) {
      context.unwatch(room);
      room = null;
    }
    audience.forget();
    told.forget();
    relays.tell(new Relays.Release(key, ended.joins()));
    return become("unseeded", stash.unstashAll(unseeded()), "the room has ended");
  }

  Behavior<Command> onStop() {
    audience.close();
    return Behaviors.stopped();
  }
}
