package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Opened;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Put.Kept;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * A sender for each of some users, who puts letters to them as a session does: the next ones when
 * these were answered, and the same ones again if that failed.
 */
final class Senders {
  static final int USERS = 20;
  private static final int LETTERS_OF_A_PUT = 3;
  private static final long TAKEN_AT = new TestClock().millis();

  /** Inboxes that do not become full. */
  static final Map<String, ?> WIDE = Map.of("inbox.letters", 1_000_000, "inbox.bytes", "1g");

  interface Listener {
    void kept(String user, long number, long place);
  }

  private final Store store;
  private final Listener listener;
  private final Map<String, TreeMap<Long, Long>> places = new ConcurrentHashMap<>();
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
  private final Phaser sending = new Phaser(1);
  private volatile boolean stopping;

  Senders(Store store) {
    this(store, (user, number, place) -> {});
  }

  Senders(Store store, Listener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** Logs all users in, and goes on after the last letter that each has had. */
  void start() {
    for (int i = 0; i < USERS; i++) {
      var user = "u" + i;
      answer(store.accounts().login("demo", user, "i1", 1, 0));
      var opened = answer(store.inboxes().open("demo", user));
      long last = opened.lines().stream().mapToLong(Inboxes.Line::lastNumber).max().orElse(0);
      places.put(user, new TreeMap<>());
      sending.register();
      put(user, opened.account().incarnation(), last + 1);
    }
  }

  private void put(String user, long incarnation, long first) {
    var letters =
        LongStream.range(first, first + LETTERS_OF_A_PUT)
            .mapToObj(number -> new Letter("a", 1, number, TAKEN_AT, "letter " + number, false))
            .toList();
    var put = store.inboxes().put("demo", user, incarnation, letters);
    put.whenComplete(
        (puts, failure) -> {
          long next = first;
          if (failure == null) {
            note(user, first, puts);
            next = first + LETTERS_OF_A_PUT;
          } else {
            refused.incrementAndGet();
          }
          if (stopping || !wrong.isEmpty()) {
            sending.arriveAndDeregister();
          } else {
            put(user, incarnation, next);
          }
        });
  }

  private void note(String user, long first, List<Put> puts) {
    try {
      for (int i = 0; i < LETTERS_OF_A_PUT; i++) {
        long place = assertInstanceOf(Kept.class, puts.get(i)).place();
        places.get(user).put(first + i, place);
        listener.kept(user, first + i, place);
        kept.incrementAndGet();
      }
    } catch (RuntimeException | AssertionError e) {
      wrong.add(e);
    }
  }

  int kept() {
    return kept.get();
  }

  void awaitKept(int atLeast) throws Exception {
    Awaiting.until(() -> kept.get() >= atLeast || !wrong.isEmpty());
    assertEquals(List.of(), List.copyOf(wrong));
  }

  void awaitRefused() throws Exception {
    Awaiting.until(() -> refused.get() > 0);
  }

  /** Sends no more; returns when all that was sent is answered. */
  void stop() {
    stopping = true;
    sending.arriveAndAwaitAdvance();
    assertEquals(List.of(), List.copyOf(wrong));
  }

  /** That each inbox holds what was kept. */
  void checkInboxes() {
    places.forEach((user, kept) -> checkInbox(answer(store.inboxes().open("demo", user)), kept));
  }

  /**
   * That an inbox holds all letters from the first, once and in order, and those that were kept at
   * the places that were told. Puts are there whole or not at all; a process that is killed may
   * have told none or some of its last one.
   *
   * @param kept the places of numbers
   */
  static void checkInbox(Opened opened, TreeMap<Long, Long> kept) {
    var letters = opened.letters();
    long more = letters.size() - kept.lastKey();
    assertTrue(more >= 0 && more <= LETTERS_OF_A_PUT, () -> "letters more than kept: " + more);
    assertEquals(0, letters.size() % LETTERS_OF_A_PUT, "letters of a put that was cut");
    for (int i = 0; i < letters.size(); i++) {
      long number = i + 1;
      var stored = letters.get(i);
      assertEquals(
          new Letter("a", 1, number, TAKEN_AT, "letter " + number, false), stored.letter());
      assertEquals(kept.getOrDefault(number, stored.place()), stored.place());
      assertTrue(i == 0 || letters.get(i - 1).place() < stored.place());
    }
  }
}
