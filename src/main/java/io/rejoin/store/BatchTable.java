package io.rejoin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table that takes many writes in few statements.
 *
 * @param <W> a write
 * @param <R> what a write answers
 */
interface BatchTable<W, R> {

  /** What a write is about. Writes about the same are never in one batch. */
  Object subject(W write);

  /**
   * How much of a queue and of a batch a write takes, 1 at least: for those that hold or read more
   * than a row. One that is heavier than a batch has a batch of its own.
   */
  default int weight(W write) {
    return 1;
  }

  /**
   * Writes them all, within the transaction of that connection, which the caller commits.
   *
   * @param writes at least one, no two about the same subject
   * @return the answers, in the order of the writes
   */
  List<R> write(Connection connection, List<W> writes) throws SQLException;
}
