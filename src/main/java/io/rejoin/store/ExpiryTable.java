package io.rejoin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes letters and lines up to an age, a bounded number at a time. */
final class ExpiryTable implements BatchTable<Long, ExpiryTable.Deleted> {

  record Deleted(int letters, int lines) {}

  // The age is looked at again when a row is deleted: a letter may have come to its line meanwhile.
  private static final String LETTERS =
      """
      MERGE INTO letter AS l
      USING (SELECT app, user_id, place FROM letter
        WHERE taken_at <= ? ORDER BY taken_at FETCH FIRST ? ROWS ONLY) AS n
      ON l.app = n.app AND l.user_id = n.user_id AND l.place = n.place
      WHEN MATCHED AND l.taken_at <= ? THEN DELETE
      """;

  private static final String LINES =
      """
      MERGE INTO letter_line AS l
      USING (SELECT app, user_id, sender FROM letter_line
        WHERE taken_at <= ? ORDER BY taken_at FETCH FIRST ? ROWS ONLY) AS n
      ON l.app = n.app AND l.user_id = n.user_id AND l.sender = n.sender
      WHEN MATCHED AND l.taken_at <= ? THEN DELETE
      """;

  private final int atMost;

  ExpiryTable(InboxSettings settings) {
    this.atMost = settings.expireBatch();
  }

  @Override
  public Object subject(Long expired) {
    return expired;
  }

  /**
   * @param upTo when the youngest that are deleted were taken
   */
  @Override
  public List<Deleted> write(Connection connection, List<Long> upTo) throws SQLException {
    var deleted = new ArrayList<Deleted>();
    for (var expired : upTo) {
      deleted.add(
          new Deleted(delete(connection, LETTERS, expired), delete(connection, LINES, expired)));
    }
    return deleted;
  }

  private int delete(Connection connection, String statement, long expired) throws SQLException {
    try (var merge = connection.prepareStatement(statement)) {
      merge.setLong(1, expired);
      merge.setInt(2, atMost);
      merge.setLong(3, expired);
      return merge.executeUpdate();
    }
  }
}
