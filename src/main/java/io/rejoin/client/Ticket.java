package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.Map;
import java.util.Objects;

/**
 * What a client shows when it comes: who it is, and the login that it resumes, if the server has
 * taken one. A new token takes the place of the last when the server has taken it, or at once where
 * the last has ended; a refused one leaves the last in use. The user may be asked for by all
 * threads.
 */
final class Ticket {

  /** What every login frame says. */
  record Identity(String app, String instance, String platform) {}

  /**
   * A login frame.
   *
   * @param isWhole whether the user's own attributes are in it. If they are too many for it, they
   *     are said behind it, and the rooms are entered behind them: others are not to find the user
   *     there without any
   */
  record Greeting(ClientFrame.Login frame, boolean isWhole) {}

  /** The token that was shown last. */
  private record Shown(String token) {}

  private final Identity identity;
  private final int maxFrameBytes;
  private volatile String user;
  private String token;
  private String offered;
  private String former;
  private Shown shown;
  private long attempt;
  private long epoch;
  private long link;

  Ticket(Identity identity, int maxFrameBytes) {
    this.identity = identity;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** The user of the current or last login; null before the first. */
  String user() {
    return user;
  }

  void begin(String asUser, String withToken) {
    user = asUser;
    token = withToken;
    offered = null;
    former = null;
    shown = null;
    anew();
  }

  /** The next greeting is a new login, not a resume. */
  void anew() {
    attempt++;
    epoch = 0;
    link = 0;
  }

  /** The server has taken the greeting. */
  void taken(ServerFrame.LoggedIn loggedIn) {
    epoch = loggedIn.epoch();
    link = loggedIn.link();
  }

  /** Whether there is a login to resume. */
  boolean isTaken() {
    return epoch > 0;
  }

  /** Whether the server may have taken a login of this attempt. */
  boolean isShown() {
    return isTaken() || shown != null;
  }

  /** A token that is to be renewed to, once the server has taken it. */
  void offer(String newToken) {
    offered = newToken;
  }

  /** Uses a token from now on; the last one again, if it is refused. */
  void use(String newToken) {
    former = token;
    token = newToken;
    offered = null;
  }

  /** The server has taken a token, or has not (then why); returns whether it has. */
  boolean renewed(String newToken, Throwable thrown) {
    if (thrown == null) {
      token = newToken;
      former = null;
      offered = null;
    } else if (!Core.error(thrown).retry()) {
      refused(newToken);
    }
    return thrown == null;
  }

  /** The server has refused a token for good. */
  private void refused(String badToken) {
    if (badToken.equals(offered)) {
      offered = null;
    } else if (former != null && badToken.equals(token)) {
      token = former;
      former = null;
    }
  }

  /** What was shown last has ended: whether there is another one to show. */
  boolean useOther() {
    useOffered();
    return !Objects.equals(shown.token(), token);
  }

  /**
   * The token in use has ended: puts the one that was offered in its place; returns false if none
   * was.
   */
  boolean useOffered() {
    boolean isThere = offered != null;
    if (isThere) {
      use(offered);
    }
    return isThere;
  }

  /**
   * The greeting.
   *
   * @param profile the one asked for; null to follow the server
   * @param own the user's own attributes
   * @param rooms what to be in again, with positions
   */
  Greeting greeting(
      long id, String profile, Map<String, String> own, Map<String, RoomPosition> rooms) {
    shown = new Shown(token);
    Map<String, String> attributes = own.isEmpty() ? null : own;
    ClientFrame.Login whole = login(id, profile, rooms, attributes, false);
    if (attributes == null || FrameSize.excess(whole, maxFrameBytes) == null) {
      return new Greeting(whole, true);
    }
    return new Greeting(login(id, profile, Map.of(), null, false), false);
  }

  /** The login frame that ends the login, whatever link it has. */
  ClientFrame.Login farewell(long id, String profile) {
    return login(id, profile, Map.of(), null, true);
  }

  private ClientFrame.Login login(
      long id,
      String profile,
      Map<String, RoomPosition> rooms,
      Map<String, String> attributes,
      boolean logout) {
    return new ClientFrame.Login(
        id,
        identity.app(),
        user,
        identity.instance(),
        attempt,
        identity.platform(),
        profile,
        token,
        isTaken() ? new ClientFrame.Resume(epoch, link, rooms) : null,
        attributes,
        logout);
  }
}
