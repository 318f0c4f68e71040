package io.rejoin.testkit;

import io.rejoin.cluster.Passivation;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.session.Session;
import io.rejoin.session.SessionParts;
import io.rejoin.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.Behavior;

/** Logical nodes in one actor system, with the sessions and rooms that live on them. */
final class Cluster {
  private final SimulatedSystem system;
  private final ServerParts parts;
  private final MemoryStore store;
  private final SplittableRandom random;
  private final Entities<Session.Command> sessions;
  private final Entities<Room.Command> rooms;
  private final Map<Integer, SimulatedNode> nodes = new TreeMap<>();

  Cluster(SimulatedSystem system, ServerParts parts, MemoryStore store, SplittableRandom random) {
    this.system = system;
    this.parts = parts;
    this.store = store;
    this.random = random;
    this.rooms = new Entities<>(system, "room", this::room, Room.Stop.INSTANCE);
    this.sessions = new Entities<>(system, "session", this::session, Session.Stop.INSTANCE);
  }

  Entities<Session.Command> sessions() {
    return sessions;
  }

  Entities<Room.Command> rooms() {
    return rooms;
  }

  /** Starts a node, for the first time or again. */
  void start(int number) {
    system.wires.reborn(number);
    rooms.nodeUp(number);
    sessions.nodeUp(number);
    nodes.put(number, new SimulatedNode(number, system, parts, this));
  }

  /** Kills a node's process; the others notice after that time. */
  void kill(int number, Duration noticedAfter) {
    SimulatedNode node = nodes.remove(number);
    if (node == null) {
      throw new IllegalArgumentException("there is no node " + number + "; there are " + nodes());
    }
    system.wires.kill(number);
    node.kill();
    rooms.nodeLost(number);
    sessions.nodeLost(number);
    system.time.after(
        noticedAfter,
        () -> {
          rooms.nodeRemoved(number);
          sessions.nodeRemoved(number);
        });
  }

  /** The numbers of the nodes that are there. */
  List<Integer> nodes() {
    return List.copyOf(nodes.keySet());
  }

  SimulatedNode node(int number) {
    return nodes.get(number);
  }

  /** A node for a new connection; null if there is none. */
  SimulatedNode any() {
    if (nodes.isEmpty()) {
      return null;
    }
    List<SimulatedNode> all = new ArrayList<>(nodes.values());
    return all.get(all.size() == 1 ? 0 : random.nextInt(all.size()));
  }

  private Behavior<Room.Command> room(int node, String id, Passivation<Room.Command> passivation) {
    return Room.create(
        RoomKey.ofEntityId(id),
        new Room.Parts(
            rooms.on(node),
            parts::profile,
            parts::appProfile,
            parts.rooms(),
            system.time,
            passivation));
  }

  private Behavior<Session.Command> session(
      int node, String id, Passivation<Session.Command> passivation) {
    return Session.create(
        UserKey.ofEntityId(id),
        new SessionParts(
            sessions.on(node),
            rooms.on(node),
            store,
            store,
            parts::profile,
            parts.sessions(),
            system.time,
            passivation));
  }
}
