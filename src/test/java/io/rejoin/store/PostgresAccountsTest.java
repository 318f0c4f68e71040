package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static io.rejoin.store.Stores.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.NeedsProgram;
import io.rejoin.store.Accounts.Account;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link AccountRules} in PostgreSQL, and what happens when it stops. */
@NeedsProgram(NeedsProgram.POSTGRESQL)
class PostgresAccountsTest extends DatabaseAccountRules {
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
  StoreSettings settings() {
    return Stores.settings(postgres.url(), Map.of("user", "rejoin"));
  }

  @Override
  void emptyTheTable() throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.url(), "rejoin", "");
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM account");
    }
  }

  /** Tries as a client does; the pool looks for the server about once a second. */
  private static CompletionStage<Account> retried(Supplier<CompletionStage<Account>> call) {
    var answer = call.get();
    for (int i = 1; i < 10; i++) {
      answer = answer.exceptionallyCompose(refused -> call.get());
    }
    return answer;
  }

  @Test
  void aServerThatStopsRefusesLoginsAndGoesOnByItselfWhenItIsBack() throws Exception {
    try (var accounts = AccountStore.open(settings())) {
      assertEquals(1, answer(accounts.login("demo", "u1", "i1", 1, 0)).epoch());
      postgres.down();
      try {
        assertTrue(refusal(accounts.login("demo", "u1", "i2", 1, 0)).startsWith("the store "));
        assertTrue(refusal(accounts.login("demo", "u1", "i2", 1, 0)).startsWith("the store "));
        var down =
            assertThrows(StoreUnavailableException.class, () -> AccountStore.open(settings()));
        assertTrue(
            down.getMessage().startsWith("the store " + postgres.url() + " cannot be opened: "),
            down::getMessage);
      } finally {
        postgres.up();
      }
      assertEquals(2, answer(retried(() -> accounts.login("demo", "u1", "i2", 1, 0))).epoch());
    }
  }
}
