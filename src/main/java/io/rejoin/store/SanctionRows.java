package io.rejoin.store;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rejoin.store.Accounts.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of accounts that sanctions change: read under the rows' locks, and written. */
final class SanctionRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LOCK =
      """
      SELECT a.app, a.user_id, a.epoch, a.incarnation, a.open, a.sanctions, a.last_place
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))
        WITH ORDINALITY AS n (app, user_id, nth)
      JOIN account AS a ON a.app = n.app AND a.user_id = n.user_id
      ORDER BY n.nth
      FOR UPDATE OF a
      """;

  // Who is banned without ever having logged in gets a row, of no login.
  private static final String WRITE =
      """
      MERGE INTO account AS a
      USING UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BOOLEAN ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY))
        AS n (app, user_id, open, banned_until, sanctions)
      ON a.app = n.app AND a.user_id = n.user_id
      WHEN MATCHED THEN UPDATE SET
        open = n.open,
        banned_until = n.banned_until,
        sanctions = n.sanctions
      WHEN NOT MATCHED THEN
        INSERT (app, user_id, epoch, incarnation, open, instance, attempt, banned_until, sanctions)
        VALUES (n.app, n.user_id, 0, 0, FALSE, '', 0, n.banned_until, n.sanctions)
      """;

  private record SanctionRow(AccountKey key, Account account) {}

  private SanctionRows() {}

  /** Makes sanctions hold; the accounts as they stand then. */
  static Map<AccountKey, Account> write(
      Connection connection, Collection<AccountWrite.Sanctioned> writes) throws SQLException {
    if (writes.isEmpty()) {
      return Map.of();
    }
    var sorted = writes.stream().sorted(comparing(AccountWrite.Sanctioned::key)).toList();
    var before = lock(connection, sorted);
    var after =
        sorted.stream()
            .map(
                write ->
                    new SanctionRow(
                        write.key(),
                        before
                            .getOrDefault(write.key(), Account.NEVER)
                            .after(write.sanction(), write.at())))
            .filter(row -> !row.account().equals(before.getOrDefault(row.key(), Account.NEVER)))
            .toList();
    put(connection, after);
    var accounts = new HashMap<>(before);
    after.forEach(row -> accounts.put(row.key(), row.account()));
    return accounts;
  }

  private static Map<AccountKey, Account> lock(
      Connection connection, List<AccountWrite.Sanctioned> writes) throws SQLException {
    try (var select = connection.prepareStatement(LOCK)) {
      Columns.of(select, writes).key(AccountWrite.Sanctioned::key);
      var found = new HashMap<AccountKey, Account>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              new AccountKey(row.getString(1), row.getString(2)),
              new Account(
                  row.getLong(3),
                  row.getLong(4),
                  row.getBoolean(5),
                  read(row.getString(6)),
                  row.getLong(7) > 0));
        }
      }
      return found;
    }
  }

  private static void put(Connection connection, List<SanctionRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var merge = connection.prepareStatement(WRITE)) {
      Columns.of(merge, rows)
          .key(SanctionRow::key)
          .flag(row -> row.account().open())
          .number(row -> row.account().sanctions().bannedUntil())
          .text(row -> text(row.account().sanctions()));
      merge.executeUpdate();
    }
  }

  /** What the column says. */
  static Sanctions read(String text) throws SQLException {
    try {
      return text == null ? Sanctions.NONE : JSON.readValue(text, Sanctions.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("an account's sanctions cannot be read", e);
    }
  }

  private static String text(Sanctions sanctions) {
    try {
      return sanctions.equals(Sanctions.NONE) ? null : JSON.writeValueAsString(sanctions);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
