package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The messages of this login to one user, numbered from 1 without holes, until they are settled:
 * each answered or given up, and all before it too. What is not settled is sent again as a whole
 * and in order, because the server takes no number before the one that precedes it; every frame
 * says up to which number all is settled, so that the server does not wait for what was given up.
 */
final class PeerStream {
  enum Step {
    /** No link. */
    AWAY,
    /** A message goes out when it is asked for. */
    FLOWING,
    /** The server wants nothing before a time that it told. */
    HELD,
    /**
     * The server misses a number that was refused for good: nothing helps but that those before it
     * are settled, or time.
     */
    GAPPED
  }

  /** Whose stream it is. */
  interface Host {
    boolean isLive();

    /** Sends a frame under a new id, for a letter; returns the id. */
    long post(PeerStream stream, Letter letter, LongFunction<ClientFrame> frame);
  }

  /** What was sent again last: under which ids, and up to which number all was settled then. */
  private record Resent(long fromId, long toId, long settled) {}

  private final String to;
  private final Host host;
  private final Alarms alarms;
  private final long resendAfterMs;
  private final List<Letter> letters = new ArrayList<>();
  private Step step;
  private long last;
  private Resent resent = new Resent(0, 0, 0);
  private long heldUntil;
  private Alarm alarm;

  PeerStream(String to, Host host, Alarms alarms, long resendAfterMs) {
    this.to = to;
    this.host = host;
    this.alarms = alarms;
    this.resendAfterMs = resendAfterMs;
    step = host.isLive() ? Step.FLOWING : Step.AWAY;
  }

  /** How many messages are not settled. */
  int size() {
    return letters.size();
  }

  void add(Letter letter) {
    last++;
    letter.number = last;
    letters.add(letter);
    if (step == Step.FLOWING) {
      send(letter);
      watch();
    }
  }

  /** A link is live: all that is not settled is sent again. */
  void opened() {
    resend();
  }

  void linkLost() {
    enter(Step.AWAY);
  }

  /** The login is a new one: what nobody has answered is numbered from 1 under it. */
  void renumber() {
    letters.removeIf(letter -> letter.step != Letter.Step.OPEN);
    last = 0;
    for (Letter letter : letters) {
      last++;
      letter.number = last;
    }
  }

  /** The receiver's client has a message, or the store. */
  void acknowledged(Letter letter, String result) {
    if (letter.step == Letter.Step.OPEN) {
      letter.reply.complete(new Sent(WireName.find(Sent.Result.class, result), to, letter.number));
      end(letter, Letter.Step.ACKNOWLEDGED);
    }
  }

  /** The frame of that id was refused. */
  void refused(Letter letter, long id, RejoinException error) {
    if (letter.step != Letter.Step.OPEN) {
      return;
    }
    letter.refusal = error;
    if (!error.mayBeRepeated()) {
      giveUp(letter, error);
    } else if (error.is(Code.PEER_GAP)) {
      missing(id);
    } else {
      hold(error.retryAfterMs().orElse(resendAfterMs));
    }
  }

  /** Nobody waits for a message any more; those behind it go on without it. */
  void giveUp(Letter letter, RejoinException error) {
    letter.reply.completeExceptionally(error);
    end(letter, Letter.Step.GIVEN_UP);
  }

  /** Gives everything up. */
  void fail(RejoinException error) {
    enter(Step.AWAY);
    for (Letter letter : List.copyOf(letters)) {
      if (letter.step == Letter.Step.OPEN) {
        giveUp(letter, error);
      }
    }
  }

  /** The last number up to which all is settled. */
  private long settled() {
    return letters.isEmpty() ? last : letters.get(0).number - 1;
  }

  private void end(Letter letter, Letter.Step how) {
    long before = settled();
    letter.step = how;
    Alarms.cancel(letter.expiry);
    while (!letters.isEmpty() && letters.get(0).step != Letter.Step.OPEN) {
      letters.remove(0);
    }
    if (step == Step.GAPPED && settled() > before) {
      resend();
    } else if (step == Step.FLOWING) {
      watch();
    }
  }

  private long send(Letter letter) {
    letter.sentAt = alarms.now();
    long settled = settled();
    return host.post(this, letter, id -> letter.frame(id, to, settled));
  }

  /** Acknowledged ones behind an open one go too: without them the server would miss numbers. */
  private void resend() {
    enter(Step.FLOWING);
    long first = 0;
    long latest = 0;
    for (Letter letter : List.copyOf(letters)) {
      if (letter.step != Letter.Step.GIVEN_UP) {
        latest = send(letter);
        first = first == 0 ? latest : first;
      }
    }
    if (latest > 0) {
      resent = new Resent(first, latest, settled());
    }
    watch();
  }

  /** The first one, which is always open, is repeated with all behind it when its time is over. */
  private void watch() {
    enter(Step.FLOWING);
    if (!letters.isEmpty()) {
      resendIn(letters.get(0).sentAt + resendAfterMs - alarms.now());
    }
  }

  /** The server misses a number before the one of that frame. */
  private void missing(long id) {
    if (step != Step.FLOWING || id < resent.fromId()) {
      return; // All is sent again later, or has been since.
    }
    if (id > resent.toId() || settled() > resent.settled()) {
      resend();
    } else {
      enter(Step.GAPPED);
      resendIn(resendAfterMs);
    }
  }

  private void hold(long delayMs) {
    long until = alarms.now() + delayMs;
    if (step != Step.HELD || until > heldUntil) {
      enter(Step.HELD);
      heldUntil = until;
      resendIn(delayMs);
    }
  }

  private void resendIn(long delayMs) {
    alarm = alarms.in(delayMs, this::resend);
  }

  private void enter(Step next) {
    Alarms.cancel(alarm);
    alarm = null;
    step = next;
  }
}
