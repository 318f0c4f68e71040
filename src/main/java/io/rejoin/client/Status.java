package io.rejoin.client;

/** A user's online status, as the server tells it. */
public enum Status {
  ONLINE,
  /**
   * Nothing was heard of the user for as long as its profile says; it may come back. Told by
   * subscriptions only: a query answers {@link #ONLINE} until the user's window ends.
   */
  UNREACHABLE,
  OFFLINE;

  /** The status's name on the wire and in the JavaScript client. */
  public String wireName() {
    return WireName.of(this);
  }
}
