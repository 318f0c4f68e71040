package io.rejoin.client;

import io.rejoin.profile.ClientHalf.Name;

/**
 * What a {@link Client} tells its listeners. {@link #event} is the event's name in the JavaScript
 * client.
 */
public sealed interface ClientEvent {

  /** The event's name in the JavaScript client. */
  String event();

  /**
   * Every transition, told once the new state holds.
   *
   * @param error what led there; null where nothing failed
   * @param vendorState what the profile calls the new state; null if it has no name for it, or the
   *     same as for the state before
   * @param vendorReason what the profile calls the reason; null as well, or if it has no name
   */
  record StateChanged(
      State from,
      State to,
      Reason reason,
      RejoinException error,
      Name vendorState,
      Name vendorReason)
      implements ClientEvent {
    @Override
    public String event() {
      return "state";
    }
  }

  /**
   * Nothing was heard for the profile's {@code lost-after}; the state stays {@code reconnecting}.
   *
   * @param vendor what the profile calls it; null if it has no name for it
   */
  record Lost(long silentMs, Name vendor) implements ClientEvent {
    @Override
    public String event() {
      return "lost";
    }
  }

  /**
   * The server may not know that this client has logged out: it refused that for good, or could not
   * be reached in time. The others see the silence out.
   *
   * @param vendor what the profile calls it; null if it has no name for it
   */
  record LogoutFailed(RejoinException error, Name vendor) implements ClientEvent {
    @Override
    public String event() {
      return "logout-failed";
    }
  }

  /** The token of this login ends soon: {@link Client#renew} in time. */
  record TokenExpiring(long inMs) implements ClientEvent {
    @Override
    public String event() {
      return "token-expiring";
    }
  }

  /**
   * The token has ended, told once: by the server over a live link; else when it ends in state
   * {@code reconnecting}, or when the server refuses the return. Then {@code renew} makes the
   * client go on.
   */
  record TokenExpired() implements ClientEvent {
    @Override
    public String event() {
      return "token-expired";
    }
  }

  /** What nobody waits for: a refusal without a request, an unreadable frame. */
  record Failure(RejoinException error) implements ClientEvent {
    @Override
    public String event() {
      return "error";
    }
  }

  /**
   * A message from a user, this one included: once for each client object, in its sender's order.
   * It is acknowledged when the listeners have run, whether or not one throws, and also if there
   * are none: add them before {@code login}.
   *
   * @param at when the server took it, in ms since 1970
   * @param epoch the sender's login
   * @param number counts that login's messages to this user; missing ones were given up
   * @param stored whether it comes out of the server's store
   */
  record PeerMessage(String from, Payload payload, long at, long epoch, long number, boolean stored)
      implements ClientEvent {
    @Override
    public String event() {
      return "peer-message";
    }
  }

  /** A user that {@code subscribeStatus} named: the status at first, and each change. */
  record StatusChanged(String user, Status status) implements ClientEvent {
    @Override
    public String event() {
      return "status";
    }
  }

  /** Every frame on a greeting or live link, as its text; for logs. */
  record Frame(Direction direction, String frame) implements ClientEvent {
    @Override
    public String event() {
      return "frame";
    }
  }

  /** Which way a frame goes, seen from the client. */
  enum Direction {
    IN,
    OUT
  }
}
