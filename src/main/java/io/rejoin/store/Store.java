package io.rejoin.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * What is on disk: accounts and inboxes in one database, H2 or PostgreSQL. Each of the two has a
 * writer of its own, so that a login does not wait behind letters.
 */
public final class Store implements AutoCloseable {
  private final AccountStore accounts;
  private final InboxStore inboxes;
  private final Expiry expiry;
  private final AutoCloseable pool;

  Store(DataSource source, AutoCloseable pool, StoreSettings settings, InstantSource wall) {
    // The pool is closed last, by this.
    this.accounts = new AccountStore(source, () -> {}, settings);
    this.inboxes = new InboxStore(source, settings, wall);
    this.expiry = new Expiry(source, settings, wall);
    this.pool = pool;
  }

  /**
   * Connects, brings the tables up to date and starts the writers. Blocks. A store that goes down
   * later is used again as soon as it is back.
   *
   * @param wall tells which letters have expired
   * @throws StoreUnavailableException if the database cannot be reached now, or its file is held by
   *     another process; the message tells an operator which
   */
  public static Store open(StoreSettings settings, InstantSource wall) {
    HikariDataSource pool = Database.open(settings);
    return new Store(pool, pool, settings, wall);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Inboxes inboxes() {
    return inboxes;
  }

  /** How many letters were deleted because of their age, by this server since its start. */
  public long expiredLetters() {
    return expiry.letters();
  }

  /**
   * Takes no more calls, writes what waits for up to {@link StoreSettings#timeout} for each writer,
   * and closes the database. Blocks.
   */
  @Override
  public void close() {
    expiry.close();
    inboxes.close();
    accounts.close();
    try {
      pool.close();
    } catch (Exception e) {
      throw new IllegalStateException("the store's connections cannot be closed", e);
    }
  }
}
