package io.rejoin.store;

import io.rejoin.store.Accounts.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The columns of accounts that inboxes use: read under the rows' locks, and written. */
final class InboxRows {
  // In one order for every server, so that two rarely wait for each other.
  private static final String LOCK =
      """
      SELECT a.app, a.user_id, a.epoch, a.incarnation, a.open, a.last_place, a.letters, a.bytes
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))
        WITH ORDINALITY AS n (app, user_id, nth)
      JOIN account AS a ON a.app = n.app AND a.user_id = n.user_id
      ORDER BY n.nth
      FOR UPDATE OF a
      """;

  private static final String WRITE =
      """
      MERGE INTO account AS a
      USING UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY))
        AS n (app, user_id, incarnation, last_place, letters, bytes)
      ON a.app = n.app AND a.user_id = n.user_id
      WHEN MATCHED THEN UPDATE SET
        incarnation = n.incarnation,
        last_place = n.last_place,
        letters = CAST(n.letters AS INTEGER),
        bytes = n.bytes
      """;

  private InboxRows() {}

  /** The rows of those that ever logged in. They are locked until the transaction ends. */
  static Map<AccountKey, InboxRow> lock(Connection connection, Collection<AccountKey> keys)
      throws SQLException {
    try (var select = connection.prepareStatement(LOCK)) {
      Columns.of(select, keys.stream().sorted().toList()).key(key -> key);
      var found = new HashMap<AccountKey, InboxRow>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          var key = new AccountKey(row.getString(1), row.getString(2));
          var account =
              new Account(
                  row.getLong(3),
                  row.getLong(4),
                  row.getBoolean(5),
                  Sanctions.NONE, // they are no business of an inbox
                  row.getLong(6) > 0);
          found.put(key, new InboxRow(key, account, row.getLong(6), row.getInt(7), row.getLong(8)));
        }
      }
      return found;
    }
  }

  /** Writes rows that are locked. */
  static void write(Connection connection, Collection<InboxRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var merge = connection.prepareStatement(WRITE)) {
      Columns.of(merge, rows)
          .key(InboxRow::key)
          .number(row -> row.account().incarnation())
          .number(InboxRow::lastPlace)
          .number(row -> (long) row.letters())
          .number(InboxRow::bytes);
      merge.executeUpdate();
    }
  }
}
