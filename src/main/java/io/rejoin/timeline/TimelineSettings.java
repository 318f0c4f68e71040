package io.rejoin.timeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * How timelines are made, from {@code rejoin.timeline}.
 *
 * @param column width of a printed column, in characters
 * @param afterwards how much longer than the longest time of its profiles a story without an end
 *     goes on
 */
public record TimelineSettings(int column, Duration afterwards, Drop drop) {

  /**
   * The story of one drop.
   *
   * @param at when u1's network is cut
   * @param sayEvery how often u2 says something meanwhile
   * @param sayings so often at most
   * @param earlier how long before u1 u2 logs in
   * @param latency one way, between a client and the server
   */
  public record Drop(
      Duration at,
      Duration sayEvery,
      int sayings,
      Duration earlier,
      String platform,
      Duration latency,
      String profile,
      long seed) {}

  /** The defaults. */
  public static TimelineSettings defaults() {
    return from(ConfigFactory.defaultReference());
  }

  public static TimelineSettings from(Config config) {
    Config own = config.getConfig("rejoin.timeline");
    Config drop = own.getConfig("drop");
    return new TimelineSettings(
        own.getInt("column"),
        own.getDuration("afterwards"),
        new Drop(
            drop.getDuration("at"),
            drop.getDuration("say-every"),
            drop.getInt("sayings"),
            drop.getDuration("earlier"),
            drop.getString("platform"),
            own.getDuration("story.latency"),
            own.getString("story.profile"),
            own.getLong("story.seed")));
  }
}
