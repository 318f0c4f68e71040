package io.rejoin.store;

import java.util.concurrent.CompletionStage;

/**
 * The durable account of each user: which login is the newest, and whether it is open. Calls return
 * at once; what waits together is written in one commit. A stage fails with {@link
 * StoreUnavailableException} if the store is down, slow beyond its timeout, or its queue is full;
 * then nothing is known about whether it was written, and the call may be repeated.
 */
public interface Accounts {

  /**
   * An account as it stands after the call.
   *
   * @param epoch counts the logins of the user; 0 if there never was one
   * @param incarnation counts the sessions that spoke for this account
   * @param open whether the login is one that was neither logged out nor ended by a sanction
   * @param sanctions what the application has decided against the user
   * @param hadLetters whether the inbox ever had a letter; if not, there is nothing to read in it
   */
  record Account(
      long epoch, long incarnation, boolean open, Sanctions sanctions, boolean hadLetters) {
    /** Of a user who never logged in. */
    public static final Account NEVER = new Account(0, 0, false);

    public Account(long epoch, long incarnation, boolean open) {
      this(epoch, incarnation, open, Sanctions.NONE, false);
    }

    /**
     * The account after the application's decision. A kick, or a ban of everything, closes it and
     * ends the login that stands, if there ever was one.
     *
     * @param at now, in milliseconds since 1970
     */
    public Account after(Sanction sanction, long at) {
      if (sanction instanceof Sanction.Kick kick) {
        return ended(sanctions, kick.reason());
      }
      if (sanction instanceof Sanction.Ban ban) {
        Sanctions banned = sanctions.banned(ban.ban(), at);
        boolean isOfRoom = ban.ban().room() != null;
        boolean isTooMany = banned.equals(sanctions);
        return isOfRoom || isTooMany ? with(open, banned) : ended(banned, ban.ban().reason());
      }
      Sanction.Lift lift = (Sanction.Lift) sanction;
      return with(open, sanctions.lifted(lift.room(), at));
    }

    private Account ended(Sanctions others, String reason) {
      return with(false, epoch == 0 ? others : others.kicked(epoch, reason));
    }

    private Account with(boolean isOpen, Sanctions others) {
      return new Account(epoch, incarnation, isOpen, others, hadLetters);
    }
  }

  /**
   * A new login: epoch + 1, open. Repeating the newest attempt (same instance and attempt) neither
   * raises the epoch again, nor does it open a login that was logged out meanwhile: then the answer
   * is not open. The incarnation stays: the session that takes the login may be the same. Before
   * the end of a ban of everything nothing changes, and the answer is not open.
   *
   * @param at now, in milliseconds since 1970
   */
  CompletionStage<Account> login(String app, String user, String instance, long attempt, long at);

  /**
   * A new login, as {@link #login}, that comes to a session which has not spoken for the account
   * yet and takes it over by that: incarnation + 1 too, if the user has logged in before.
   */
  CompletionStage<Account> loginAndTakeOver(
      String app, String user, String instance, long attempt, long at);

  /**
   * A reborn session takes over: incarnation + 1. Nothing else changes. For a user that never
   * logged in nothing is written, and the answer is epoch 0, incarnation 0, not open.
   */
  CompletionStage<Account> reborn(String app, String user);

  /** Closes the account if its epoch is still this one. The answer tells what holds now. */
  CompletionStage<Account> logout(String app, String user, long epoch);

  /**
   * The application decides something against a user, or no longer. The answer tells what holds
   * now; a ban beyond {@link Sanctions#MAX_BANS} is not in it.
   *
   * @param at now, in milliseconds since 1970
   */
  CompletionStage<Account> sanction(String app, String user, Sanction sanction, long at);
}
