package io.rejoin.store;

import static java.util.Comparator.comparing;

import io.rejoin.store.AccountWrite.Login;
import io.rejoin.store.AccountWrite.Logout;
import io.rejoin.store.AccountWrite.Reborn;
import io.rejoin.store.AccountWrite.Sanctioned;
import io.rejoin.store.Accounts.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of accounts: a batch is one {@code MERGE} and one {@code SELECT} of what it touched.
 *
 * <p>All is counted by the database, under the row's lock, so two servers on one database never
 * give the same epoch to two attempts. A login that repeats the newest attempt updates its row too,
 * though it leaves the epoch and does not open it again: without the lock another login could come
 * between, and the {@code SELECT} would answer with that one's epoch.
 */
final class AccountTable implements BatchTable<AccountWrite, Account> {

  private static final String MERGE =
      """
      MERGE INTO account AS a
      USING UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
        CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY),
        CAST(? AS BIGINT ARRAY))
        AS n (app, user_id, kind, instance, attempt, number, takes_over)
      ON a.app = n.app AND a.user_id = n.user_id
      WHEN MATCHED AND n.kind = 'login' AND a.banned_until <= n.number THEN UPDATE SET
        epoch = a.epoch
          + CASE WHEN a.instance = n.instance AND a.attempt = n.attempt THEN 0 ELSE 1 END,
        open = a.open OR a.instance <> n.instance OR a.attempt <> n.attempt,
        incarnation = a.incarnation + n.takes_over,
        instance = n.instance,
        attempt = n.attempt
      WHEN MATCHED AND n.kind = 'reborn' THEN UPDATE SET incarnation = a.incarnation + 1
      WHEN MATCHED AND n.kind = 'logout' AND a.epoch = n.number THEN UPDATE SET open = FALSE
      WHEN NOT MATCHED AND n.kind = 'login' THEN
        INSERT (app, user_id, epoch, incarnation, open, instance, attempt)
        VALUES (n.app, n.user_id, 1, 1, TRUE, n.instance, n.attempt)
      """;

  // Joined, not IN: H2 takes four times as long to look up 512 pairs that are IN a list.
  private static final String SELECT =
      """
      SELECT a.app, a.user_id, a.epoch, a.incarnation, a.open, a.sanctions, a.last_place
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY)) AS n (app, user_id)
      JOIN account AS a ON a.app = n.app AND a.user_id = n.user_id
      """;

  /** A write as the statement has it: what does not belong to its kind is empty. */
  private record Row(
      AccountKey key, String kind, String instance, long attempt, long number, long takesOver) {
    static Row of(AccountWrite write) {
      if (write instanceof Login login) {
        return new Row(
            login.key(), "login", login.instance(), login.attempt(), login.at(), login.takesOver());
      }
      if (write instanceof Logout logout) {
        return new Row(logout.key(), "logout", "", 0, logout.epoch(), 0);
      }
      return new Row(((Reborn) write).key(), "reborn", "", 0, 0, 0);
    }
  }

  @Override
  public Object subject(AccountWrite write) {
    return write.key();
  }

  @Override
  public List<Account> write(Connection connection, List<AccountWrite> writes) throws SQLException {
    var sanctioned = only(Sanctioned.class, writes);
    var after = new HashMap<>(SanctionRows.write(connection, sanctioned));
    if (sanctioned.size() < writes.size()) {
      var others = writes.stream().filter(write -> !(write instanceof Sanctioned)).toList();
      merge(connection, others);
      after.putAll(read(connection, others));
    }
    return writes.stream().map(write -> after.getOrDefault(write.key(), Account.NEVER)).toList();
  }

  private static <W> List<W> only(Class<W> kind, List<AccountWrite> writes) {
    return writes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void merge(Connection connection, List<AccountWrite> writes) throws SQLException {
    // Every server locks rows in the same order, so that two rarely wait for each other.
    var rows = writes.stream().sorted(comparing(AccountWrite::key)).map(Row::of).toList();
    try (var merge = connection.prepareStatement(MERGE)) {
      Columns.of(merge, rows)
          .key(Row::key)
          .text(Row::kind)
          .text(Row::instance)
          .number(Row::attempt)
          .number(Row::number)
          .number(Row::takesOver);
      merge.executeUpdate();
    }
  }

  private static Map<AccountKey, Account> read(Connection connection, List<AccountWrite> writes)
      throws SQLException {
    try (var select = connection.prepareStatement(SELECT)) {
      Columns.of(select, writes).key(AccountWrite::key);
      var found = new HashMap<AccountKey, Account>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              new AccountKey(row.getString(1), row.getString(2)),
              new Account(
                  row.getLong(3),
                  row.getLong(4),
                  row.getBoolean(5),
                  SanctionRows.read(row.getString(6)),
                  row.getLong(7) > 0));
        }
      }
      return found;
    }
  }
}
