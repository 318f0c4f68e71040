package io.rejoin.gateway;

import java.time.Duration;

/**
 * Where the links of one loop have their turns: one after another, in the order in which they were
 * given, never at once.
 */
public interface LoopTurns {

  /** Gives a turn behind all that wait. */
  void execute(Runnable task);

  /** Gives a turn after this time. */
  void after(Duration delay, Runnable task);
}
