package io.rejoin.client;

/** How a {@link Room} stands. */
public enum RoomState {
  /** Not joined. */
  OUTSIDE,
  /** The first join is asked for. */
  ENTERING,
  INSIDE,
  /** No link; the client will be in the room again when there is one. */
  AWAY,
  /** The server was asked to bring this room up to date. */
  RETURNING,
  /** Being brought up to date, until the verdict. */
  REPLAYING,
  /** Left or refused, or the login is over. */
  ENDED;

  /** The state's name in the JavaScript client. */
  public String wireName() {
    return WireName.of(this);
  }

  /** Whether the user is to be in this room again after a drop. */
  boolean isHeld() {
    return this == INSIDE || this == AWAY || this == RETURNING || this == REPLAYING;
  }

  /** Whether the server takes publications for this room over the current link. */
  boolean isOpen() {
    return this == INSIDE || this == REPLAYING;
  }
}
