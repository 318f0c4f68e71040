package io.rejoin.room;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Bounds of rooms and relays.
 *
 * @param stash commands that wait while a room recovers; more are refused with {@code
 *     room-recovering} where an answer is awaited
 * @param presenceLog announcements that a relay keeps for those who come back; who missed more gets
 *     all members
 * @param replayAtOnceBytes a replay that is no larger is given to its link at once, a larger one by
 *     a stream, as fast as the link's socket takes it
 * @param catchUpBuffer frames that wait for one link that catches up; with more it is cut off
 *     ({@code slow-consumer})
 * @param seedRetry how long a relay waits for the room's state until it asks again
 * @param recoveryGrace how long a room that was lost tells no departures after it has recovered
 * @param auditEvery how often a node compares what it knows of its members with their links
 */
public record RoomSettings(
    int stash,
    int presenceLog,
    int replayAtOnceBytes,
    int catchUpBuffer,
    Duration seedRetry,
    Duration recoveryGrace,
    Duration auditEvery) {

  /** Reads {@code rejoin.room}. */
  public static RoomSettings from(Config root) {
    Config config = root.getConfig("rejoin.room");
    return new RoomSettings(
        config.getInt("stash"),
        config.getInt("presence-log"),
        config.getBytes("replay-at-once").intValue(),
        config.getInt("catch-up-buffer"),
        config.getDuration("seed-retry"),
        config.getDuration("recovery-grace"),
        config.getDuration("audit-every"));
  }
}
