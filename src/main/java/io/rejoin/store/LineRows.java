package io.rejoin.store;

import io.rejoin.store.Inboxes.Line;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of lines: what was stored last of each sender's newest login. */
final class LineRows {

  /** Whose inbox, and from whom. */
  record Sender(AccountKey key, String from) {}

  /** A line, and when its last letter was taken. */
  record LineRow(Sender sender, long epoch, long lastNumber, long at) {
    Line line() {
      return new Line(sender.from(), epoch, lastNumber);
    }
  }

  private static final String COLUMNS =
      "SELECT l.app, l.user_id, l.sender, l.epoch, l.last_number, l.taken_at ";

  private static final String OF_USERS =
      COLUMNS
          + """
          FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY)) AS n (app, user_id)
          JOIN letter_line AS l ON l.app = n.app AND l.user_id = n.user_id
          WHERE l.taken_at > ?
          """;

  private static final String OF_SENDERS =
      COLUMNS
          + """
          FROM UNNEST(
            CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY))
            AS n (app, user_id, sender)
          JOIN letter_line AS l
            ON l.app = n.app AND l.user_id = n.user_id AND l.sender = n.sender
          """;

  private static final String WRITE =
      """
      MERGE INTO letter_line AS l
      USING UNNEST(
        CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY))
        AS n (app, user_id, sender, epoch, last_number, taken_at)
      ON l.app = n.app AND l.user_id = n.user_id AND l.sender = n.sender
      WHEN MATCHED THEN UPDATE SET
        epoch = n.epoch, last_number = n.last_number, taken_at = n.taken_at
      WHEN NOT MATCHED THEN
        INSERT (app, user_id, sender, epoch, last_number, taken_at)
        VALUES (n.app, n.user_id, n.sender, n.epoch, n.last_number, n.taken_at)
      """;

  private LineRows() {}

  /** The lines of these users with a letter that was taken later than that. */
  static Map<AccountKey, List<Line>> ofUsers(
      Connection connection, Collection<AccountKey> keys, long expired) throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    try (var select = connection.prepareStatement(OF_USERS)) {
      Columns.of(select, keys).key(key -> key).then(expired);
      var found = new HashMap<AccountKey, List<Line>>();
      for (var row : read(select)) {
        found.computeIfAbsent(row.sender().key(), first -> new ArrayList<>()).add(row.line());
      }
      return found;
    }
  }

  static Map<Sender, LineRow> ofSenders(Connection connection, Collection<Sender> senders)
      throws SQLException {
    try (var select = connection.prepareStatement(OF_SENDERS)) {
      Columns.of(select, senders).key(Sender::key).text(Sender::from);
      var found = new HashMap<Sender, LineRow>();
      for (var row : read(select)) {
        found.put(row.sender(), row);
      }
      return found;
    }
  }

  private static List<LineRow> read(PreparedStatement select) throws SQLException {
    var found = new ArrayList<LineRow>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        var key = new AccountKey(row.getString(1), row.getString(2));
        var sender = new Sender(key, row.getString(3));
        found.add(new LineRow(sender, row.getLong(4), row.getLong(5), row.getLong(6)));
      }
    }
    return found;
  }

  static void write(Connection connection, Collection<LineRow> lines) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    try (var merge = connection.prepareStatement(WRITE)) {
      Columns.of(merge, lines)
          .key(line -> line.sender().key())
          .text(line -> line.sender().from())
          .number(LineRow::epoch)
          .number(LineRow::lastNumber)
          .number(LineRow::at);
      merge.executeUpdate();
    }
  }
}
