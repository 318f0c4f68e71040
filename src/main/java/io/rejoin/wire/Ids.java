package io.rejoin.wire;

import java.util.regex.Pattern;

/**
 * What may be an id or a short name on the wire: ids of apps, users, client instances, rooms and
 * streams, and the names of platforms, profiles and kinds of stream.
 */
public final class Ids {

  /** Longest id, in bytes of UTF-8; above it {@code id-too-long}. */
  public static final int MAX_BYTES = 64;

  /** App ids stand in entity ids, addresses and file names, so they are of few characters. */
  private static final Pattern APP = Pattern.compile("[A-Za-z0-9._-]+");

  private Ids() {}

  /** The code with which this id is refused; null if it is a good one. */
  public static Code refusal(String id) {
    if (Text.utf8Bytes(id) > MAX_BYTES) {
      return Code.ID_TOO_LONG;
    }
    return id.isEmpty() || id.chars().anyMatch(Character::isISOControl) ? Code.BAD_ID : null;
  }

  /** The same for the id of an app, which has no other characters than {@code A-Za-z0-9._-}. */
  static Code refusalOfApp(String id) {
    Code refusal = refusal(id);
    return refusal == null && !APP.matcher(id).matches() ? Code.BAD_ID : refusal;
  }
}
