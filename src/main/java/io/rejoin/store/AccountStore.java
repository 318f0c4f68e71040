package io.rejoin.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/**
 * The accounts in a database, H2 or PostgreSQL. Thread-safe. Several servers may use one
 * PostgreSQL; an H2 file belongs to one process.
 *
 * <p>Ids are 1 to 64 bytes of UTF-8 without a zero byte; others throw {@link
 * IllegalArgumentException} at the call. Stages are completed on the store's threads: what depends
 * on them must not block.
 */
public final class AccountStore implements Accounts, AutoCloseable {
  private final BatchWriter<AccountWrite, Account> writer;
  private final AutoCloseable pool;

  AccountStore(DataSource source, AutoCloseable pool, StoreSettings settings) {
    var table = new AccountTable();
    this.writer =
        new BatchWriter<>(
            "rejoin-store-accounts", new Commits<>(source, table, settings), table, settings);
    this.pool = pool;
  }

  /**
   * Connects, brings the tables up to date and starts the writer. Blocks. A store that goes down
   * later is used again as soon as it is back.
   *
   * @throws StoreUnavailableException if the database cannot be reached now, or its file is held by
   *     another process; the message tells an operator which
   */
  public static AccountStore open(StoreSettings settings) {
    HikariDataSource pool = Database.open(settings);
    return new AccountStore(pool, pool, settings);
  }

  @Override
  public CompletionStage<Account> login(
      String app, String user, String instance, long attempt, long at) {
    var key = new AccountKey(app, user);
    return writer.write(new AccountWrite.Login(key, instance, attempt, at, 0));
  }

  @Override
  public CompletionStage<Account> loginAndTakeOver(
      String app, String user, String instance, long attempt, long at) {
    var key = new AccountKey(app, user);
    return writer.write(new AccountWrite.Login(key, instance, attempt, at, 1));
  }

  @Override
  public CompletionStage<Account> reborn(String app, String user) {
    return writer.write(new AccountWrite.Reborn(new AccountKey(app, user)));
  }

  @Override
  public CompletionStage<Account> logout(String app, String user, long epoch) {
    return writer.write(new AccountWrite.Logout(new AccountKey(app, user), epoch));
  }

  @Override
  public CompletionStage<Account> sanction(String app, String user, Sanction sanction, long at) {
    return writer.write(new AccountWrite.Sanctioned(new AccountKey(app, user), sanction, at));
  }

  /**
   * Takes no more calls, writes what waits for up to {@link StoreSettings#timeout}, and closes the
   * database. Blocks.
   */
  @Override
  public void close() {
    writer.close();
    try {
      pool.close();
    } catch (Exception e) {
      throw new IllegalStateException("the store's connections cannot be closed", e);
    }
  }
}
