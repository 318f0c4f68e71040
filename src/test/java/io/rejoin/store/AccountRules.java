package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rejoin.store.Accounts.Account;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for accounts wherever they are kept. */
abstract class AccountRules {
  private Accounts accounts;

  /** Without an account when a test begins. */
  abstract Accounts open() throws Exception;

  @BeforeEach
  void openTheStore() throws Exception {
    accounts = open();
  }

  private Account login(String user, String instance, long attempt) {
    return answer(accounts.login("demo", user, instance, attempt, 0));
  }

  @Test
  void eachLoginHasAHigherEpoch() {
    assertEquals(new Account(1, 1, true), login("u1", "i1", 1));
    assertEquals(new Account(2, 1, true), login("u1", "i1", 2));
    assertEquals(new Account(3, 1, true), login("u1", "i2", 2));
    assertEquals(new Account(1, 1, true), login("u2", "i1", 1));
    assertEquals(new Account(1, 1, true), answer(accounts.login("shop", "u1", "i1", 1, 0)));
  }

  @Test
  void repeatingTheNewestAttemptKeepsTheEpoch() {
    login("u1", "i1", 1);
    assertEquals(new Account(1, 1, true), login("u1", "i1", 1));
    login("u1", "i2", 1);
    assertEquals(new Account(2, 1, true), login("u1", "i2", 1));
    assertEquals(new Account(3, 1, true), login("u1", "i1", 1), "no longer the newest");
  }

  @Test
  void aRepeatAfterTheLogoutDoesNotOpenTheLoginAgain() {
    login("u1", "i1", 1);
    answer(accounts.logout("demo", "u1", 1));
    assertEquals(new Account(1, 1, false), login("u1", "i1", 1));
    assertEquals(new Account(2, 1, true), login("u1", "i1", 2));
  }

  @Test
  void aRebornSessionRaisesTheIncarnationAlone() {
    login("u1", "i1", 1);
    assertEquals(new Account(1, 2, true), answer(accounts.reborn("demo", "u1")));
    assertEquals(new Account(1, 3, true), answer(accounts.reborn("demo", "u1")));
    answer(accounts.logout("demo", "u1", 1));
    assertEquals(new Account(1, 4, false), answer(accounts.reborn("demo", "u1")));
    assertEquals(new Account(2, 4, true), login("u1", "i1", 2));
  }

  @Test
  void aLoginThatTakesOverRaisesTheIncarnationAndSaysThatThereWasNoLetter() {
    assertEquals(new Account(1, 1, true), loginAndTakeOver("u1", "i1", 1));
    assertEquals(new Account(2, 2, true), loginAndTakeOver("u1", "i1", 2));
    assertEquals(new Account(2, 3, true), loginAndTakeOver("u1", "i1", 2), "a repeat takes too");
    answer(accounts.logout("demo", "u1", 2));
    assertEquals(new Account(2, 4, false), loginAndTakeOver("u1", "i1", 2));
    assertEquals(new Account(3, 4, true), login("u1", "i2", 1));
  }

  private Account loginAndTakeOver(String user, String instance, long attempt) {
    return answer(accounts.loginAndTakeOver("demo", user, instance, attempt, 0));
  }

  @Test
  void whoNeverLoggedInHasNoAccount() {
    assertEquals(new Account(0, 0, false), answer(accounts.reborn("demo", "u1")));
    assertEquals(new Account(0, 0, false), answer(accounts.logout("demo", "u1", 0)));
    assertEquals(new Account(1, 1, true), login("u1", "i1", 1));
  }

  @Test
  void aLogoutClosesItsOwnEpochOnly() {
    login("u1", "i1", 1);
    login("u1", "i2", 1);
    assertEquals(new Account(2, 1, true), answer(accounts.logout("demo", "u1", 1)));
    assertEquals(new Account(2, 1, true), answer(accounts.logout("demo", "u1", 3)));
    assertEquals(new Account(2, 1, false), answer(accounts.logout("demo", "u1", 2)));
    assertEquals(new Account(2, 1, false), answer(accounts.logout("demo", "u1", 2)));
  }

  @Test
  void idsAreComparedByteByByteAndBadOnesHarmNobodyElse() {
    assertEquals(1, login("ü €", "i1", 1).epoch());
    assertEquals(1, login("Ü €", "i1", 1).epoch());
    assertEquals(1, login("' OR 1=1 --", "i1", 1).epoch());
    assertEquals(1, login("u ", "i1", 1).epoch());
    assertEquals(1, login("u", "i1", 1).epoch());
    assertEquals(1, login("x".repeat(64), "i1", 1).epoch());
    assertEquals(2, login("ü €", "i2", 1).epoch());
    for (var bad : List.of("", "x".repeat(65), "ü".repeat(33), "a\0b", "a\ud800b")) {
      assertThrows(IllegalArgumentException.class, () -> login(bad, "i1", 1));
      assertThrows(IllegalArgumentException.class, () -> login("u1", bad, 1));
      assertThrows(IllegalArgumentException.class, () -> accounts.reborn(bad, "u1"));
    }
  }

  private Account sanction(String user, Sanction sanction, long at) {
    return answer(accounts.sanction("demo", user, sanction, at));
  }

  @Test
  void aKickEndsTheLoginThatStandsAndNoLaterOne() {
    login("u1", "i1", 1);
    Account kicked = sanction("u1", new Sanction.Kick("spam"), 5);
    assertEquals(new Sanctions(new Sanctions.Kick(1, "spam"), List.of()), kicked.sanctions());
    assertEquals(new Account(1, 1, false, kicked.sanctions(), false), kicked);
    assertEquals(kicked, login("u1", "i1", 1), "the same attempt is not opened again");
    Account next = login("u1", "i1", 2);
    assertEquals(new Account(2, 1, true, kicked.sanctions(), false), next);
    assertEquals(
        List.of(true, false),
        List.of(next.sanctions().endsLogin(1), next.sanctions().endsLogin(2)));
    assertEquals(Account.NEVER, sanction("u2", new Sanction.Kick("spam"), 5), "who never came");
  }

  @Test
  void aBanOfEverythingRefusesLoginsUntilItEnds() {
    login("u1", "i1", 1);
    var ban = new Sanctions.Ban(null, 1000, "spam");
    Account banned = sanction("u1", new Sanction.Ban(ban), 5);
    assertEquals(new Sanctions(new Sanctions.Kick(1, "spam"), List.of(ban)), banned.sanctions());
    assertEquals(banned, answer(accounts.login("demo", "u1", "i2", 1, 999)));
    assertEquals(ban, banned.sanctions().ban(null, 999));
    assertEquals(null, banned.sanctions().ban(null, 1000));
    assertEquals(2, answer(accounts.login("demo", "u1", "i2", 1, 1000)).epoch());
    assertEquals(1, answer(accounts.login("demo", "u2", "i2", 1, 5)).epoch(), "another user");
  }

  @Test
  void whoNeverCameCanBeBannedAndTheBanLifted() {
    var ban = new Sanctions.Ban(null, 1000, "spam");
    assertEquals(
        new Account(0, 0, false, new Sanctions(null, List.of(ban)), false),
        sanction("u1", new Sanction.Ban(ban), 5));
    assertEquals(0, answer(accounts.login("demo", "u1", "i1", 1, 6)).epoch());
    assertEquals(Sanctions.NONE, sanction("u1", new Sanction.Lift(null), 7).sanctions());
    assertEquals(new Account(1, 0, true), answer(accounts.login("demo", "u1", "i1", 1, 8)));
    assertEquals(Account.NEVER, sanction("u2", new Sanction.Lift("r"), 7), "nothing to lift");
  }

  @Test
  void aBanFromARoomLeavesTheLoginAloneAndOneOfARoomReplacesTheOther() {
    login("u1", "i1", 1);
    sanction("u1", new Sanction.Ban(new Sanctions.Ban("r", 1000, "spam")), 5);
    sanction("u1", new Sanction.Ban(new Sanctions.Ban("s", 3000, "spam")), 5);
    Account banned = sanction("u1", new Sanction.Ban(new Sanctions.Ban("r", 2000, "more")), 6);
    assertEquals(List.of(1L, true), List.of(banned.epoch(), banned.open()));
    assertEquals(new Sanctions.Ban("r", 2000, "more"), banned.sanctions().ban("r", 1999));
    assertEquals(2, banned.sanctions().bans().size());
    assertEquals(banned, login("u1", "i1", 1));
    assertEquals(
        new Account(1, 2, true, banned.sanctions(), false), answer(accounts.reborn("demo", "u1")));
    Account later = sanction("u1", new Sanction.Lift("t"), 2500);
    assertEquals(List.of("s"), later.sanctions().bans().stream().map(Sanctions.Ban::room).toList());
  }

  @Test
  void thereAreNoMoreBansThanTheBound() {
    login("u1", "i1", 1);
    for (int i = 1; i <= Sanctions.MAX_BANS; i++) {
      sanction("u1", new Sanction.Ban(new Sanctions.Ban("r" + i, 1000, "x".repeat(256))), 5);
    }
    var more = new Sanction.Ban(new Sanctions.Ban(null, 1000, "spam"));
    Account full = sanction("u1", more, 5);
    assertEquals(null, full.sanctions().ban(null, 6));
    assertEquals(Sanctions.MAX_BANS, full.sanctions().bans().size());
    assertEquals(true, full.open());
    assertEquals(1, sanction("u1", more, 1000).sanctions().bans().size(), "those have ended");
  }

  @Test
  void operationsOnOneAccountThatWaitTogetherAreAnsweredInTheirOrder() {
    List<CompletionStage<Account>> stages =
        List.of(
            accounts.login("demo", "u1", "i1", 1, 0),
            accounts.login("demo", "u1", "i1", 1, 0),
            accounts.logout("demo", "u1", 1),
            accounts.reborn("demo", "u1"),
            accounts.login("demo", "u1", "i2", 1, 0),
            accounts.logout("demo", "u1", 1));
    assertEquals(
        List.of(
            new Account(1, 1, true),
            new Account(1, 1, true),
            new Account(1, 1, false),
            new Account(1, 2, false),
            new Account(2, 2, true),
            new Account(2, 2, true)),
        stages.stream().map(Stores::answer).toList());
  }
}
