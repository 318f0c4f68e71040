package io.rejoin.session;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Bounds of sessions.
 *
 * @param recoverFor how long a session without a login waits for one, or for a link to come back
 * @param storeRetryAfter told to clients whose login could not be stored
 */
public record SessionSettings(
    Duration recoverFor,
    Duration storeRetryAfter,
    MailboxSettings mailbox,
    StatusSettings statuses) {

  /** Reads {@code rejoin.session}. */
  public static SessionSettings from(Config root) {
    Config config = root.getConfig("rejoin.session");
    return new SessionSettings(
        config.getDuration("recover-for"),
        config.getDuration("store-retry-after"),
        MailboxSettings.from(config.getConfig("mailbox")),
        StatusSettings.from(config.getConfig("statuses")));
  }
}
