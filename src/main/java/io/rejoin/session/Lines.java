package io.rejoin.session;

import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each sender's messages have come: the newest login of a sender that was heard, and the
 * last number that was taken of it. Belongs to one mailbox.
 */
final class Lines {

  /** What a number is to its line. */
  enum Fit {
    /** The one that follows. */
    NEXT,
    /** It was taken before. */
    REPEAT,
    /** It leaves a gap. */
    GAP,
    /** It is of a login that a newer one has superseded. */
    OLD
  }

  private record Last(long epoch, long number) {}

  private final int bound;

  /** By sender; most users have none. */
  private Map<String, Last> lasts = Map.of();

  /**
   * @param bound how many senders are remembered; beyond it the one longest silent is forgotten,
   *     and its next message starts its line anew
   */
  Lines(int bound) {
    this.bound = bound;
  }

  private void remember(String from, Last last) {
    if (lasts.isEmpty()) {
      lasts = new LinkedHashMap<>(2, 0.75f, true);
    }
    lasts.put(from, last);
    if (lasts.size() > bound) {
      lasts.remove(lasts.keySet().iterator().next());
    }
  }

  /** Starts from what the inbox remembers. */
  void start(List<Line> lines) {
    lines.forEach(line -> remember(line.from(), new Last(line.epoch(), line.lastNumber())));
  }

  /**
   * What this letter is to its line.
   *
   * @param settled all up to this number need no more, says the sender
   */
  Fit fit(Letter letter, long settled) {
    Last last = lasts.get(letter.from());
    if (last != null && letter.epoch() < last.epoch()) {
      return Fit.OLD;
    }
    long expected = settled + 1;
    if (last != null && letter.epoch() == last.epoch()) {
      expected = Math.max(expected, last.number() + 1);
    }
    if (letter.number() == expected) {
      return Fit.NEXT;
    }
    return letter.number() < expected ? Fit.REPEAT : Fit.GAP;
  }

  /** The number that is expected next of this sender's login; 0 if any will do. */
  long expected(Letter letter) {
    Last last = lasts.get(letter.from());
    return last != null && last.epoch() == letter.epoch() ? last.number() + 1 : 0;
  }

  /** The letter is taken: the next one follows it. */
  void take(Letter letter) {
    remember(letter.from(), new Last(letter.epoch(), letter.number()));
  }

  /** The letter was not kept after all: it is expected again. */
  void giveBack(Letter letter) {
    Last last = lasts.get(letter.from());
    if (last != null && last.epoch() == letter.epoch() && last.number() >= letter.number()) {
      remember(letter.from(), new Last(letter.epoch(), letter.number() - 1));
    }
  }
}
