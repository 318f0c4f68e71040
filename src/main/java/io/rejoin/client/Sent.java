package io.rejoin.client;

/**
 * A message to a user is safe.
 *
 * @param number counts this login's messages to that user
 */
public record Sent(Result result, String to, long number) {

  /** Where it is. */
  public enum Result {
    /** The receiver's client has it. */
    RECEIVED,
    /** The server's store has it. */
    STORED
  }
}
