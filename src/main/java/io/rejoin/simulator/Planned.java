package io.rejoin.simulator;

/**
 * An act and its time.
 *
 * @param at in milliseconds since the beginning
 */
record Planned(long at, Act act) {
  @Override
  public String toString() {
    return Fact.seconds(at) + " " + act;
  }
}
