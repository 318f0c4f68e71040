package io.rejoin.server;

import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.ShardedDirectory;
import io.rejoin.gateway.LinkEar;
import io.rejoin.gateway.Links;
import io.rejoin.profile.Profile;
import io.rejoin.room.Relay;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.room.RoomSettings;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.SessionParts;
import io.rejoin.session.SessionSettings;
import io.rejoin.session.UserKey;
import io.rejoin.store.Accounts;
import io.rejoin.store.Inboxes;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * The guardian of a node: it lets the node have sessions and rooms, and owns the one ear and the
 * relays of the node.
 */
final class Node {
  private static final int STASH = 8;

  /** What the node is made of. */
  record Parts(
      Links links,
      Accounts accounts,
      Inboxes inboxes,
      Function<String, Profile> profiles,
      Function<String, Profile> appProfiles,
      RoomSettings rooms,
      SessionSettings sessions,
      Clocks clocks,
      String dispatcher) {}

  /** What the rest of the node needs of its actors. */
  record Ready(
      ShardedDirectory<Session.Command> sessions,
      ShardedDirectory<Room.Command> rooms,
      ActorRef<LinkCommand> ear,
      ActorRef<Relays.Command> relays) {}

  /** What the guardian hears. */
  sealed interface Command {}

  /** Asks for {@link Ready}; answered once this node is a member of its cluster. */
  record WhenReady(ActorRef<Ready> replyTo) implements Command {}

  /**
   * Asks the node to stop its relays, which would miss the rooms that stop with it. Answered when
   * they are told to.
   */
  record StopRelays(ActorRef<Done> replyTo) implements Command {}

  private record Up(SelfUp event) implements Command {}

  private Node() {}

  static Behavior<Command> create(Parts parts) {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.messageAdapter(SelfUp.class, Up::new), SelfUp.class));
          return Behaviors.withStash(
              STASH, stash -> joining(context, stash, start(context, parts)));
        });
  }

  private static Behavior<Command> joining(
      ActorContext<Command> context, StashBuffer<Command> stash, Ready ready) {
    return Behaviors.receive(Command.class)
        .onMessage(
            WhenReady.class,
            ask -> {
              stash.stash(ask);
              return Behaviors.same();
            })
        .onMessage(Up.class, up -> stash.unstashAll(up(context, ready)))
        .build();
  }

  private static Behavior<Command> up(ActorContext<Command> context, Ready ready) {
    return Behaviors.receive(Command.class)
        .onMessage(
            WhenReady.class,
            ask -> {
              ask.replyTo().tell(ready);
              return Behaviors.same();
            })
        .onMessage(
            StopRelays.class,
            stop -> {
              context.stop(ready.relays());
              stop.replyTo().tell(Done.getInstance());
              return Behaviors.same();
            })
        .onMessage(Up.class, again -> Behaviors.same())
        .build();
  }

  private static Ready start(ActorContext<Command> context, Parts parts) {
    ActorSystem<?> system = context.getSystem();
    DispatcherSelector dispatcher = DispatcherSelector.fromConfig(parts.dispatcher());
    ShardedDirectory<Room.Command> rooms =
        new ShardedDirectory<>(system, Room.Command.class, "room");
    ShardedDirectory<Session.Command> sessions =
        new ShardedDirectory<>(system, Session.Command.class, "session");
    ActorRef<LinkCommand> ear =
        context.spawn(LinkEar.create(parts.links(), sessions), "ear", dispatcher);
    ActorRef<Relays.Command> relays =
        context.spawn(relays(rooms, parts, dispatcher), "relays", dispatcher);
    startRooms(rooms, parts, dispatcher);
    startSessions(sessions, rooms, parts, dispatcher);
    return new Ready(sessions, rooms, ear, relays);
  }

  private static Behavior<Relays.Command> relays(
      ShardedDirectory<Room.Command> rooms, Parts parts, DispatcherSelector dispatcher) {
    Relay.Parts relayParts =
        new Relay.Parts(
            rooms,
            parts.links().outlet(),
            parts.profiles(),
            parts.appProfiles(),
            parts.rooms(),
            parts.clocks().steady());
    return Relays.create(
        rooms,
        self -> room -> Relay.create(room, self, relayParts),
        dispatcher,
        relayParts.settings());
  }

  private static void startRooms(
      ShardedDirectory<Room.Command> rooms, Parts parts, DispatcherSelector dispatcher) {
    rooms.start(
        (id, passivation) ->
            Room.create(
                RoomKey.ofEntityId(id),
                new Room.Parts(
                    rooms,
                    parts.profiles(),
                    parts.appProfiles(),
                    parts.rooms(),
                    parts.clocks(),
                    passivation)),
        Room.Stop.INSTANCE,
        dispatcher);
  }

  private static void startSessions(
      ShardedDirectory<Session.Command> sessions,
      ShardedDirectory<Room.Command> rooms,
      Parts parts,
      DispatcherSelector dispatcher) {
    sessions.start(
        (id, passivation) ->
            Session.create(
                UserKey.ofEntityId(id),
                new SessionParts(
                    sessions,
                    rooms,
                    parts.accounts(),
                    parts.inboxes(),
                    parts.profiles(),
                    parts.sessions(),
                    parts.clocks(),
                    passivation)),
        Session.Stop.INSTANCE,
        dispatcher);
  }
}
