package io.rejoin.store;

import io.rejoin.NeedsProgram;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** {@link InboxRules} in PostgreSQL. */
@NeedsProgram(NeedsProgram.POSTGRESQL)
class PostgresInboxTest extends InboxRules {
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
}
