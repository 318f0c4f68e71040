package io.rejoin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/** Opens the database: a pool of connections to tables that are brought up to date. */
final class Database {
  private static final int H2_FILE_IS_HELD = 90020;
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private Database() {}

  /**
   * A pool to be closed by the caller.
   *
   * @throws StoreUnavailableException if the database cannot be reached, or its file is held by
   *     another process; the message says which, and nothing stays open
   */
  static HikariDataSource open(StoreSettings settings) {
    HikariDataSource pool = null;
    try {
      pool = new HikariDataSource(pool(settings));
      Flyway.configure().dataSource(pool).load().migrate();
      return pool;
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      throw new StoreUnavailableException(why(settings, e), e);
    }
  }

  private static HikariConfig pool(StoreSettings settings) {
    var pool = new HikariConfig();
    pool.setPoolName("rejoin-store");
    pool.setJdbcUrl(settings.url());
    pool.setUsername(settings.user());
    pool.setPassword(settings.password());
    pool.setMaximumPoolSize(settings.connections());
    pool.setConnectionTimeout(settings.connectTimeout().toMillis());
    pool.setInitializationFailTimeout(settings.connectTimeout().toMillis());
    pool.setValidationTimeout(settings.connectTimeout().toMillis());
    if (settings.url().startsWith(POSTGRESQL)) {
      // A plan that was kept from when a table was small reads all of it when it has grown.
      pool.setConnectionInitSql("SET plan_cache_mode = force_custom_plan");
    }
    return pool;
  }

  private static String why(StoreSettings settings, Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      if (root instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IS_HELD) {
        break;
      }
      root = root.getCause();
    }
    if (root instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IS_HELD) {
      return String.format(
          Locale.ROOT,
          "the store %s is held by another process: an H2 file belongs to one process at a time."
              + " Stop that process, or set rejoin.store.url to another file or to PostgreSQL.",
          settings.place());
    }
    return String.format(
        Locale.ROOT,
        "the store %s cannot be opened: %s",
        settings.place(),
        StoreUnavailableException.reason(root));
  }
}
