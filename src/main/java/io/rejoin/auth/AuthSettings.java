package io.rejoin.auth;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How tokens are checked; the keys of {@code rejoin.auth} tell more.
 *
 * @param leeway how far a clock that signed a token may be ahead of this one
 * @param expiryRequired whether a token without {@code exp} is refused
 * @param maxLife the longest time from {@code iat} (from now where it is missing) to {@code exp}
 * @param maxTokenBytes the longest token that is looked at
 */
public record AuthSettings(
    Duration leeway, boolean expiryRequired, Duration maxLife, int maxTokenBytes) {

  /** Reads {@code rejoin.auth} of a whole configuration. */
  public static AuthSettings from(Config config) {
    var auth = config.getConfig("rejoin.auth");
    return new AuthSettings(
        auth.getDuration("leeway"),
        auth.getBoolean("expiry-required"),
        auth.getDuration("max-life"),
        Math.toIntExact(auth.getBytes("max-token-size")));
  }
}
