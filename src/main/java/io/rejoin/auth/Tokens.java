package io.rejoin.auth;

/** Checks the tokens of apps. Thread-safe; never blocks. */
public interface Tokens {

  /**
   * What the token permits this user of this app.
   *
   * @param token null where the client gave none
   * @param loopback whether the client's address is a loopback address
   * @throws TokenRefusedException if there is no such app, or the token is missing, malformed, not
   *     signed by one of the app's keys, expired, not yet valid, or for another app or user
   */
  Grant check(String app, String user, String token, boolean loopback) throws TokenRefusedException;
}
