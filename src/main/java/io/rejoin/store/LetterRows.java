package io.rejoin.store;

import io.rejoin.store.InboxWrite.Encoded;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Stored;
import io.rejoin.store.LineRows.Sender;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of letters. */
final class LetterRows {

  /** Where a letter is. */
  record Place(AccountKey key, long place) {}

  /** A letter at its place. */
  record LetterRow(Place at, Encoded encoded) {}

  /** Which letter it is. */
  record LetterName(Sender sender, long epoch, long number) {}

  private static final String OF_USERS =
      """
      SELECT l.app, l.user_id, l.place,
        l.sender, l.epoch, l.number, l.taken_at, l.payload, l.base64
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY)) AS n (app, user_id)
      JOIN letter AS l ON l.app = n.app AND l.user_id = n.user_id
      WHERE l.taken_at > ?
      ORDER BY l.app, l.user_id, l.place
      """;

  private static final String COUNT =
      """
      SELECT l.app, l.user_id, COUNT(*), SUM(l.bytes)
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY)) AS n (app, user_id)
      JOIN letter AS l ON l.app = n.app AND l.user_id = n.user_id
      WHERE l.taken_at > ?
      GROUP BY l.app, l.user_id
      """;

  private static final String PLACES =
      """
      SELECT l.app, l.user_id, l.place, l.sender, l.epoch, l.number
      FROM UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY))
        AS n (app, user_id, sender, epoch, number)
      JOIN letter AS l ON l.app = n.app AND l.user_id = n.user_id
        AND l.sender = n.sender AND l.epoch = n.epoch AND l.number = n.number
      WHERE l.taken_at > ?
      """;

  private static final String INSERT =
      """
      INSERT INTO letter
        (app, user_id, place, sender, epoch, number, taken_at, base64, bytes, payload)
      SELECT n.app, n.user_id, n.place, n.sender, n.epoch, n.number, n.taken_at, n.base64,
        OCTET_LENGTH(n.payload), n.payload
      FROM UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY),
        CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS BOOLEAN ARRAY), CAST(? AS BYTEA ARRAY))
        AS n (app, user_id, place, sender, epoch, number, taken_at, base64, payload)
      """;

  private static final String DELETE =
      """
      MERGE INTO letter AS l
      USING UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY))
        AS n (app, user_id, place)
      ON l.app = n.app AND l.user_id = n.user_id AND l.place = n.place
      WHEN MATCHED THEN DELETE
      """;

  private LetterRows() {}

  /** The letters of these users that were taken later than that, by their places. */
  static Map<AccountKey, List<Stored>> ofUsers(
      Connection connection, Collection<AccountKey> keys, long expired) throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    try (var select = connection.prepareStatement(OF_USERS)) {
      Columns.of(select, keys).key(key -> key).then(expired);
      var found = new HashMap<AccountKey, List<Stored>>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          var letter =
              new Letter(
                  row.getString(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  new String(row.getBytes(8), StandardCharsets.UTF_8),
                  row.getBoolean(9));
          var key = new AccountKey(row.getString(1), row.getString(2));
          found
              .computeIfAbsent(key, first -> new ArrayList<>())
              .add(new Stored(row.getLong(3), letter));
        }
      }
      return found;
    }
  }

  /** The rows with the exact number of letters that were taken later than that. */
  static List<InboxRow> count(Connection connection, Collection<InboxRow> rows, long expired)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    try (var select = connection.prepareStatement(COUNT)) {
      Columns.of(select, rows).key(InboxRow::key).then(expired);
      var counted = new HashMap<AccountKey, InboxRow>();
      rows.forEach(row -> counted.put(row.key(), row.counted(0, 0)));
      try (var row = select.executeQuery()) {
        while (row.next()) {
          int letters = row.getInt(3);
          long bytes = row.getLong(4);
          counted.computeIfPresent(
              new AccountKey(row.getString(1), row.getString(2)),
              (key, before) -> before.counted(letters, bytes));
        }
      }
      return List.copyOf(counted.values());
    }
  }

  /** Where those of these letters are that were taken later than that. */
  static Map<LetterName, Long> places(
      Connection connection, Collection<LetterName> names, long expired) throws SQLException {
    var found = new HashMap<LetterName, Long>();
    if (names.isEmpty()) {
      return found;
    }
    try (var select = connection.prepareStatement(PLACES)) {
      Columns.of(select, names)
          .key(name -> name.sender().key())
          .text(name -> name.sender().from())
          .number(LetterName::epoch)
          .number(LetterName::number)
          .then(expired);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          var key = new AccountKey(row.getString(1), row.getString(2));
          var sender = new Sender(key, row.getString(4));
          found.put(new LetterName(sender, row.getLong(5), row.getLong(6)), row.getLong(3));
        }
      }
      return found;
    }
  }

  static void insert(Connection connection, Collection<LetterRow> letters) throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(INSERT)) {
      Columns.of(insert, letters)
          .key(row -> row.at().key())
          .number(row -> row.at().place())
          .text(row -> row.encoded().letter().from())
          .number(row -> row.encoded().letter().epoch())
          .number(row -> row.encoded().letter().number())
          .number(row -> row.encoded().letter().at())
          .flag(row -> row.encoded().letter().binary())
          .bytes(row -> row.encoded().payload());
      insert.executeUpdate();
    }
  }

  static void delete(Connection connection, Collection<Place> places) throws SQLException {
    if (places.isEmpty()) {
      return;
    }
    try (var merge = connection.prepareStatement(DELETE)) {
      Columns.of(merge, places).key(Place::key).number(Place::place);
      merge.executeUpdate();
    }
  }
}
