package io.rejoin.profile;

import java.time.Duration;
import java.util.Map;

/**
 * Bounds on what one session and one room may hold, and on how often a client may ask.
 *
 * @param payloadBytes size of a message's payload, decoded; above it {@code payload-too-large}
 * @param roomsPerSession rooms that a session may be in; above it {@code too-many-rooms}
 * @param streamsPerMember streams of one member in one room; above it {@code too-many-streams}
 * @param namedMembers up to this many members, presence is told by name; above it by count only
 * @param countEvery at most one {@code count} in this time
 * @param countEveryLarge the same, in rooms above {@code namedMembers}
 * @param rates how often each kind of request is taken; all kinds are there
 * @param userAttributes of one user
 * @param roomAttributes of one room
 */
public record Limits(
    int payloadBytes,
    int roomsPerSession,
    int streamsPerMember,
    int namedMembers,
    Duration countEvery,
    Duration countEveryLarge,
    Map<RateKind, Rate> rates,
    AttributeLimits userAttributes,
    AttributeLimits roomAttributes) {

  /** How often that is taken; more is refused with {@code too-often}. */
  public Rate rate(RateKind kind) {
    return rates.get(kind);
  }
}
