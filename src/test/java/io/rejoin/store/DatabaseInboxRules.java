package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.store.Inboxes.Opened;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Put.Kept;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link InboxRules} in a database, what it deletes, and several servers on it. */
abstract class DatabaseInboxRules extends InboxRules {
  private Store store;

  /** A database of this test. */
  abstract StoreSettings settings(Map<String, ?> others);

  /** Deletes what earlier tests left. */
  void emptyTheTables() throws SQLException {}

  @Override
  void open() throws SQLException {
    store = Store.open(settings(BOUNDS), clock);
    emptyTheTables();
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Override
  Accounts accounts() {
    return store.accounts();
  }

  @Override
  Inboxes inboxes() {
    return store.inboxes();
  }

  @Test
  void whatHasExpiredIsDeletedNowAndThenAndCounted() throws Exception {
    put(1, letter("a", 1), letter("a", 2), letter("a", 3), letter("b", 1));
    clock.pass(Duration.ofDays(7).minusMillis(1));
    put(1, letter("b", 2));
    clock.pass(Duration.ofMillis(1));
    assertEquals(0, store.expiredLetters(), "the next sweep is a minute away");
    var often = new HashMap<String, Object>(BOUNDS);
    often.putAll(Map.of("inbox.expire-every", "5ms", "inbox.expire-batch", 3));
    try (var sweeping = Store.open(settings(often), clock)) {
      Awaiting.until(() -> sweeping.expiredLetters() == 4);
      Awaiting.until(() -> rows("letter_line") == 1);
      assertEquals(1, rows("letter"));
      clock.pass(Duration.ofDays(7));
      Awaiting.until(() -> rows("letter_line") == 0);
      assertEquals(0, rows("letter"));
      assertEquals(5, sweeping.expiredLetters());
    }
  }

  private long rows(String table) throws SQLException {
    var settings = settings(BOUNDS);
    try (var connection = DriverManager.getConnection(settings.url(), settings.user(), "");
        var statement = connection.createStatement();
        var counted = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      counted.next();
      return counted.getLong(1);
    }
  }

  @Test
  void whatTwoServersKeepIsSeenByTheSessionThatTakesOverOrRefused() {
    int users = 30;
    for (int user = 0; user < users; user++) {
      answer(store.accounts().login("demo", "v" + user, "i1", 1, 0));
    }
    try (var other = Store.open(settings(BOUNDS), clock)) {
      for (int round = 1; round <= 4; round++) {
        int number = round;
        var puts = new ArrayList<CompletionStage<List<Put>>>();
        var takeovers = new ArrayList<CompletionStage<Opened>>();
        for (int user = 0; user < users; user++) {
          puts.add(store.inboxes().put("demo", "v" + user, round, List.of(letter("a", round))));
          // The other server meets the users in the opposite order: locks may cross.
          takeovers.add(other.inboxes().open("demo", "v" + (users - 1 - user)));
        }
        for (int user = 0; user < users; user++) {
          var put = answer(puts.get(user)).get(0);
          var opened = answer(takeovers.get(users - 1 - user));
          assertEquals(round + 1, opened.account().incarnation());
          long found =
              opened.letters().stream().filter(at -> at.letter().number() == number).count();
          assertEquals(put instanceof Kept ? 1 : 0, found, put::toString);
        }
      }
    }
  }
}
