package io.rejoin.testkit;

import io.rejoin.cluster.Directory;
import io.rejoin.cluster.Passivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * The entities of one kind, each on one of the logical nodes, as Cluster Sharding has them: an
 * entity comes to be with the first command to it, on the node that its id chooses among those that
 * are there, and stays; what comes for one that has asked for its end waits for its next life; and
 * what comes for one whose node was lost is lost too, until the cluster has noticed.
 *
 * @param <C> the entity's commands
 */
final class Entities<C> {

  /** Makes the behaviour of an entity on a node. */
  interface Births<C> {
    Behavior<C> born(int node, String id, Passivation<C> passivation);
  }

  /** Where an entity lives; {@code kept} is null unless it has asked for its end. */
  private static final class Life<C> {
    private final String id;
    private final int node;
    private final ActorRef<C> ref;
    private List<C> kept;

    Life(String id, int node, ActorRef<C> ref) {
      this.id = id;
      this.node = node;
      this.ref = ref;
    }

    void take(C command) {
      if (kept == null) {
        ref.tell(command);
      } else {
        kept.add(command);
      }
    }
  }

  private final SimulatedSystem system;
  private final String kind;
  private final Births<C> births;
  private final C stop;
  private final ActorRef<ActorRef<C>> keeper;
  private final Set<Integer> nodes = new TreeSet<>();
  private final Map<String, Life<C>> lives = new HashMap<>();
  private final Map<ActorRef<?>, Life<C>> livesByRef = new HashMap<>();

  /** Those who live on nodes that the cluster has removed, while their processes go on. */
  private final Map<Integer, Map<String, Life<C>>> exiles = new HashMap<>();

  /** Ids whose node was lost, and the cluster has not noticed yet. */
  private final Map<String, Integer> lost = new HashMap<>();

  Entities(SimulatedSystem system, String kind, Births<C> births, C stop) {
    this.system = system;
    this.kind = kind;
    this.births = births;
    this.stop = stop;
    this.keeper = system.spawn(Wires.NOWHERE, "keeper-of-" + kind, Keeper.of(this::ended));
  }

  /** The directory as that node has it. */
  Directory<C> on(int node) {
    return (id, command) -> tell(node, id, command);
  }

  void nodeUp(int node) {
    nodes.add(node);
  }

  /** A node is gone, and all that lived there; the cluster has yet to notice. */
  void nodeLost(int node) {
    nodes.remove(node);
    for (Life<C> life : livesOn(node)) {
      lives.remove(life.id);
      lost.put(life.id, node);
      end(life);
    }
    Map<String, Life<C>> exile = exiles.remove(node);
    if (exile != null) {
      exile.values().forEach(this::end);
    }
  }

  private void end(Life<C> life) {
    livesByRef.remove(life.ref);
    system.stop(life.ref);
  }

  private List<Life<C>> livesOn(int node) {
    return lives.values().stream().filter(life -> life.node == node).toList();
  }

  /**
   * The cluster has removed a node whose process goes on: who lives there hears only what is said
   * there, and others come to be in their place elsewhere.
   */
  void nodeExiled(int node) {
    nodes.remove(node);
    Map<String, Life<C>> exile = new HashMap<>();
    for (Life<C> life : livesOn(node)) {
      lives.remove(life.id);
      exile.put(life.id, life);
    }
    exiles.put(node, exile);
  }

  /** The cluster has noticed: who is told something now comes to be elsewhere. */
  void nodeRemoved(int node) {
    lost.values().removeIf(home -> home == node);
  }

  /** The ids of those that live now. */
  Set<String> living() {
    return new TreeSet<>(lives.keySet());
  }

  /** The node on which that entity lives; {@link Wires#NOWHERE} if it does not. */
  int nodeOf(String id) {
    Life<C> life = lives.get(id);
    return life == null ? Wires.NOWHERE : life.node;
  }

  /** The node on which that entity lives, or would come to be. */
  int homeOf(String id) {
    int node = nodeOf(id);
    return node == Wires.NOWHERE ? chosen(id) : node;
  }

  private void tell(int from, String id, C command) {
    Map<String, Life<C>> exile = exiles.get(from);
    if (exile != null) {
      Life<C> life = exile.get(id);
      if (life != null) {
        life.take(command);
      }
    } else if (!lost.containsKey(id) && !nodes.isEmpty()) {
      int node = homeOf(id);
      int sender = from == Wires.NOWHERE ? node : from;
      system.wires.carry(sender, node, () -> arrive(node, id, command));
    }
  }

  private void arrive(int node, String id, C command) {
    if (lost.containsKey(id)) {
      return;
    }
    Life<C> life = lives.get(id);
    if (life == null) {
      life = born(node, id);
    }
    if (life.node == node) {
      life.take(command);
    } else {
      tell(node, id, command); // It has come to be elsewhere meanwhile.
    }
  }

  /** The node that draws highest for this id: few ids move when nodes come and go. */
  private int chosen(String id) {
    int best = Wires.NOWHERE;
    long highest = Long.MIN_VALUE;
    for (int node : nodes) {
      long draw = mix(id.hashCode() * 31L + node);
      if (draw > highest) {
        highest = draw;
        best = node;
      }
    }
    return best;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private Life<C> born(int node, String id) {
    ActorRef<C> ref = system.spawn(node, kind, births.born(node, id, this::passivate));
    keeper.tell(ref);
    Life<C> life = new Life<>(id, node, ref);
    livesByRef.put(ref, life);
    lives.put(id, life);
    return life;
  }

  private void passivate(ActorRef<C> ref) {
    Life<C> life = livesByRef.get(ref);
    if (life != null) {
      life.kept = new ArrayList<>();
      ref.tell(stop);
    }
  }

  private void ended(ActorRef<?> ref) {
    system.ended(ref);
    Life<C> life = livesByRef.remove(ref);
    if (life == null) {
      return; // Its node was lost.
    }
    if (!lives.remove(life.id, life)) {
      exiles.getOrDefault(life.node, Map.of()).remove(life.id);
    } else if (life.kept != null) {
      life.kept.forEach(command -> tell(life.node, life.id, command));
    }
  }
}
