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
    sent(deliver.receipt(), to, deliver.letter(), RECEIVED);
  }

  private static void sent(Waiting waiting, String to, String result) {
    if (waiting.receipt != null) {
      sent(waiting.receipt, to, waiting.letter, result);
      waiting.receipt = null;
    }
  }

  private static void sent(Receipt receipt, String to, Letter letter, String result) {
    LinkAddress link = receipt.link();
    link.tell(new LinkCommand.Sent(link.socket(), receipt.request(), to, letter.number(), result));
  }

  static void refuse(Receipt receipt, Code code, String measured) {
    if (receipt != null) {
      LinkTalk.refuse(receipt.link(), receipt.request(), code, measured);
    }
  }

  static void refuseStore(Receipt receipt, String failure, Duration retryAfter) {
    if (receipt != null) {
      LinkTalk.refuseStore(receipt.link(), receipt.request(), failure, retryAfter);
    }
  }
}
