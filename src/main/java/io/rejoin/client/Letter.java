package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import io.rejoin.wire.ClientFrame;
import java.util.concurrent.CompletableFuture;

/** A message to another user, until it and all before it are settled. */
final class Letter {
  enum Step {
    OPEN,
    ACKNOWLEDGED,
    GIVEN_UP
  }

  final CompletableFuture<Sent> reply = new CompletableFuture<>();
  private final String payload;
  private final boolean binary;
  private final boolean offline;
  Step step = Step.OPEN;
  long number;
  long sentAt;
  RejoinException refusal;
  Alarm expiry;

  Letter(Payload payload, boolean offline) {
    this.payload = payload.onWire();
    this.binary = payload.isBinary();
    this.offline = offline;
  }

  ClientFrame frame(long id, String to, long settled) {
    return new ClientFrame.Send(id, to, number, settled, payload, binary, offline);
  }
}
