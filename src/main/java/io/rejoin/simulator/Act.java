package io.rejoin.simulator;

/** Something that is done to the world. A device is one machine of a user, with one process. */
sealed interface Act {

  /** What a device's application asks its client for; nothing, if its process has ended. */
  sealed interface Request extends Act {
    String device();
  }

  record Login(String device) implements Request {}

  record Logout(String device) implements Request {}

  record Join(String device, String room) implements Request {}

  record Leave(String device, String room) implements Request {}

  /** Each text is said once in a story. */
  record Publish(String device, String room, String text) implements Request {}

  record Send(String device, String to, String text) implements Request {}

  /** Each value is set once in a story. */
  record SetAttribute(String device, String room, String key, String value) implements Request {}

  record Read(String device, String room) implements Request {}

  record Announce(String device, String room, String stream) implements Request {}

  record Withdraw(String device, String room, String stream) implements Request {}

  /** With a token that ends after so many seconds; nothing, if it is logged in or stands still. */
  record LoginFor(String device, int seconds) implements Request {}

  /**
   * A new token that ends after so many seconds; nothing, if it is not logged in or stands still.
   */
  record Renew(String device, int seconds) implements Request {}

  record Ban(String device, String user, int millis) implements Request {}

  record BanFrom(String device, String user, String room, int millis) implements Request {}

  record Kick(String device, String user) implements Request {}

  record KickFrom(String device, String user, String room) implements Request {}

  /** Nothing passes, both ways or one. */
  record Cut(String device, Way way) implements Act {}

  record Heal(String device) implements Act {}

  /** Its links carry so many bytes in a second, each way. */
  record Throttle(String device, int bytesPerSecond) implements Act {}

  /** Its frames take so much time, each way. */
  record Slow(String device, int millis) implements Act {}

  /** Its closed sockets are noticed so much later. */
  record CloseLate(String device, int millis) implements Act {}

  /** It is neither throttled nor slow any more, and closes are noticed at once. */
  record Ease(String device) implements Act {}

  record Kill(String device) implements Act {}

  record PowerOff(String device) implements Act {}

  /** A new process, whether or not the last one has ended. */
  record Restart(String device) implements Act {}

  record Suspend(String device) implements Act {}

  record Resume(String device) implements Act {}

  record StoreFails(Outage how) implements Act {}

  record StoreRecovers() implements Act {}

  /** A node is lost, or will be if that lasts. */
  sealed interface NodeHarm extends Act {
    int node();
  }

  /**
   * The cluster may come to have two sides, or be one again: a node that the others have removed
   * lives on until it knows.
   */
  sealed interface Division extends Act {}

  record StopNode(int node) implements NodeHarm {}

  record StartNode(int node) implements Act {}

  /** The node and the others do not hear each other. */
  record Part(int node) implements NodeHarm, Division {}

  record Unite(int node) implements Division {}

  record Freeze(int node) implements NodeHarm, Division {}

  record Thaw(int node) implements Division {}

  /** Which way nothing passes. */
  enum Way {
    BOTH,
    UP,
    DOWN
  }

  /** How a store fails. */
  enum Outage {
    OUT,
    SLOW,
    LOSING_ANSWERS
  }
}
