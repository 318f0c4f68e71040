package io.rejoin.simulator;

/**
 * An invariant that does not hold.
 *
 * @param invariant its name in the design, such as {@code I2}
 * @param rule the sentence that was broken; the same for all findings of its kind
 * @param at when it was found, in milliseconds since the beginning
 * @param fact what was seen
 */
record Finding(String invariant, String rule, long at, String fact) {

  /** Whether the same sentence was broken. */
  boolean isLike(Finding other) {
    return invariant.equals(other.invariant) && rule.equals(other.rule);
  }

  @Override
  public String toString() {
    return Fact.seconds(at) + " " + invariant + ": " + rule + ": " + fact;
  }
}
