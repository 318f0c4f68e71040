package io.rejoin.store;

import java.sql.SQLException;

/** No connection could be had. Its message is the database's or the pool's. */
final class StoreUnreachableException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreUnreachableException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
