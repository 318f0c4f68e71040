package io.rejoin.gateway;

import io.rejoin.profile.Rate;
import io.rejoin.profile.RateKind;
import io.rejoin.session.UserKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each user has logged in at this node lately, whatever the link. Remembers so many users
 * at most; beyond that the one is forgotten whose last login is longest ago. Thread-safe.
 */
final class Logins {
  private final int mostUsers;
  private final long pauseMillis;

  /** By the time of the last login, the oldest first. */
  private final Map<UserKey, Window> users = new LinkedHashMap<>();

  Logins(GatewaySettings settings) {
    this.mostUsers = settings.countedLogins();
    this.pauseMillis = settings.ratePause().toMillis();
  }

  /**
   * Counts a login whose token is good.
   *
   * @throws RefusedException with {@code too-often}; then it was not counted
   */
  synchronized void count(long now, UserKey user, Rate rate) throws RefusedException {
    forget(now);
    Window window = users.remove(user);
    window = window == null ? new Window() : window;
    users.put(user, window); // now the newest
    window.check(now, RateKind.LOGINS, rate, pauseMillis);
    window.pass(now, rate);
  }

  private void forget(long now) {
    Iterator<Window> eldestFirst = users.values().iterator();
    while (eldestFirst.hasNext()
        && (eldestFirst.next().isQuiet(now) || users.size() >= mostUsers)) {
      eldestFirst.remove();
    }
  }
}
