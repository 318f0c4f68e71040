package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.List;

/** Finds a short story in which the same goes wrong, by leaving acts out (delta debugging). */
final class Shrinker {
  private final Simulator simulator;
  private int tries;

  /**
   * @param tries stories that are told at most
   */
  Shrinker(Simulator simulator, int tries) {
    this.simulator = simulator;
    this.tries = tries;
  }

  /** The shortest that was found; the story itself if none is. */
  Outcome shrink(Outcome bad) {
    Finding wanted = bad.findings().get(0);
    Outcome best = bad;
    int parts = 2;
    while (tries > 0 && best.story().acts().size() > 1) {
      Outcome shorter = without(best, parts, wanted);
      if (shorter != null) {
        best = shorter;
        parts = Math.max(2, parts - 1);
      } else if (parts >= best.story().acts().size()) {
        return best;
      } else {
        parts = Math.min(best.story().acts().size(), parts * 2);
      }
    }
    return best;
  }

  /** The story without one of so many parts, if the same goes wrong in it; else null. */
  private Outcome without(Outcome outcome, int parts, Finding wanted) {
    List<Planned> acts = outcome.story().acts();
    for (int part = parts - 1; part >= 0 && tries > 0; part--) {
      List<Planned> rest = new ArrayList<>(acts);
      rest.subList(part * acts.size() / parts, (part + 1) * acts.size() / parts).clear();
      tries--;
      Outcome shorter = simulator.run(outcome.story().with(rest));
      if (shorter.findings().stream().anyMatch(wanted::isLike)) {
        return shorter;
      }
    }
    return null;
  }
}
