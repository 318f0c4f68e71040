package io.rejoin.client;

import java.time.Duration;

/**
 * How a user is kicked.
 *
 * @param room null to end the login; else the room whose stay ends
 * @param reason what that user's client is told, at most 256 characters
 * @param ban for how long no login, or no join of that room, is taken; zero for no ban, at most a
 *     year
 */
public record Kick(String room, String reason, Duration ban) {

  /** Ends the login, for that reason. */
  public static Kick because(String reason) {
    return new Kick(null, reason, Duration.ZERO);
  }

  /** The same for one room; the login goes on. */
  public Kick from(String fromRoom) {
    return new Kick(fromRoom, reason, ban);
  }

  /** The same with a ban. */
  public Kick banFor(Duration time) {
    return new Kick(room, reason, time);
  }
}
