package io.rejoin.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client of this profile does. Generated into {@code profiles.js} for the JavaScript client.
 *
 * @param loginTimeout after which a login that has no answer fails
 * @param heartbeat time between two pings
 * @param interruptedAfter silence after which the state becomes {@code reconnecting}
 * @param lostAfter silence after which {@code lost} is told, the state staying; empty for never
 * @param giveUpAfter silence after which the client stops trying ({@code failed}); empty for never
 * @param requestTimeout after which a request, also a queued message, fails
 * @param states each of {@link #STATES} to the vendor's name and number, in that order
 * @param reasons each of {@link #REASONS} to the vendor's name and number, in that order; where the
 *     vendor has no such reason, our own word stands (in lower case, without a number)
 * @param codes code name ({@code wire.Code}) to the vendor's number, only where there is a clear
 *     one
 */
public record ClientHalf(
    Duration loginTimeout,
    Duration heartbeat,
    Duration interruptedAfter,
    Optional<Duration> lostAfter,
    Optional<Duration> giveUpAfter,
    Duration requestTimeout,
    Reconnect reconnect,
    Map<String, Name> states,
    Map<String, Name> reasons,
    Map<String, Integer> codes) {

  /** The states of a client, by the name that all profiles translate. */
  public static final List<String> STATES =
      List.of(
          "disconnected",
          "connecting",
          "connected",
          "reconnecting",
          "disconnecting",
          "aborted",
          "failed");

  /** States that a profile may leave out; a client then never enters them. */
  public static final List<String> OPTIONAL_STATES = List.of("disconnecting");

  /** Why a client's state changes, by the name that all profiles translate. */
  public static final List<String> REASONS =
      List.of(
          "login",
          "login-success",
          "login-failure",
          "login-timeout",
          "interrupted",
          "lost",
          "resumed",
          "gave-up",
          "logout",
          "logout-failure",
          "superseded",
          "kicked",
          "banned",
          "token-expired",
          "server-refused");

  /** A vendor's name for something; {@code number} is empty where the vendor has none. */
  public record Name(String name, Optional<Integer> number) {}

  /**
   * How a client comes back: before an attempt it waits a random time between 0 and a bound, which
   * is {@code initial} at first and grows by {@code factor} from attempt to attempt: up to {@code
   * maxInWindow} while the window is open, and on up to {@code max} beyond it. A hint that the
   * network is back starts over at once.
   *
   * @param window how long the server keeps a silent user: that of the profile's server half
   * @param attemptTimeout after which one attempt to connect is given up for the next
   */
  public record Reconnect(
      Duration initial,
      double factor,
      Duration maxInWindow,
      Duration window,
      Duration max,
      Duration attemptTimeout) {}
}
