package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.ServerFrame;
import java.util.concurrent.CompletableFuture;

/** A request that waits for its answer. */
final class Request {
  enum Step {
    /** For its gate. */
    WAITING,
    SENT,
    /** Refused, and to be said again when its time has come. */
    DELAYED
  }

  /** Makes the request's frame. */
  @FunctionalInterface
  interface Asking {
    /** The number is 0 but for publications. */
    ClientFrame frame(long id, long number);
  }

  final long id;
  final String gate;
  final Numbers numbers;
  final CompletableFuture<ServerFrame> reply = new CompletableFuture<>();
  private final Asking asking;
  Step step = Step.WAITING;
  long number;
  int unanswered;

  /** It is not sent again: if it is not answered, it fails with this; null if it is sent again. */
  RejoinException last;

  Alarm alarm;
  Alarm expiry;

  /**
   * @param gate the room that must be open; null if a live link is enough
   * @param numbers the numbering that a publication takes part in; null for others
   */
  Request(long id, Asking asking, String gate, Numbers numbers) {
    this.id = id;
    this.asking = asking;
    this.gate = gate;
    this.numbers = numbers;
  }

  ClientFrame frame() {
    return asking.frame(id, number);
  }
}
