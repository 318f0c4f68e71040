package io.rejoin.simulator;

import java.util.List;

/**
 * All that is done in one world; the same story is always told the same.
 *
 * @param length in milliseconds, after which all is healed
 * @param acts in the order of their times
 */
record Story(long seed, int users, int nodes, long length, List<Planned> acts) {

  /** The same world with some of the acts. */
  Story with(List<Planned> some) {
    return new Story(seed, users, nodes, length, List.copyOf(some));
  }
}
