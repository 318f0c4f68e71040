package io.rejoin.client;

import java.util.Set;

/**
 * The states of a client, and the ways between them.
 *
 * <pre>
 *                   login                  login-success
 *   disconnected ----------> connecting ------------------> connected <-+
 *        ^  login-failure, login-timeout |     interrupted |   |        | resumed
 *        +-------------------------------+                 v   |        |
 *   aborted <-- superseded, kicked, banned, token-expired, - reconnecting --- gave-up --> failed
 *               server-refused
 * </pre>
 *
 * {@code logout} leads from everywhere to disconnected, by way of disconnecting where the profile
 * names that; {@code login} from aborted and failed to connecting.
 */
public enum State {
  /** Nobody is logged in. */
  DISCONNECTED,
  /** A login is being tried. */
  CONNECTING,
  /** Logged in, and heard of a short while ago, whether or not a link is open at this moment. */
  CONNECTED,
  /** Logged in, and nothing was heard for longer than the profile's {@code interrupted-after}. */
  RECONNECTING,
  /** Logged out, and the server has not answered yet; only where the profile names it. */
  DISCONNECTING,
  /** The server has ended the login for good, or has refused to go on with it. */
  ABORTED,
  /** Nothing was heard for longer than the profile's {@code give-up-after}. */
  FAILED;

  /** The state's name in profiles and in the JavaScript client. */
  public String wireName() {
    return WireName.of(this);
  }

  /** Whether a login lasts or is being tried, so that requests may wait for a link. */
  public boolean isOpen() {
    return this == CONNECTING || this == CONNECTED || this == RECONNECTING;
  }

  boolean leadsTo(State to) {
    return ways().contains(to);
  }

  private Set<State> ways() {
    return switch (this) {
      case DISCONNECTED -> Set.of(CONNECTING);
      case CONNECTING -> Set.of(CONNECTED, DISCONNECTED, DISCONNECTING);
      case CONNECTED -> Set.of(RECONNECTING, DISCONNECTED, DISCONNECTING, ABORTED);
      case RECONNECTING -> Set.of(CONNECTED, DISCONNECTED, DISCONNECTING, ABORTED, FAILED);
      case DISCONNECTING -> Set.of(DISCONNECTED);
      case ABORTED, FAILED -> Set.of(CONNECTING, DISCONNECTED);
    };
  }
}
