package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rejoin.store.Accounts.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for accounts in every database. */
abstract class AccountRules {
  private AccountStore accounts;

  /** A database that is empty when a test begins. */
  abstract StoreSettings settings();

  @BeforeEach
  void openTheStore() {
    accounts = AccountStore.open(settings());
  }

  @AfterEach
  void closeTheStore() {
    accounts.close();
  }

  private Account login(String user, String instance, long attempt) {
    return answer(accounts.login("demo", user, instance, attempt));
  }

  @Test
  void eachLoginHasAHigherEpoch() {
    assertEquals(new Account(1, 1, true), login("u1", "i1", 1));
    assertEquals(new Account(2, 1, true), login("u1", "i1", 2));
    assertEquals(new Account(3, 1, true), login("u1", "i2", 2));
    assertEquals(new Account(1, 1, true), login("u2", "i1", 1));
    assertEquals(new Account(1, 1, true), answer(accounts.login("shop", "u1", "i1", 1)));
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

  @Test
  void operationsOnOneAccountThatWaitTogetherAreAnsweredInTheirOrder() {
    List<CompletionStage<Account>> stages =
        List.of(
            accounts.login("demo", "u1", "i1", 1),
            accounts.login("demo", "u1", "i1", 1),
            accounts.logout("demo", "u1", 1),
            accounts.reborn("demo", "u1"),
            accounts.login("demo", "u1", "i2", 1),
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

  @Test
  void twoServersNeverGiveTheSameEpochToTwoAttempts() {
    int users = 40;
    long attempts = 12;
    try (var other = AccountStore.open(settings())) {
      var epochs = new ArrayList<List<CompletionStage<Account>>>();
      for (int user = 0; user < users; user++) {
        epochs.add(new ArrayList<>());
      }
      for (long attempt = 1; attempt <= attempts; attempt++) {
        for (int user = 0; user < users; user++) {
          var here = accounts.login("demo", "u" + user, "here", attempt);
          // The other server meets the users in the opposite order: locks may cross.
          int last = users - 1 - user;
          var there = other.login("demo", "u" + last, "there", attempt);
          epochs.get(user).add(here);
          epochs.get(last).add(there);
        }
      }
      var all = LongStream.rangeClosed(1, 2 * attempts).boxed().toList();
      for (var ofUser : epochs) {
        var given = new ArrayList<>(ofUser.stream().map(stage -> answer(stage).epoch()).toList());
        Collections.sort(given);
        assertEquals(all, given);
      }
    }
  }
}
