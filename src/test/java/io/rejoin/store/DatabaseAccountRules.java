package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.store.Accounts.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AccountRules} in a database, and what holds for several servers on it. */
abstract class DatabaseAccountRules extends AccountRules {
  private AccountStore accounts;

  /** A database of this test. */
  abstract StoreSettings settings();

  /** Deletes what earlier tests left. */
  void emptyTheTable() throws Exception {}

  @Override
  Accounts open() throws Exception {
    accounts = AccountStore.open(settings());
    emptyTheTable();
    return accounts;
  }

  @AfterEach
  void closeTheStore() {
    accounts.close();
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
          var here = accounts.login("demo", "u" + user, "here", attempt, 0);
          // The other server meets the users in the opposite order: locks may cross.
          int last = users - 1 - user;
          var there = other.login("demo", "u" + last, "there", attempt, 0);
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
