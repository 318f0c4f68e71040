package io.rejoin.store;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Whose account it is. */
record AccountKey(String app, String user) implements Comparable<AccountKey> {
  private static final Comparator<AccountKey> ORDER =
      Comparator.comparing(AccountKey::app).thenComparing(AccountKey::user);

  private static final int MAX_BYTES = 64;

  /**
   * @throws IllegalArgumentException if an id is not one; see {@link #check}
   */
  AccountKey {
    check("app", app);
    check("user", user);
  }

  @Override
  public int compareTo(AccountKey other) {
    return ORDER.compare(this, other);
  }

  /**
   * Lets through 1 to 64 bytes of well-formed UTF-8 without a zero byte. Anything else some
   * database refuses, and then with the whole batch, so one stranger's id would fail other people's
   * logins.
   */
  static void check(String what, String id) {
    int bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the id of the " + what + " is not well-formed text", e);
    }
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the id of the %s has %d bytes; at least 1, at most %d"
              .formatted(what, bytes, MAX_BYTES));
    }
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the id of the " + what + " has a zero byte");
    }
  }
}
