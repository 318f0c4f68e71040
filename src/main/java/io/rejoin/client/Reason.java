package io.rejoin.client;

/** Why a client's state changes; a profile has a vendor's name for each. */
public enum Reason {
  LOGIN,
  LOGIN_SUCCESS,
  LOGIN_FAILURE,
  LOGIN_TIMEOUT,
  INTERRUPTED,
  /** Told by {@link ClientEvent.Lost}; changes no state. */
  LOST,
  RESUMED,
  GAVE_UP,
  LOGOUT,
  /** Told by {@link ClientEvent.LogoutFailed}; changes no state. */
  LOGOUT_FAILURE,
  SUPERSEDED,
  KICKED,
  BANNED,
  TOKEN_EXPIRED,
  SERVER_REFUSED;

  /** The reason's name in profiles and in the JavaScript client. */
  public String wireName() {
    return WireName.of(this);
  }
}
