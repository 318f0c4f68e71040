package io.rejoin.session;

import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The online status of one user, and who is told of its changes. Belongs to one session, and
 * outlives its failures: after one, the status stays as last told until a link is there or the
 * session knows that none comes.
 */
final class StatusBoard {

  /** What a watcher was told, and until when it is one. */
  private record Watcher(Status told, long until) {}

  private final StatusRoad road;
  private final StatusSettings settings;
  private final InstantSource steady;

  /** A map of its own only if there are any, as sessions are many. */
  private Map<String, Watcher> watchers = Collections.emptyMap();

  /** Null as long as this session, which has just come to be, does not know. */
  private Status status;

  StatusBoard(StatusRoad road, StatusSettings settings, InstantSource steady) {
    this.road = road;
    this.settings = settings;
    this.steady = steady;
  }

  /** What others are told. */
  Status status() {
    return statusFor(null);
  }

  /** The status is this from now on: whoever was told another is told. */
  void is(Status now) {
    status = now;
    watchers.replaceAll((user, watcher) -> told(user, watcher, now));
  }

  private Watcher told(String user, Watcher watcher, Status now) {
    if (watcher.told == now) {
      return watcher;
    }
    road.told(user, now);
    return new Watcher(now, watcher.until);
  }

  /** Adds or renews a watcher, and answers it unless it knows. */
  void watch(Session.Watch watch) {
    Status now = statusFor(watch.known());
    if (now != watch.known()) {
      road.told(watch.watcher(), now);
    }
    if (watchers.containsKey(watch.watcher()) || watchers.size() < settings.watchers()) {
      long until = steady.millis() + settings.watchFor().toMillis();
      if (watchers.isEmpty()) {
        watchers = new HashMap<>();
      }
      watchers.put(watch.watcher(), new Watcher(now, until));
    }
  }

  void unwatch(Session.Unwatch unwatch) {
    watchers.remove(unwatch.watcher());
  }

  void asked(Session.StatusAsked asked) {
    road.answer(asked.asker(), statusFor(null));
  }

  /**
   * The status for one who was told of it before. A session that is new because its node was lost
   * leaves it at that, until it knows better.
   *
   * @param known null if nothing was told
   */
  private Status statusFor(Status known) {
    if (status != null) {
      return status;
    }
    return known == null ? Status.OFFLINE : known;
  }

  /** Whether anybody is to be told of changes; forgets those who have not renewed in time. */
  boolean isWatched() {
    long now = steady.millis();
    watchers.values().removeIf(watcher -> watcher.until <= now);
    return !watchers.isEmpty();
  }
}
