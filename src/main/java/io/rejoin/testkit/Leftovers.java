package io.rejoin.testkit;

/**
 * What becomes of bytes that a client's socket still holds when the client gives it up while its
 * way to the servers is cut. No client can take them back: neither a browser nor {@code
 * java.net.http} lets one, and a system goes on sending what was written before a close.
 */
public enum Leftovers {
  /**
   * They never arrive, as where the network that is back is another one, with another address; or
   * they come when nobody minds any more, since a system that sends again makes longer and longer
   * pauses, and by then the client has a new link, for which the server has dropped the old.
   */
  LOST,

  /** They arrive as soon as the network is back, before the client itself has come back. */
  FIRST
}
