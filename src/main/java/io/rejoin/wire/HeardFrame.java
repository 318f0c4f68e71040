package io.rejoin.wire;

/**
 * What a client has read of a server that may be of a later version than itself: a frame that both
 * know, or what can be said of one that only the server knows.
 */
public sealed interface HeardFrame {

  /** A frame of this version of the protocol. */
  record Known(ServerFrame frame) implements HeardFrame {}

  /**
   * A frame of a type that this version does not have. It is a sign of life and nothing else.
   *
   * @param type what the frame calls itself
   */
  record Unknown(String type) implements HeardFrame {}

  /**
   * A refusal, as {@link ServerFrame.Error}, whatever its code.
   *
   * @param code its name on the wire; {@link Code#ofWireName} may not know it
   */
  record Refusal(Long id, String code, int number, String message, boolean retry, Long retryAfterMs)
      implements HeardFrame {}
}
