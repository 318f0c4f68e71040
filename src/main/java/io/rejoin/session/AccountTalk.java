package io.rejoin.session;

import io.rejoin.store.Accounts;
import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Sanction;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What a session asks of its user's account. Answers come back as commands: with the account, or
 * with null and the reason. Belongs to one session.
 */
final class AccountTalk {
  private final ActorContext<Session.Command> context;
  private final UserKey key;
  private final Accounts accounts;
  private final InstantSource wall;

  AccountTalk(ActorContext<Session.Command> context, UserKey key, SessionParts parts) {
    this.context = context;
    this.key = key;
    this.accounts = parts.accounts();
    this.wall = parts.clocks().wall();
  }

  void login(Session.Login login) {
    pipe(
        accounts.login(key.app(), key.user(), login.instance(), login.attempt(), wall.millis()),
        (account, failure) -> new Session.LoginStored(login, false, account, failure));
  }

  /** A login to a session that does not speak for the account yet, and does from then on. */
  void loginAndTakeOver(Session.Login login) {
    pipe(
        accounts.loginAndTakeOver(
            key.app(), key.user(), login.instance(), login.attempt(), wall.millis()),
        (account, failure) -> new Session.LoginStored(login, true, account, failure));
  }

  void reborn(BiFunction<Account, String, Session.Command> answer) {
    pipe(accounts.reborn(key.app(), key.user()), answer);
  }

  void logout(long epoch, BiFunction<Account, String, Session.Command> answer) {
    pipe(accounts.logout(key.app(), key.user(), epoch), answer);
  }

  /**
   * Ends a login that its client may not know. Without an epoch it is the login of that attempt,
   * which is written first, if it has not come: so that it will be none when it does come.
   */
  void farewell(Session.Farewell farewell) {
    BiFunction<Account, String, Session.Command> answer =
        (account, failure) -> new Session.FarewellStored(farewell, account, failure);
    if (farewell.epoch() > 0) {
      logout(farewell.epoch(), answer);
    } else {
      pipe(
          accounts
              .login(key.app(), key.user(), farewell.instance(), farewell.attempt(), wall.millis())
              .thenCompose(stored -> accounts.logout(key.app(), key.user(), stored.epoch())),
          answer);
    }
  }

  void sanction(Sanction sanction, BiFunction<Account, String, Session.Command> answer) {
    pipe(accounts.sanction(key.app(), key.user(), sanction, wall.millis()), answer);
  }

  private void pipe(
      CompletionStage<Account> stage, BiFunction<Account, String, Session.Command> answer) {
    context.pipeToSelf(stage, (account, failure) -> answer.apply(account, reason(failure)));
  }

  /** Why a call failed, in words; null if it did not. */
  static String reason(Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }
}
