package io.rejoin.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rejoin.cluster.CborSerializable;
import io.rejoin.cluster.Directory;
import io.rejoin.wire.RoomPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * The relays of one node, one for each room that has or had members there. One actor a node,
 * registered under {@link #KEY}, so that a room that was lost finds all that its relays know.
 */
public final class Relays {

  /** What the relays of a node hear. */
  public sealed interface Command extends CborSerializable {}

  /**
   * A link's user enters a room: the room's relay on this node asks the room. The answer ({@code
   * joined} or {@code error}) goes to the link.
   *
   * @param request the id of the join frame; 0 if a resume brought it
   * @param position what the client has of the room; null if nothing
   */
  public record Join(
      RoomKey room,
      String user,
      Fence fence,
      String instance,
      String platform,
      String profile,
      long socket,
      long request,
      RoomPosition position)
      implements Command {}

  /**
   * A link's user, a member or not, changes attributes of a room, by way of the room's relay on
   * this node, which keeps them if the room is lost. The answer ({@code ok} or {@code error}) goes
   * to the link.
   *
   * @param request the id of the frame; 0 if only an error is to be answered
   */
  public record ChangeAttributes(
      RoomKey room, String user, long socket, long request, AttributeEdit edit, boolean announce)
      implements Command {}

  /**
   * A link's user, a member or not, reads attributes of a room. The answer ({@code attributes} or
   * {@code error}) goes to the link.
   *
   * @param keys null for all
   */
  public record ReadAttributes(RoomKey room, long socket, long request, List<String> keys)
      implements Command {}

  /**
   * What a session has to say of a member whose link is on this node. It goes the way of the join,
   * so that it cannot overtake it.
   */
  public record Pass(
      RoomKey room,
      @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
          @JsonSubTypes({
            @Type(value = Room.Leave.class, name = "leave"),
            @Type(value = Room.Expel.class, name = "expel"),
            @Type(value = Room.Silent.class, name = "silent"),
            @Type(value = Room.Heard.class, name = "heard")
          })
          Room.Command command)
      implements Command {}

  /** A room that was lost asks what this node knows of it; answered by {@code Recovered}. */
  record Recover(RoomKey room, ActorRef<Room.Command> replyTo) implements Command {}

  /**
   * The room has ended, and with it the use of its relay, unless a join is still on its way.
   *
   * @param joins the number of the last join that the room has had
   */
  record Release(RoomKey room, long joins) implements Command {}

  /** From a relay of this node: no other node knows the room. */
  record WantStandby(RoomKey room) implements Command {}

  /** From another node's relays: this node is to know the room too. Answered by {@code Stands}. */
  record Stand(RoomKey room, ActorRef<Command> replyTo) implements Command {}

  /** Another node knows the room, or will, too. */
  record Stands(RoomKey room) implements Command {}

  /** The relays of all nodes. */
  record NodesFound(Set<ActorRef<Command>> nodes) implements Command {}

  /** The time has come to compare what is known of members with their links. */
  enum AuditDue implements Command {
    INSTANCE
  }

  /** Where rooms find the relays of all nodes. */
  public static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "rejoin-relays");

  /** A relay, and how many joins, or other commands that need it, were sent to its room. */
  private static final class Entry {
    private final ActorRef<Relay.Command> relay;
    private long joins;

    Entry(ActorRef<Relay.Command> relay) {
      this.relay = relay;
    }
  }

  private final ActorContext<Command> context;
  private final Directory<Room.Command> rooms;
  private final Function<RoomKey, Behavior<Relay.Command>> relays;
  private final DispatcherSelector dispatcher;
  private final Map<RoomKey, Entry> entries = new HashMap<>();
  private final Standbys standbys;

  /**
   * @param rooms where rooms are found
   * @param relays the behaviour of a room's relay, see {@link Relay#create}
   * @param dispatcher what relays run on
   * @param settings how often members are audited
   */
  public static Behavior<Command> create(
      Directory<Room.Command> rooms,
      Function<ActorRef<Command>, Function<RoomKey, Behavior<Relay.Command>>> relays,
      DispatcherSelector dispatcher,
      RoomSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  ActorRef<Command> self = context.getSelf();
                  context.getSystem().receptionist().tell(Receptionist.register(KEY, self));
                  context
                      .getSystem()
                      .receptionist()
                      .tell(Receptionist.subscribe(KEY, nodes(context)));
                  timers.startTimerWithFixedDelay(AuditDue.INSTANCE, settings.auditEvery());
                  return new Relays(context, rooms, relays.apply(self), dispatcher).serving();
                }));
  }

  private static ActorRef<Receptionist.Listing> nodes(ActorContext<Command> context) {
    return context.messageAdapter(
        Receptionist.Listing.class, found -> new NodesFound(inOrder(found)));
  }

  /** The relays of all nodes, in the same order whoever asks: that of their paths. */
  static Set<ActorRef<Command>> inOrder(Receptionist.Listing found) {
    List<ActorRef<Command>> nodes = new ArrayList<>(found.getServiceInstances(KEY));
    nodes.sort(Comparator.comparing(node -> node.path().toString()));
    return Collections.unmodifiableSet(new LinkedHashSet<>(nodes));
  }

  private Relays(
      ActorContext<Command> context,
      Directory<Room.Command> rooms,
      Function<RoomKey, Behavior<Relay.Command>> relays,
      DispatcherSelector dispatcher) {
    this.context = context;
    this.rooms = rooms;
    this.dispatcher = dispatcher;
    this.relays = relays;
    this.standbys = new Standbys(context.getSelf());
  }

  private Behavior<Command> serving() {
    return Behaviors.receive(Command.class)
        .onMessage(Join.class, this::onJoin)
        .onMessage(ChangeAttributes.class, this::onChangeAttributes)
        .onMessage(ReadAttributes.class, this::onReadAttributes)
        .onMessage(Pass.class, this::onPass)
        .onMessage(Recover.class, this::onRecover)
        .onMessage(Release.class, this::onRelease)
        .onMessage(WantStandby.class, this::onWantStandby)
        .onMessage(Stand.class, this::onStand)
        .onMessage(Stands.class, this::onStands)
        .onMessage(NodesFound.class, this::onNodesFound)
        .onMessage(AuditDue.class, due -> onAuditDue())
        .build();
  }

  private Behavior<Command> onJoin(Join join) {
    Entry entry = used(join.room());
    rooms.tell(join.room().entityId(), new Room.Join(join, entry.relay, entry.joins));
    return Behaviors.same();
  }

  private Behavior<Command> onChangeAttributes(ChangeAttributes ask) {
    Entry entry = used(ask.room());
    rooms.tell(ask.room().entityId(), new Room.ChangeAttributes(ask, entry.relay, entry.joins));
    return Behaviors.same();
  }

  private Behavior<Command> onReadAttributes(ReadAttributes ask) {
    Entry entry = used(ask.room());
    rooms.tell(ask.room().entityId(), new Room.ReadAttributes(ask, entry.relay, entry.joins));
    return Behaviors.same();
  }

  /** The room's relay, which is needed once more from now on. */
  private Entry used(RoomKey key) {
    Entry entry = entry(key);
    entry.joins++;
    return entry;
  }

  private Entry entry(RoomKey key) {
    return entries.computeIfAbsent(
        key, room -> new Entry(context.spawnAnonymous(relays.apply(room), dispatcher)));
  }

  private Behavior<Command> onPass(Pass pass) {
    rooms.tell(pass.room().entityId(), pass.command());
    Entry entry = entries.get(pass.room());
    if (entry != null && pass.command() instanceof Room.Departure said) {
      entry.relay.tell(new Relay.Left(said, entry.joins));
    }
    return Behaviors.same();
  }

  private Behavior<Command> onWantStandby(WantStandby want) {
    standbys.wanted(want.room());
    return Behaviors.same();
  }

  private Behavior<Command> onStand(Stand stand) {
    entry(stand.room()).relay.tell(Relay.Stand.INSTANCE);
    stand.replyTo().tell(new Stands(stand.room()));
    return Behaviors.same();
  }

  private Behavior<Command> onStands(Stands stands) {
    standbys.found(stands.room());
    return Behaviors.same();
  }

  private Behavior<Command> onNodesFound(NodesFound found) {
    standbys.nodes(found.nodes());
    return Behaviors.same();
  }

  private Behavior<Command> onAuditDue() {
    standbys.askAgain();
    entries.values().forEach(entry -> entry.relay.tell(Relay.Audit.INSTANCE));
    return Behaviors.same();
  }

  private Behavior<Command> onRecover(Recover recover) {
    Entry entry = entries.get(recover.room());
    if (entry == null) {
      recover.replyTo().tell(new Room.Recovered(context.getSelf(), null, null));
    } else {
      entry.relay.tell(new Relay.Recover(recover.replyTo(), context.getSelf()));
    }
    return Behaviors.same();
  }

  private Behavior<Command> onRelease(Release release) {
    Entry entry = entries.get(release.room());
    if (entry != null && entry.joins == release.joins()) {
      entries.remove(release.room());
      standbys.found(release.room()); // None is needed any more.
      entry.relay.tell(Relay.Stop.INSTANCE);
    }
    return Behaviors.same();
  }
}
