package io.rejoin.room;

import io.rejoin.wire.Code;
import io.rejoin.wire.Ids;
import io.rejoin.wire.Payloads;

/** What a service says to a room. */
final class ServiceMessage {
  /** No client has this instance, so no repeat of a client's is taken for one of a service's. */
  private static final String INSTANCE = "";

  private ServiceMessage() {}

  /** Why it is refused; null if it is not. */
  static Answer.Refused refusal(Room.PublishAsService publish, int limit) {
    Code badName = Ids.refusal(publish.service());
    if (badName != null) {
      String measured = "the service's name is empty, not printable or above " + Ids.MAX_BYTES;
      return new Answer.Refused(badName, measured + " bytes", 0);
    }
    int bytes = Payloads.decodedBytes(publish.payload(), publish.binary());
    String measured = "the payload has " + bytes + " bytes; limit " + limit;
    return bytes > limit ? new Answer.Refused(Code.PAYLOAD_TOO_LARGE, measured, 0) : null;
  }

  static Said said(Room.PublishAsService publish, long at) {
    return new Said(publish.service(), INSTANCE, 0, at, publish.payload(), publish.binary());
  }
}
