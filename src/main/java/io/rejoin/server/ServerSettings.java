package io.rejoin.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * How a node starts and stops.
 *
 * @param dispatcher the dispatcher of sessions, rooms and relays
 * @param joinTimeout how long the node may take to become a member of its cluster
 * @param stopTimeout how long it may take to stop
 */
public record ServerSettings(String dispatcher, Duration joinTimeout, Duration stopTimeout) {

  /** Reads {@code rejoin.server}. */
  public static ServerSettings from(Config root) {
    Config config = root.getConfig("rejoin.server");
    return new ServerSettings(
        config.getString("dispatcher"),
        config.getDuration("join-timeout"),
        config.getDuration("stop-timeout"));
  }

  /**
   * The whole configuration of a node: what the application says, then what {@code
   * rejoin.server.node} says of Pekko, then all defaults.
   *
   * @param application overrides only, without reference.conf
   */
  public static Config complete(Config application) {
    Config defaults = ConfigFactory.defaultReferenceUnresolved();
    Config overrides = ConfigFactory.defaultOverrides().withFallback(application);
    Config node = overrides.withFallback(defaults).resolve().getConfig("rejoin.server.node");
    return overrides.withFallback(node).withFallback(defaults).resolve();
  }
}
