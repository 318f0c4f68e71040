package io.rejoin.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.dispatch.Mailbox;

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
  private record Way(int from, int to) {
    boolean touches(int node) {
      return from == node || to == node;
    }
  }

  private static final Runnable NOBODY = () -> {};

  private final Set<Integer> dead = new HashSet<>();
  private final Set<Integer> apart = new HashSet<>();
  private final Set<Integer> exiled = new HashSet<>();
  private final Set<Integer> frozen = new HashSet<>();
  private final Map<Way, Line> lines = new LinkedHashMap<>();
  private final Map<Way, Pipe> pipes = new HashMap<>();
  private VirtualTime time;
  private Faults faults;
  private Faults.Delay delay;
  private int here = NOWHERE;

  /** A new simulation begins. */
  void begin(VirtualTime newTime, Faults newFaults, Faults.Delay newDelay) {
    time = newTime;
    faults = newFaults;
    delay = newDelay;
    dead.clear();
    apart.clear();
    exiled.clear();
    frozen.clear();
    lines.clear();
    pipes.clear();
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
    apart.remove(node);
    exiled.remove(node);
    frozen.remove(node);
    forget(node);
  }

  /** The others hear this node no more, nor does it hear them, until it is reborn. */
  void exile(int node) {
    exiled.add(node);
    forget(node);
  }

  void reborn(int node) {
    dead.remove(node);
  }

  private void forget(int node) {
    for (Way way : List.copyOf(lines.keySet())) {
      if (way.touches(node)) {
        lines.remove(way);
        pipes.remove(way).breakDown();
      }
    }
  }

  /** The node and the others do not hear each other: what they say waits. */
  void part(int node) {
    apart.add(node);
    lines.forEach(
        (way, line) -> {
          if (way.touches(node)) {
            line.cut(Line.Cause.SCRIPT);
          }
        });
  }

  /** They hear each other again, what was said meanwhile too. */
  void join(int node) {
    apart.remove(node);
    lines.forEach(
        (way, line) -> {
          if (way.touches(node) && !isCut(way)) {
            line.heal(Line.Cause.SCRIPT);
          }
        });
  }

  boolean isApart(int node) {
    return apart.contains(node);
  }

  private boolean isCut(Way way) {
    return way.from != way.to && (apart.contains(way.from) || apart.contains(way.to));
  }

  /** No actor of the node has a turn until {@link #thaw}; what it is told waits. */
  void freeze(int node) {
    frozen.add(node);
  }

  void thaw(int node) {
    frozen.remove(node);
  }

  /** Whether it is a turn of an actor on a node that stands still. */
  boolean standsStill(Runnable turn) {
    return !frozen.isEmpty()
        && turn instanceof Mailbox mailbox
        && mailbox.messageQueue() instanceof NodeMailbox.Queue queue
        && frozen.contains(queue.node());
  }

  /** Carries a message, which arrives on the other node. */
  void carry(int from, int to, Runnable arrival) {
    if (isLost(from, to)) {
      return;
    }
    if (from == to || time == null) {
      arrive(to, arrival);
    } else {
      pipes.computeIfAbsent(new Way(from, to), this::pipe).put(0, () -> arrive(to, arrival));
    }
  }

  private boolean isLost(int from, int to) {
    return dead.contains(from)
        || dead.contains(to)
        || from != to && (exiled.contains(from) || exiled.contains(to));
  }

  private Pipe pipe(Way way) {
    Line line = new Line(time, faults, delay);
    if (isCut(way)) {
      line.cut(Line.Cause.SCRIPT);
    }
    lines.put(way, line);
    return new Pipe(time, line, Integer.MAX_VALUE, NOBODY);
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
