package io.rejoin.store;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from time to time what has expired, on a thread of its own, and counts it. Several
 * servers may do so on one database; each letter is counted by one of them.
 */
final class Expiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

  private final Commits<Long, ExpiryTable.Deleted> commits;
  private final StoreSettings settings;
  private final InstantSource wall;
  private final AtomicLong letters = new AtomicLong();
  private final ScheduledExecutorService sweeper;

  Expiry(DataSource source, StoreSettings settings, InstantSource wall) {
    this.commits = new Commits<>(source, new ExpiryTable(settings.inbox()), settings);
    this.settings = settings;
    this.wall = wall;
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "rejoin-store-expiry");
              thread.setDaemon(true);
              return thread;
            });
    long pause = settings.inbox().expireEvery().toMillis();
    sweeper.scheduleWithFixedDelay(this::sweepOrSayWhy, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** How many letters this server has deleted because of their age. */
  long letters() {
    return letters.get();
  }

  private void sweepOrSayWhy() {
    try {
      sweep();
    } catch (SQLException | StoreUnreachableException | RuntimeException e) {
      LOG.warn(
          "expired letters are not deleted, until the next sweep in {}: {}",
          settings.inbox().expireEvery(),
          StoreUnavailableException.reason(e));
    }
  }

  /** Deletes all that has expired by now, a commit for each batch. */
  private void sweep() throws SQLException, StoreUnreachableException {
    long upTo = wall.millis() - settings.inbox().age().toMillis();
    int batch = settings.inbox().expireBatch();
    ExpiryTable.Deleted deleted;
    do {
      deleted = commits.write(List.of(upTo)).get(0);
      letters.addAndGet(deleted.letters());
    } while (!sweeper.isShutdown() && (deleted.letters() == batch || deleted.lines() == batch));
  }

  /** Sweeps no more; waits for the running commit up to {@link StoreSettings#timeout}. */
  @Override
  public void close() {
    // Not interrupted: that would close H2's file under the others.
    sweeper.shutdown();
    try {
      sweeper.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
