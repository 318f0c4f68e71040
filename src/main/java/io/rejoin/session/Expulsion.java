package io.rejoin.session;

import io.rejoin.store.Sanctions;
import io.rejoin.wire.Code;

/**
 * Why the application wants a user out, as the user's client is told.
 *
 * @param retryAfterMillis when a ban ends; 0 if it is none
 */
record Expulsion(Code code, String message, long retryAfterMillis) {
  private static final double MILLIS = 1000.0;

  /** A kick: out now, but not for good. */
  static Expulsion kick(String reason) {
    return new Expulsion(Code.KICKED, "kicked by the application" + said(reason), 0);
  }

  static Expulsion ban(Sanctions.Ban ban, long now) {
    long left = ban.until() - now;
    String where = ban.room() == null ? "" : " from " + ban.room();
    String measured = "banned" + where + " for another " + left / MILLIS + " s";
    return new Expulsion(Code.BANNED, measured + said(ban.reason()), left);
  }

  /** The client's token permits the room no longer. */
  static Expulsion forbidden(String room) {
    return new Expulsion(Code.FORBIDDEN, "the token does not permit to join " + room, 0);
  }

  private static String said(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }
}
