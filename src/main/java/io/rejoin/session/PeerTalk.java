package io.rejoin.session;

import io.rejoin.store.Inboxes.Letter;
import io.rejoin.wire.Code;
import java.time.Duration;

/** What a mailbox says to senders and to its own user's link. */
final class PeerTalk {
  private static final String RECEIVED = "received";
  private static final String STORED = "stored";

  private PeerTalk() {}

  /** Hands a letter to the receiver's link. */
  static void hand(LinkAddress link, Waiting waiting) {
    waiting.sentTo = link;
    Letter letter = waiting.letter;
    link.tell(
        new LinkCommand.Letter(
            link.socket(),
            letter.from(),
            letter.epoch(),
            letter.number(),
            letter.at(),
            letter.payload(),
            letter.binary(),
            waiting.isStored()));
  }

  /** The receiver's client has it. */
  static void received(Waiting waiting, String to) {
    sent(waiting, to, RECEIVED);
  }

  /** The store has it. */
  static void stored(Waiting waiting, String to) {
    sent(waiting, to, STORED);
  }

  /** It was answered before, and needs no more. */
  static void repeated(Session.Deliver deliver, String to) {
    sent(deliver.asker(), to, deliver.letter(), RECEIVED);
  }

  private static void sent(Waiting waiting, String to, String result) {
    if (waiting.asker != null) {
      sent(waiting.asker, to, waiting.letter, result);
      waiting.asker = null;
    }
  }

  private static void sent(Asker asker, String to, Letter letter, String result) {
    asker.sent(to, letter.number(), result);
  }

  static void refuse(Asker asker, Code code, String measured) {
    if (asker != null) {
      asker.refuse(code, measured, 0);
    }
  }

  static void refuseStore(Asker asker, String failure, Duration retryAfter) {
    if (asker != null) {
      asker.refuse(Code.STORE_UNAVAILABLE, failure, retryAfter.toMillis());
    }
  }
}
