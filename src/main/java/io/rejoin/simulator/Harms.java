package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When nodes were harmed. What a node acknowledges while the others do not hear it, or in the last
 * moment before it stops, may be lost with it.
 */
final class Harms {

  private record Harm(long since, long until) {}

  private final List<Harm> over = new ArrayList<>();
  private final Map<Integer, Long> open = new HashMap<>();
  private final Timing timing;

  Harms(Timing timing) {
    this.timing = timing;
  }

  void see(long at, Act act) {
    if (act instanceof Act.StopNode) {
      over.add(new Harm(at, at));
    } else if (act instanceof Act.NodeHarm harm) {
      open.putIfAbsent(harm.node(), at);
    } else if (act instanceof Act.Unite unite) {
      end(at, unite.node());
    } else if (act instanceof Act.Thaw thaw) {
      end(at, thaw.node());
    }
  }

  private void end(long at, int node) {
    Long since = open.remove(node);
    if (since != null) {
      over.add(new Harm(since, at));
    }
  }

  /** Whether what was acknowledged at that time may have been lost with a node. */
  boolean mayLose(long at) {
    return open.values().stream().anyMatch(since -> isIn(at, since, Long.MAX_VALUE))
        || over.stream().anyMatch(harm -> isIn(at, harm.since, harm.until + timing.settling()));
  }

  private boolean isIn(long at, long since, long until) {
    return since - timing.slack() <= at && at <= until;
  }
}
