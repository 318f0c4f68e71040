package io.rejoin.testkit;

import io.rejoin.store.AccountKey;
import io.rejoin.store.Inboxes.Letter;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A letter as a {@link MemoryStore} keeps it.
 *
 * @param bytes of its payload, in UTF-8
 */
record MemoryLetter(Letter letter, int bytes) {

  /**
   * @throws IllegalArgumentException if the sender's id is not one, or the payload no text
   */
  static MemoryLetter of(Letter letter) {
    AccountKey.check("sender", letter.from());
    try {
      CharBuffer payload = CharBuffer.wrap(letter.payload());
      return new MemoryLetter(
          letter, StandardCharsets.UTF_8.newEncoder().encode(payload).remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the payload is not well-formed text", e);
    }
  }

  /** Whether it was taken at that time or before. */
  boolean isUpTo(long time) {
    return letter.at() <= time;
  }

  boolean isNamed(String from, long epoch, long number) {
    return letter.number() == number && letter.epoch() == epoch && letter.from().equals(from);
  }
}
