package io.rejoin.testkit;

/** Hears the frames of a simulated network as they are sent, whether or not they will arrive. */
@FunctionalInterface
public interface Tap {

  /** Which way a frame goes. */
  enum Way {
    /** From a client to its node. */
    UP,
    /** From a node to a client. */
    DOWN
  }

  /**
   * A frame is sent. Those of one connection and way arrive in this order, if they do.
   *
   * @param connection counts those that the user's machine has dialled
   */
  void frame(String user, long connection, Way way, String frame);
}
