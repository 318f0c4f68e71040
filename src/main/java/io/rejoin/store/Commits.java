package io.rejoin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Writes a batch in one transaction. If another writer was in the way it is tried again, up to
 * {@link StoreSettings#tries} times in all. Blocks.
 */
final class Commits<W, R> {
  /** Two inserted the same row; two waited for each other; one overtook the other. */
  private static final Set<String> ANOTHER_WRITER = Set.of("23505", "40P01", "40001");

  private final DataSource source;
  private final BatchTable<W, R> table;
  private final StoreSettings settings;

  Commits(DataSource source, BatchTable<W, R> table, StoreSettings settings) {
    this.source = source;
    this.table = table;
    this.settings = settings;
  }

  List<R> write(List<W> writes) throws SQLException, StoreUnreachableException {
    try (var connection = connect()) {
      // A server that went silent must not hold the writer for ever.
      connection.setNetworkTimeout(Runnable::run, (int) settings.timeout().toMillis());
      connection.setAutoCommit(false);
      for (int tried = 1; ; tried++) {
        try {
          var answers = table.write(connection, writes);
          connection.commit();
          return answers;
        } catch (SQLException e) {
          rollBack(connection, e);
          if (tried >= settings.tries() || !ANOTHER_WRITER.contains(e.getSQLState())) {
            throw e;
          }
        }
      }
    }
  }

  private Connection connect() throws StoreUnreachableException {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new StoreUnreachableException(e);
    }
  }

  private static void rollBack(Connection connection, SQLException failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
