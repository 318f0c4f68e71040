package io.rejoin.store;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Whose account it is. An order of keys is there for databases that must lock in one.
 *
 * @param app 1 to 64 bytes of UTF-8 without a zero byte
 * @param user the same
 */
public record AccountKey(String app, String user) implements Comparable<AccountKey> {
  private static final Comparator<AccountKey> ORDER =
      Comparator.comparing(AccountKey::app).thenComparing(AccountKey::user);

  private static final int MAX_BYTES = 64;

  /**
   * @throws IllegalArgumentException if an id is not one; see {@link #check}
   */
  public AccountKey {
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
   *
   * @param what whose id it is, for the message
   * @throws IllegalArgumentException if it is anything else; the message tells what was measured
   */
  public static void check(String what, String id) {
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
