package io.rejoin.session;

import io.rejoin.cluster.Directory;

/** What one user's session says to other sessions about online status. Belongs to one session. */
final class StatusRoad {
  private final UserKey key;
  private final Directory<Session.Command> sessions;

  StatusRoad(UserKey key, Directory<Session.Command> sessions) {
    this.key = key;
    this.sessions = sessions;
  }

  /** Tells a watcher of this user's status. */
  void told(String watcher, Status status) {
    tell(watcher, new Session.StatusTold(key.user(), status));
  }

  /** Answers a question after this user's status. */
  void answer(String asker, Status status) {
    tell(asker, new Session.StatusAnswered(key.user(), status));
  }

  void ask(String user) {
    tell(user, new Session.StatusAsked(key.user()));
  }

  /**
   * Wants to be told the status of a user.
   *
   * @param known what was told last; null if nothing
   */
  void watch(String user, Status known) {
    tell(user, new Session.Watch(key.user(), known));
  }

  void unwatch(String user) {
    tell(user, new Session.Unwatch(key.user()));
  }

  private void tell(String user, Session.Command command) {
    sessions.tell(new UserKey(key.app(), user).entityId(), command);
  }
}
