package io.rejoin.store;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Where the store is and how much may wait for it; the keys of {@code rejoin.store} tell more.
 *
 * @param url the JDBC URL
 * @param connections how many connections are held at most
 * @param queueSize writes that may wait, by their weights; one more is refused at once
 * @param batchSize writes of one commit at most, by their weights
 * @param gather how long the first of a commit waits for others
 * @param tries how often a commit is tried that lost against another writer's
 * @param connectTimeout how long a connection is waited for
 * @param timeout how long a write may wait and run before its stage fails
 * @param inbox what an inbox holds
 */
public record StoreSettings(
    String url,
    String user,
    String password,
    int connections,
    int queueSize,
    int batchSize,
    Duration gather,
    int tries,
    Duration connectTimeout,
    Duration timeout,
    InboxSettings inbox) {

  /** PostgreSQL takes 65,535 parameters in a statement, and a write has six. */
  private static final int MAX_BATCH = 10_000;

  /**
   * @throws IllegalArgumentException if a number is too low or a batch above 10,000; the message
   *     names the key
   */
  public StoreSettings {
    checkAtLeast(2, "pool-size", connections);
    checkAtLeast(1, "queue-size", queueSize);
    checkAtLeast(1, "batch-size", batchSize);
    checkAtLeast(1, "tries", tries);
    if (batchSize > MAX_BATCH) {
      throw new IllegalArgumentException(
          "rejoin.store.batch-size is %d; at most %d".formatted(batchSize, MAX_BATCH));
    }
  }

  private static void checkAtLeast(int least, String key, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "rejoin.store.%s is %d; at least %d".formatted(key, value, least));
    }
  }

  /** Reads {@code rejoin.store} of a whole configuration. */
  public static StoreSettings from(Config config) {
    var store = config.getConfig("rejoin.store");
    return new StoreSettings(
        store.getString("url"),
        store.getString("user"),
        store.getString("password"),
        store.getInt("pool-size"),
        store.getInt("queue-size"),
        store.getInt("batch-size"),
        store.getDuration("gather"),
        store.getInt("tries"),
        store.getDuration("connect-timeout"),
        store.getDuration("timeout"),
        InboxSettings.from(config));
  }

  /** The URL without its parameters, which may hold a password. */
  String place() {
    return url.split("[;?]", 2)[0];
  }

  @Override
  public String toString() {
    return "StoreSettings[" + place() + "]";
  }
}
