package io.rejoin.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Binds many rows to a statement that unnests one array for each column. However many rows there
 * are, the statement's text is the same, so that databases need not parse it again.
 */
final class Columns<T> {
  private final PreparedStatement statement;
  private final List<T> rows;
  private int at = 1;

  private Columns(PreparedStatement statement, List<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  static <T> Columns<T> of(PreparedStatement statement, Collection<T> rows) {
    return new Columns<>(statement, List.copyOf(rows));
  }

  /** The columns of a key, which come first in every table. */
  Columns<T> key(Function<T, AccountKey> key) throws SQLException {
    return text(row -> key.apply(row).app()).text(row -> key.apply(row).user());
  }

  Columns<T> text(Function<T, String> value) throws SQLException {
    return bind("varchar", rows.stream().map(value).toArray(String[]::new));
  }

  Columns<T> number(Function<T, Long> value) throws SQLException {
    return bind("bigint", rows.stream().map(value).toArray(Long[]::new));
  }

  Columns<T> flag(Function<T, Boolean> value) throws SQLException {
    return bind("boolean", rows.stream().map(value).toArray(Boolean[]::new));
  }

  Columns<T> bytes(Function<T, byte[]> value) throws SQLException {
    return bind("bytea", rows.stream().map(value).toArray(byte[][]::new));
  }

  /** A value of its own, after the columns. */
  Columns<T> then(long value) throws SQLException {
    statement.setLong(at++, value);
    return this;
  }

  private Columns<T> bind(String type, Object[] values) throws SQLException {
    statement.setArray(at++, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
