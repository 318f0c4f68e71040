package io.rejoin.store;

/** What the application decides against a user, or no longer; see {@link Accounts#sanction}. */
public sealed interface Sanction {

  /** The login that stands now is ended. */
  record Kick(String reason) implements Sanction {}

  /** A ban; one of everything ends the login too. It takes the place of one of the same room. */
  record Ban(Sanctions.Ban ban) implements Sanction {}

  /**
   * A ban is lifted, if there is one.
   *
   * @param room null for the ban of everything
   */
  record Lift(String room) implements Sanction {}
}
