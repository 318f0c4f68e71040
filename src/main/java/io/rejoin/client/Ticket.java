package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.RoomPosition;
import io.rejoin.wire.ServerFrame;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a client shows when it comes: who it is, and the login that it resumes, if the server has
 * taken one. The user may be asked for by all threads.
 */
final class Ticket {

  /** What every login frame says. */
  record Identity(String app, String instance, String platform) {}

  private final Identity identity;
  private volatile String user;
  private String token;
  private String shownToken;
  private long attempt;
  private long epoch;
  private long link;

  Ticket(Identity identity) {
    this.identity = identity;
  }

  /** The user of the current or last login; null before the first. */
  String user() {
    return user;
  }

  void begin(String asUser, String withToken) {
    user = asUser;
    token = withToken;
    anew();
  }

  void use(String newToken) {
    token = newToken;
  }

  /** The next greeting is a new login, not a resume. */
  void anew() {
    attempt++;
    epoch = 0;
    link = 0;
  }

  /** Whether the last greeting showed another token than the next one will. */
  boolean hasNewToken() {
    return !Objects.equals(token, shownToken);
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

  /**
   * The greeting.
   *
   * @param profile the one asked for; null to follow the server
   */
  ClientFrame.Login greeting(
      long id, String profile, Supplier<Map<String, RoomPosition>> positions) {
    shownToken = token;
    ClientFrame.Resume resume =
        isTaken() ? new ClientFrame.Resume(epoch, link, positions.get()) : null;
    return new ClientFrame.Login(
        id,
        identity.app(),
        user,
        identity.instance(),
        attempt,
        identity.platform(),
        profile,
        token,
        resume,
        null,
        false);
  }
}
