package io.rejoin.gateway;

import io.rejoin.profile.Rate;
import io.rejoin.profile.RateKind;
import io.rejoin.wire.Code;

/**
 * Lets through what keeps within a rate. Exact: it remembers when each of them passed, so no span
 * of the rate's length holds more than its count, and the next passes as soon as the oldest is as
 * old as that. What is refused is not counted.
 *
 * <p>After a refusal nothing passes until the time that was told, which is at least a pause away:
 * what the client had sent behind the refused request must not overtake it.
 *
 * <p>Takes 4 bytes for each that it remembers. Not thread-safe.
 */
final class Window {
  private static final int FIRST = 4;

  /** When each passed, as a ring: the low halves of milliseconds, since all are near each other. */
  private int[] passed = new int[FIRST];

  private int oldest;
  private int size;
  private long shutUntil;
  private long quietAt;

  /**
   * Refuses one more if it is too many.
   *
   * @param now milliseconds; never less than before
   */
  void check(long now, RateKind kind, Rate rate, long pauseMillis) throws RefusedException {
    forgetOld(now, rate);
    if (now < shutUntil) {
      throw refused(
          kind.words() + " are refused for " + Facts.seconds(shutUntil - now) + " more", now, rate);
    }
    if (size >= rate.count()) {
      long age = age(now);
      shutUntil = now + Math.max(rate.per().toMillis() - age, pauseMillis);
      quietAt = Math.max(quietAt, shutUntil);
      throw refused((size + 1) + " " + kind.words() + " in " + Facts.seconds(age), now, rate);
    }
  }

  private RefusedException refused(String fact, long now, Rate rate) {
    return new RefusedException(Code.TOO_OFTEN, fact + "; limit " + rate, shutUntil - now);
  }

  /** Counts one that has been checked. */
  void pass(long now, Rate rate) {
    if (size == passed.length) {
      grow(rate.count());
    }
    passed[(oldest + size) % passed.length] = (int) now;
    size++;
    quietAt = Math.max(quietAt, now + rate.per().toMillis());
  }

  /** Whether nothing is remembered any more that could refuse anything. */
  boolean isQuiet(long now) {
    return now >= quietAt;
  }

  private void forgetOld(long now, Rate rate) {
    if (isQuiet(now)) {
      size = 0; // however long ago: the halves of times tell no ages of weeks
    }
    while (size > 0 && age(now) >= rate.per().toMillis()) {
      oldest = (oldest + 1) % passed.length;
      size--;
    }
  }

  private long age(long now) {
    return (int) now - passed[oldest];
  }

  private void grow(int count) {
    int[] larger = new int[Math.max(FIRST, Math.min(count, 2 * passed.length))];
    for (int i = 0; i < size; i++) {
      larger[i] = passed[(oldest + i) % passed.length];
    }
    passed = larger;
    oldest = 0;
  }
}
