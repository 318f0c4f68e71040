package io.rejoin.testkit;

import io.rejoin.store.Inboxes.Letter;

/**
 * What was kept last of a sender's newest login.
 *
 * @param at when the youngest of that sender's letters was taken, in milliseconds since 1970
 */
record MemoryLine(long epoch, long lastNumber, long at) {

  boolean isNewerThan(Letter letter) {
    return letter.epoch() < epoch;
  }

  boolean has(Letter letter) {
    return letter.epoch() == epoch && letter.number() <= lastNumber;
  }

  /** The line after a letter that was kept; before is null if there was none. */
  static MemoryLine after(MemoryLine before, Letter letter) {
    long at = before == null ? letter.at() : Math.max(before.at, letter.at());
    return new MemoryLine(letter.epoch(), letter.number(), at);
  }
}
