package io.rejoin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Put.Kept;
import io.rejoin.store.Inboxes.Stored;
import io.rejoin.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link InboxRules} in the memory of a test, and what is forgotten there. */
class MemoryInboxTest extends InboxRules {
  private MemoryStore store;

  @Override
  void open() {
    store = new MemoryStore(Stores.settings(Stores.inMemory(), BOUNDS).inbox(), clock);
  }

  @Override
  Accounts accounts() {
    return store;
  }

  @Override
  Inboxes inboxes() {
    return store;
  }

  @Test
  void whatHasExpiredIsForgottenNowAndThenAndCounted() {
    var minute = Duration.ofMinutes(1);
    clock.pass(Duration.ofDays(7).minus(minute));
    put(1, letter("a", 1), letter("a", 2), letter("b", 1));
    clock.pass(Duration.ofDays(7).minusMillis(1));
    put(1, letter("b", 2));
    assertEquals(0, store.expiredLetters());
    clock.pass(Duration.ofMillis(1));
    assertEquals(List.of(new Kept(0)), put(1, letter("a", 2)), "it was looked a moment ago");
    assertEquals(List.of(new Line("b", 1, 2)), store.lines("demo", "u1"));
    assertEquals(List.of(4L), store.letters("demo", "u1").stream().map(Stored::place).toList());
    assertEquals(0, store.expiredLetters());
    clock.pass(minute);
    assertEquals(List.of(new Kept(5)), put(1, letter("a", 2)), "nothing is known of a");
    assertEquals(List.of(new Kept(0)), put(1, letter("b", 1)), "b has a line");
    assertEquals(3, store.expiredLetters());
  }
}
