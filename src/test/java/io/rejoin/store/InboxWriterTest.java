package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static io.rejoin.store.Stores.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Put.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches, bounds and outages of inboxes, on a real database behind a gate. */
class InboxWriterTest {
  private static final int USERS = 300;

  private final TestClock clock = new TestClock();
  private GatedSource gated;
  private Store store;

  private void open(Map<String, ?> settings) {
    var all = Stores.settings(Stores.inMemory(), settings);
    var pool = Database.open(all);
    gated = new GatedSource(pool);
    store = new Store(gated.source(), pool, all, clock);
    for (int user = 0; user < USERS; user++) {
      answer(store.accounts().login("demo", "u" + user, "i1", 1, 0));
    }
    gated.atTheGate.drainPermits();
    gated.commits.set(0);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  private CompletionStage<List<Put>> put(int user, long number, String payload) {
    var letter = new Letter("a", 1, number, clock.millis(), payload, false);
    return store.inboxes().put("demo", "u" + user, 1, List.of(letter));
  }

  private List<CompletionStage<List<Put>>> puts(int first, int count, long number) {
    var stages = new ArrayList<CompletionStage<List<Put>>>();
    for (int user = first; user < first + count; user++) {
      stages.add(put(user, number, "x"));
    }
    return stages;
  }

  /** Shuts the gate and lets one put wait at it, so that what follows must queue. */
  private CompletionStage<List<Put>> occupy() throws InterruptedException {
    gated.shut();
    var first = put(0, 1, "first");
    assertTrue(gated.atTheGate.tryAcquire(20, TimeUnit.SECONDS));
    return first;
  }

  private int letters(int user) {
    return answer(store.inboxes().open("demo", "u" + user)).letters().size();
  }

  @Test
  void whatWaitsTogetherIsWrittenInOneCommit() throws Exception {
    open(Map.of());
    var first = occupy();
    var puts = puts(1, 200, 1);
    var opened = store.inboxes().open("demo", "u250");
    var removed = store.inboxes().remove("demo", "u251", 1, List.of(1L));
    gated.open();
    assertEquals(List.of(new Kept(1)), answer(first));
    puts.forEach(put -> assertEquals(List.of(new Kept(1)), answer(put)));
    assertEquals(2, answer(opened).account().incarnation());
    answer(removed);
    assertEquals(2, gated.commits.get());
  }

  @Test
  void largeLettersTakeMoreOfACommitAndOfTheQueue() throws Exception {
    open(Map.of("batch-size", 30, "queue-size", 100));
    var first = occupy();
    var large = new ArrayList<CompletionStage<List<Put>>>();
    for (int user = 1; user <= 9; user++) {
      large.add(put(user, 1, "x".repeat(9 * InboxWrite.BYTES)));
    }
    assertEquals("91 writes wait; limit 100", refusal(put(10, 1, "x".repeat(90_000))));
    large.addAll(puts(10, 9, 1));
    assertEquals("100 writes wait; limit 100", refusal(put(19, 1, "x")));
    gated.open();
    answer(first);
    large.forEach(put -> assertEquals(List.of(new Kept(1)), answer(put)));
    assertEquals(1 + 3 + 1, gated.commits.get(), "three large ones go with each commit");
    assertEquals(0, letters(19));
  }

  @Test
  void aPutThatIsHeavierThanABatchGoesAlone() throws Exception {
    open(Map.of("batch-size", 5, "queue-size", 8));
    var first = occupy();
    var heavy = put(1, 1, "x".repeat(6 * InboxWrite.BYTES));
    gated.open();
    answer(first);
    assertEquals(List.of(new Kept(1)), answer(heavy));
    assertEquals(List.of(new Kept(2)), answer(put(1, 2, "x".repeat(50 * InboxWrite.BYTES))));
  }

  @Test
  void aPutFailsAtItsTimeoutAndIsNotKeptIfItStillWaited() throws Exception {
    open(Map.of("timeout", "1s"));
    var running = occupy();
    var waiting = put(1, 1, "x");
    assertEquals("not written within 1000 ms; it may still be", refusal(waiting));
    assertEquals("not written within 1000 ms; it may still be", refusal(running));
    gated.open();
    assertEquals(List.of(new Kept(1)), answer(put(0, 1, "first")), "it was kept: a repeat");
    assertEquals(1, letters(0));
    assertEquals(0, letters(1));
  }

  @Test
  void aStoreThatIsDownRefusesAllThatWaitsAndIsUsedAgainOnceItIsUp() throws Exception {
    open(Map.of("batch-size", 10));
    var first = occupy();
    var others = puts(1, 100, 1);
    gated.goDown();
    gated.open();
    assertEquals(List.of(new Kept(1)), answer(first));
    for (var put : others) {
      assertEquals("the store cannot be reached: the cable is out", refusal(put));
    }
    assertEquals(1, gated.connectionsRefused.get(), "one attempt told them all");
    gated.comeUp();
    puts(1, 100, 1).forEach(put -> assertEquals(List.of(new Kept(1)), answer(put)));
  }

  @Test
  void aLoginDoesNotWaitForLetters() throws Exception {
    open(Map.of());
    gated.shut("rejoin-store-inboxes");
    var put = put(0, 1, "x");
    assertTrue(gated.atTheGate.tryAcquire(20, TimeUnit.SECONDS));
    assertEquals(2, answer(store.accounts().login("demo", "u1", "i2", 1, 0)).epoch());
    assertTrue(!put.toCompletableFuture().isDone(), "the letter still waits");
    gated.open();
    assertEquals(List.of(new Kept(1)), answer(put));
  }

  @Test
  void closingWritesWhatWaitsAndRefusesTheRest() throws Exception {
    open(Map.of());
    var first = occupy();
    var others = puts(1, 50, 1);
    gated.open();
    store.close();
    assertEquals(List.of(new Kept(1)), answer(first));
    others.forEach(put -> assertEquals(List.of(new Kept(1)), answer(put)));
    assertEquals("the store is closed", refusal(put(60, 1, "x")));
    assertEquals(2, gated.commits.get());
  }
}
