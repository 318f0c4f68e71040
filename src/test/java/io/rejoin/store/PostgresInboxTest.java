package io.rejoin.store;

import io.rejoin.NeedsProgram;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link InboxRules} in PostgreSQL, and what happens when it stops. */
@NeedsProgram(NeedsProgram.POSTGRESQL)
class PostgresInboxTest extends DatabaseInboxRules {
  private static PostgresServer postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Override
  StoreSettings settings(Map<String, ?> others) {
    var all = new HashMap<String, Object>(others);
    all.put("user", "rejoin");
    return Stores.settings(postgres.url(), all);
  }

  @Override
  void emptyTheTables() throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.url(), "rejoin", "");
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM account");
      statement.execute("DELETE FROM letter");
      statement.execute("DELETE FROM letter_line");
    }
  }

  @Test
  void whatWasAnsweredKeptIsThereOnceAndInOrderAfterAStopInMidStream() throws Exception {
    var settings = settings(Senders.WIDE);
    try (var store = Store.open(settings, new TestClock())) {
      var senders = new Senders(store);
      senders.start();
      senders.awaitKept(1000);
      postgres.down();
      try {
        senders.awaitRefused();
      } finally {
        postgres.up();
      }
      senders.awaitKept(senders.kept() + 1000);
      // Once more, now between commits that follow each other at full speed.
      postgres.down();
      postgres.up();
      senders.awaitKept(senders.kept() + 1000);
      senders.stop();
      senders.checkInboxes();
    }
  }
}
