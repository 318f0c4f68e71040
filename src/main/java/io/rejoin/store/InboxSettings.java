package io.rejoin.store;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What an inbox holds; the keys of {@code rejoin.store.inbox} tell more.
 *
 * @param letters that wait for one user at most
 * @param bytes of their payloads at most, in UTF-8
 * @param age at which a letter expires
 * @param expireEvery how long after one sweep of expired letters the next begins
 * @param expireBatch letters of one such commit at most
 */
public record InboxSettings(
    int letters, long bytes, Duration age, Duration expireEvery, int expireBatch) {

  /**
   * @throws IllegalArgumentException if a number is too low; the message names the key
   */
  public InboxSettings {
    checkAtLeast(1, "letters", letters);
    checkAtLeast(1, "bytes", bytes);
    checkAtLeast(1, "age", age.toMillis());
    checkAtLeast(1, "expire-every", expireEvery.toMillis());
    checkAtLeast(1, "expire-batch", expireBatch);
  }

  private static void checkAtLeast(long least, String key, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "rejoin.store.inbox.%s is %d; at least %d".formatted(key, value, least));
    }
  }

  /** Reads {@code rejoin.store.inbox} of a whole configuration. */
  public static InboxSettings from(Config config) {
    var inbox = config.getConfig("rejoin.store.inbox");
    return new InboxSettings(
        inbox.getInt("letters"),
        inbox.getBytes("bytes"),
        inbox.getDuration("age"),
        inbox.getDuration("expire-every"),
        inbox.getInt("expire-batch"));
  }
}
