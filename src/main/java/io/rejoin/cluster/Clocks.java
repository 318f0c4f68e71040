package io.rejoin.cluster;

import java.time.InstantSource;

/**
 * The two clocks of a node, in milliseconds since 1970. They agree until somebody sets the
 * machine's clock, or it was asleep.
 *
 * @param steady only grows, at the rate of real time, whatever is done to the machine's clock: for
 *     how long something lasts (silences, windows, ages, leases, rates). What it shows means
 *     something within its own process only, so others are told ages.
 * @param wall the time of day as the machine has it now, which may jump forward and back: for what
 *     others agree on (ends of tokens and bans, times of messages, a new room's epoch). Nothing may
 *     rely on its being later than before.
 */
public record Clocks(InstantSource steady, InstantSource wall) {

  /** One clock for both, which must not go back: in tests, where nobody sets it. */
  public static Clocks one(InstantSource clock) {
    return new Clocks(clock, clock);
  }
}
