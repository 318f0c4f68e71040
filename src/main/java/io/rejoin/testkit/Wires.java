package io.rejoin.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.setup.Setup;

/**
 * The network between the logical nodes of a cluster, which all live in one actor system. It knows
 * on which node the present turn is taken, and carries what one node says to another: in order for
 * each pair of nodes, after some time, or not at all.
 */
final class Wires {
  /** The node of what is no node's: the test, the clients, the system itself. */
  static final int NOWHERE = -1;

  private static final String PREFIX = "node-";

  /** How mailboxes find it. */
  static final class InSystem extends Setup {
    private final Wires wires;

    InSystem(Wires wires) {
      this.wires = wires;
    }

    Wires wires() {
      return wires;
    }
  }

  /** A way from one node to another. */
  private record Way(int from, int to) {}

  private final Set<Integer> dead = new HashSet<>();
  private final Set<Integer> apart = new HashSet<>();
  private final Map<Way, Long> lastArrivals = new HashMap<>();
  private VirtualTime time;
  private Faults faults;
  private int here = NOWHERE;

  /** A new simulation begins. */
  void begin(VirtualTime newTime, Faults newFaults) {
    time = newTime;
    faults = newFaults;
    dead.clear();
    apart.clear();
    lastArrivals.clear();
    here = NOWHERE;
  }

  /** Where the present turn is taken. */
  int here() {
    return here;
  }

  /** The present turn is taken there. */
  void enter(int node) {
    here = node;
  }

  /** The start of the name of an actor of that node. */
  static String nameOn(int node) {
    return PREFIX + node + "-";
  }

  /** The node that an actor's path names; {@link #NOWHERE} if none. */
  static int nodeOf(ActorRef ref) {
    for (String name : ref.path().getElements()) {
      if (name.startsWith(PREFIX)) {
        return Integer.parseInt(name, PREFIX.length(), name.indexOf('-', PREFIX.length()), 10);
      }
    }
    return NOWHERE;
  }

  /** Nothing that this node says or is told arrives any more, until it is reborn. */
  void kill(int node) {
    dead.add(node);
  }

  void reborn(int node) {
    dead.remove(node);
  }

  /** The node and the others do not hear each other. */
  void part(int node) {
    apart.add(node);
  }

  void join(int node) {
    apart.remove(node);
  }

  boolean isDead(int node) {
    return dead.contains(node);
  }

  /** Carries a message, which arrives on the other node. */
  void carry(int from, int to, Runnable arrival) {
    if (isLost(from, to)) {
      return;
    }
    if (from == to || time == null) {
      arrive(to, arrival);
      return;
    }
    long at = time.millis() + faults.betweenNodes();
    Way way = new Way(from, to);
    long inOrder = Math.max(at, lastArrivals.getOrDefault(way, 0L));
    lastArrivals.put(way, inOrder);
    time.schedule(
        () -> {
          if (!isLost(from, to)) {
            arrive(to, arrival);
          }
        },
        inOrder - time.millis());
  }

  private boolean isLost(int from, int to) {
    return dead.contains(from)
        || dead.contains(to)
        || from != to && (apart.contains(from) || apart.contains(to));
  }

  private void arrive(int node, Runnable arrival) {
    int before = here;
    here = node;
    try {
      arrival.run();
    } finally {
      here = before;
    }
  }
}
