package io.rejoin.testkit;

import io.rejoin.auth.JwtTokens;
import io.rejoin.cluster.Clocks;
import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import io.rejoin.gateway.Neighbours;
import io.rejoin.room.Outlet;
import io.rejoin.room.Relay;
import io.rejoin.room.Relays;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.session.LinkCommand;
import io.rejoin.session.Session;
import io.rejoin.session.SessionParts;
import io.rejoin.session.UserKey;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** The behaviours of a node's actors, as production has them, with what they share. */
record NodeActors(
    ServerParts parts,
    Directory<Session.Command> sessions,
    Directory<Room.Command> rooms,
    MemoryStore store,
    Clocks clocks) {

  Behavior<Session.Command> session(String id, Passivation<Session.Command> passivation) {
    return Session.create(
        UserKey.ofEntityId(id),
        new SessionParts(
            sessions, rooms, store, store, parts::profile, parts.sessions(), clocks, passivation));
  }

  Behavior<Room.Command> room(String id, Passivation<Room.Command> passivation) {
    return Room.create(
        RoomKey.ofEntityId(id),
        new Room.Parts(
            rooms, parts::profile, parts::appProfile, parts.rooms(), clocks, passivation));
  }

  /**
   * @param dispatcher what each room's relay runs on
   */
  Behavior<Relays.Command> relays(Outlet outlet, DispatcherSelector dispatcher) {
    Relay.Parts shared =
        new Relay.Parts(
            rooms, outlet, parts::profile, parts::appProfile, parts.rooms(), clocks.steady());
    return Relays.create(
        rooms, self -> room -> Relay.create(room, self, shared), dispatcher, parts.rooms());
  }

  /** Whom the node's links talk to. */
  Neighbours neighbours(ActorRef<LinkCommand> ear, ActorRef<Relays.Command> relays) {
    return new Neighbours(
        sessions,
        ear,
        relays,
        new JwtTokens(parts.apps(), parts.auth(), clocks.wall()),
        parts.profiles()::find,
        parts::defaultProfile);
  }
}
