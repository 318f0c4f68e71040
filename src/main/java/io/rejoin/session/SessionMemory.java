package io.rejoin.session;

import io.rejoin.session.Session.Command;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What outlives the failures of one session, each of which begins a life of it anew. */
final class SessionMemory {
  private final UserKey key;
  private final SessionParts parts;
  private final StatusRoad road;
  private final StatusBoard board;
  private final Watching watching;
  private final OwnAttributes own = new OwnAttributes();

  SessionMemory(UserKey key, SessionParts parts) {
    StatusSettings settings = parts.settings().statuses();
    this.key = key;
    this.parts = parts;
    this.road = new StatusRoad(key, parts.sessions());
    this.board = new StatusBoard(road, settings, parts.clocks().steady());
    this.watching = new Watching(road, settings);
  }

  Behavior<Command> session() {
    return Behaviors.supervise(life()).onFailure(SupervisorStrategy.restart());
  }

  private Behavior<Command> life() {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Statuses statuses = new Statuses(timers, parts, road, board, watching);
                  return new SessionLife(context, timers, key, parts, statuses, own)
                      .recovering("it was addressed");
                }));
  }
}
