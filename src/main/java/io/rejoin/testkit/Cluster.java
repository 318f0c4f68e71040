package io.rejoin.testkit;

import io.rejoin.cluster.Passivation;
import io.rejoin.room.Room;
import io.rejoin.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/** Logical nodes in one actor system, with the sessions and rooms that live on them. */
final class Cluster {
  private final SimulatedSystem system;
  private final ServerParts parts;
  private final MemoryStore store;
  private final SplittableRandom random;
  private final Entities<Session.Command> sessions;
  private final Entities<Room.Command> rooms;
  private final Duration noticedAfter;
  private final Map<Integer, SimulatedNode> nodes = new TreeMap<>();

  /** Which parting of it the others are about to notice, by node; and which standing still. */
  private final Map<Integer, Long> parted = new HashMap<>();

  private final Map<Integer, Long> frozen = new HashMap<>();

  /** Nodes that the others have removed while their processes stood still. */
  private final Map<Integer, SimulatedNode> exiles = new HashMap<>();

  private long partings;

  /**
   * @param noticedAfter how long it takes until a node that is lost, parted or frozen is removed
   */
  Cluster(
      SimulatedSystem system,
      ServerParts parts,
      MemoryStore store,
      SplittableRandom random,
      Duration noticedAfter) {
    this.noticedAfter = noticedAfter;
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

  /**
   * Starts a node, for the first time or again; one that the others have removed ends before.
   *
   * @throws IllegalArgumentException if it is there
   */
  void start(int number) {
    if (nodes.containsKey(number)) {
      throw new IllegalArgumentException("node " + number + " is there; there are " + nodes());
    }
    endExile(number);
    system.wires.reborn(number);
    rooms.nodeUp(number);
    sessions.nodeUp(number);
    nodes.put(number, new SimulatedNode(number, system, parts.gateway(), actorsOn(number)));
  }

  /** Ends a node's process; the others notice after their time. */
  void kill(int number) {
    lose(number, SimulatedNode::kill);
    noticeLater(number);
  }

  /** Switches a node's machine off; the others notice after their time. */
  void powerOff(int number) {
    lose(number, SimulatedNode::vanish);
    noticeLater(number);
  }

  private void lose(int number, Consumer<SimulatedNode> end) {
    SimulatedNode node = known(number);
    nodes.remove(number);
    frozen.remove(number);
    rooms.nodeLost(number);
    sessions.nodeLost(number);
    end(number, node, end);
  }

  private void end(int number, SimulatedNode node, Consumer<SimulatedNode> end) {
    system.wires.kill(number);
    end.accept(node);
    system.turns.lookAgain();
  }

  private void noticeLater(int number) {
    system.time.after(noticedAfter, () -> removed(number));
  }

  private void removed(int number) {
    rooms.nodeRemoved(number);
    sessions.nodeRemoved(number);
  }

  /** The node and the others do not hear each other; those who are fewer end, once noticed. */
  void part(int number) {
    known(number);
    system.wires.part(number);
    long parting = ++partings;
    parted.put(number, parting);
    system.time.after(
        noticedAfter,
        () -> {
          if (parted.remove(number, parting)) {
            resolve(number);
          }
        });
  }

  /** As a split brain resolver does that keeps the majority; of two halves, the first node's. */
  private void resolve(int number) {
    if (!nodes.containsKey(number)) {
      return;
    }
    List<Integer> apart = nodes().stream().filter(system.wires::isApart).toList();
    List<Integer> together = nodes().stream().filter(node -> !apart.contains(node)).toList();
    int all = nodes.size();
    int first = nodes().get(0);
    for (int node : nodes()) {
      List<Integer> side = apart.contains(node) ? List.of(node) : together;
      boolean goesOn = 2 * side.size() > all || 2 * side.size() == all && side.contains(first);
      if (!goesOn) {
        lose(node, SimulatedNode::kill);
        removed(node);
      }
    }
  }

  void join(int number) {
    parted.remove(number);
    system.wires.join(number);
  }

  /** The node's process stands still; the others remove it, once noticed. */
  void freeze(int number) {
    SimulatedNode node = known(number);
    system.wires.freeze(number);
    node.freeze();
    system.turns.lookAgain();
    long freezing = ++partings;
    frozen.put(number, freezing);
    system.time.after(
        noticedAfter,
        () -> {
          if (frozen.remove(number, freezing)) {
            exile(number);
          }
        });
  }

  private void exile(int number) {
    SimulatedNode node = nodes.remove(number);
    node.exile();
    exiles.put(number, node);
    system.wires.exile(number);
    system.removed(number);
    rooms.nodeExiled(number);
    sessions.nodeExiled(number);
  }

  /** It goes on; one that the others have removed learns that after their time, and ends. */
  void thaw(int number) {
    SimulatedNode node = exiles.getOrDefault(number, nodes.get(number));
    if (node == null) {
      return; // It has ended meanwhile.
    }
    frozen.remove(number);
    system.wires.thaw(number);
    node.thaw();
    system.turns.lookAgain();
    if (exiles.containsKey(number)) {
      system.time.after(
          noticedAfter,
          () -> {
            if (exiles.get(number) == node) {
              endExile(number);
            }
          });
    }
  }

  private void endExile(int number) {
    SimulatedNode exile = exiles.remove(number);
    if (exile != null) {
      rooms.nodeLost(number);
      sessions.nodeLost(number);
      end(number, exile, SimulatedNode::kill);
    }
  }

  private SimulatedNode known(int number) {
    SimulatedNode node = nodes.get(number);
    if (node == null) {
      throw new IllegalArgumentException("there is no node " + number + "; there are " + nodes());
    }
    return node;
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
    return actorsOn(node).room(id, passivation);
  }

  private Behavior<Session.Command> session(
      int node, String id, Passivation<Session.Command> passivation) {
    return actorsOn(node).session(id, passivation);
  }

  private NodeActors actorsOn(int node) {
    return new NodeActors(parts, sessions.on(node), rooms.on(node), store, system.time.clocks());
  }
}
