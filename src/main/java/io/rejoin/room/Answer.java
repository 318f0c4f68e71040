package io.rejoin.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rejoin.cluster.CborSerializable;
import io.rejoin.wire.Code;

/** What a service is told that has asked a session or a room for something. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @Type(value = Answer.Done.class, name = "done"),
  @Type(value = Answer.Sent.class, name = "sent"),
  @Type(value = Answer.Published.class, name = "published"),
  @Type(value = Answer.Refused.class, name = "refused")
})
public sealed interface Answer extends CborSerializable {

  /** It was done. */
  enum Done implements Answer {
    DONE
  }

  /**
   * A message to a user is safe.
   *
   * @param result {@code received} if the user's client has acknowledged it, {@code stored} if it
   *     waits in the inbox
   */
  record Sent(String result) implements Answer {}

  /** A message to a room has its place. */
  record Published(long epoch, long offset) implements Answer {}

  /**
   * It was refused, and nothing has changed.
   *
   * @param message the measured fact in words
   * @param retryAfterMillis when to try again; 0 if nothing is known of that
   */
  record Refused(Code code, String message, long retryAfterMillis) implements Answer {}
}
