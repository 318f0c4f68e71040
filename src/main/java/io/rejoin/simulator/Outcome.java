package io.rejoin.simulator;

import java.util.List;

/**
 * What became of a story.
 *
 * @param findings what does not hold; empty for a story that is as it must be
 * @param log all that clients were told
 */
record Outcome(Story story, List<Finding> findings, String log) {
  boolean isGood() {
    return findings.isEmpty();
  }
}
