package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.List;

/** What was found in one world: the first of each kind. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void add(String invariant, String rule, long at, String fact) {
    Finding finding = new Finding(invariant, rule, at, fact);
    if (all.stream().noneMatch(finding::isLike)) {
      all.add(finding);
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
