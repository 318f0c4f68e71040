package io.rejoin.session;

import java.util.Locale;

/**
 * The online status of a user, as others are told it: those who have subscribed to it every one,
 * those who query it only whether the user is online.
 */
public enum Status {
  /** Logged in, and heard of lately, or silent for a short time only. */
  ONLINE,
  /** Nothing was heard for as long as the user's profile names. The user may come back. */
  UNREACHABLE,
  /** Logged out, silent for longer than the window, or never logged in. */
  OFFLINE;

  /**
   * As a query is answered: until the window ends, "the user's online state remains unchanged" (S0
   * l.63).
   */
  Status toQuery() {
    return this == UNREACHABLE ? ONLINE : this;
  }

  /** The word on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
