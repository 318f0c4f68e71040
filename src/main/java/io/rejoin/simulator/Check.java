package io.rejoin.simulator;

/** Watches a world from outside and says where a sentence of the design does not hold. */
interface Check {

  /** Something was seen. */
  void see(long at, Fact fact);

  /** About a second has passed since it was asked last. */
  default void tick(long at) {}

  /** All has been healed, and has had the time to settle. */
  default void end(long at) {}
}
