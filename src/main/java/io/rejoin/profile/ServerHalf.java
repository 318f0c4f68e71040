package io.rejoin.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server does for members of this profile.
 *
 * @param askAfter how long nothing must be heard of a link until the gateway asks it for a sign of
 *     life; longer than the heartbeat interval, shorter than {@code silentAfter}
 * @param silentAfter how long nothing must be heard of a link until the gateway reports it silent;
 *     shorter than the first departure step
 * @param unreachableAfter silence after which others are told that the user is unreachable, until
 *     it is heard or the window ends; never before {@code silentAfter}; empty for never
 * @param departures the steps of a silence, by time; the last is {@code LEFT} and its time is the
 *     window
 * @param observers observer class to the platforms in it, in lower case
 * @param otherPlatforms the observer class of platforms that are named in none; empty for none
 * @param replayAge how old a message may be at the time of the reconnection to be replayed
 * @param replayCount how many messages a replay of one room brings at most, the newest
 * @param emptyRoomAfter how long a room without members is kept
 * @param emptyRoomAttributesAfter the same, for a room that has attributes
 * @param onTokenExpiry what happens to a connected login whose token ends
 */
public record ServerHalf(
    Duration askAfter,
    Duration silentAfter,
    Optional<Duration> unreachableAfter,
    List<DepartureStep> departures,
    Map<String, Set<String>> observers,
    Optional<String> otherPlatforms,
    Duration replayAge,
    int replayCount,
    Duration emptyRoomAfter,
    Duration emptyRoomAttributesAfter,
    OnTokenExpiry onTokenExpiry,
    Limits limits) {

  /** What happens to a connected login when its token ends. */
  public enum OnTokenExpiry {
    /** The client is told and goes on; only a later login needs a new token. */
    TELL,
    /** The client is told, and its link is closed with {@code token-expired}. */
    CLOSE
  }

  /** How long a silent member is kept: the time of the last departure step. */
  public Duration window() {
    return departures.get(departures.size() - 1).after();
  }
}
