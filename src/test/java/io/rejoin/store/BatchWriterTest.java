package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static io.rejoin.store.Stores.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.store.Accounts.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches, bounds and outages, on a real database behind a gate. */
class BatchWriterTest {
  private GatedSource gated;
  private AccountStore accounts;

  private void open(Map<String, ?> settings) {
    var all = Stores.settings(Stores.inMemory(), settings);
    var pool = Database.open(all);
    gated = new GatedSource(pool);
    accounts = new AccountStore(gated.source(), pool, all);
  }

  @AfterEach
  void closeTheStore() {
    accounts.close();
  }

  private CompletionStage<Account> login(int user) {
    return accounts.login("demo", "u" + user, "i1", 1, 0);
  }

  private List<CompletionStage<Account>> logins(int first, int count) {
    var stages = new ArrayList<CompletionStage<Account>>();
    for (int user = first; user < first + count; user++) {
      stages.add(login(user));
    }
    return stages;
  }

  /** Shuts the gate and lets one login wait at it, so that what follows must queue. */
  private CompletionStage<Account> occupy() throws InterruptedException {
    gated.shut();
    var first = login(0);
    assertTrue(gated.atTheGate.tryAcquire(20, TimeUnit.SECONDS));
    return first;
  }

  @Test
  void whatWaitsTogetherIsWrittenInOneCommit() throws Exception {
    open(Map.of());
    var first = occupy();
    var others = logins(1, 400);
    gated.open();
    assertEquals(new Account(1, 1, true), answer(first));
    others.forEach(stage -> assertEquals(new Account(1, 1, true), answer(stage)));
    assertEquals(2, gated.commits.get());
  }

  @Test
  void aCommitHoldsNoMoreThanABatch() throws Exception {
    open(Map.of("batch-size", 100));
    var first = occupy();
    var others = logins(1, 250);
    gated.open();
    answer(first);
    others.forEach(Stores::answer);
    assertEquals(1 + 3, gated.commits.get());
  }

  @Test
  void oneBusyAccountDoesNotKeepTheOthersWaiting() throws Exception {
    open(Map.of());
    var first = occupy();
    var busy = new ArrayList<CompletionStage<Account>>();
    for (int attempt = 1; attempt <= 3; attempt++) {
      busy.add(accounts.login("demo", "busy", "i1", attempt, 0));
    }
    var others = logins(1, 100);
    gated.open();
    answer(first);
    others.forEach(Stores::answer);
    assertEquals(List.of(1L, 2L, 3L), busy.stream().map(stage -> answer(stage).epoch()).toList());
    assertEquals(1 + 3, gated.commits.get(), "the others went with the busy one's first");
  }

  @Test
  void oneMoreThanTheQueueHoldsIsRefusedAtOnceAndTheRestIsWritten() throws Exception {
    open(Map.of("queue-size", 1024));
    var first = occupy();
    var others = logins(1, 1023);
    var tooMany = login(5000).toCompletableFuture();
    assertTrue(tooMany.isDone(), "refused at once");
    assertEquals("1,024 writes wait; limit 1,024", refusal(tooMany));
    gated.open();
    answer(first);
    others.forEach(Stores::answer);
    assertEquals(1, answer(login(5000)).epoch(), "there is room again, and it was not written");
  }

  @Test
  void aWriteFailsAtItsTimeoutAndIsNotWrittenIfItStillWaited() throws Exception {
    open(Map.of("timeout", "1s"));
    var running = occupy();
    var waiting = login(1);
    assertEquals("not written within 1000 ms; it may still be", refusal(waiting));
    assertEquals("not written within 1000 ms; it may still be", refusal(running));
    gated.open();
    // The one that ran was written; a login by another instance comes after it.
    assertEquals(2, answer(accounts.login("demo", "u0", "i2", 1, 0)).epoch());
    assertEquals(1, answer(accounts.login("demo", "u1", "i2", 1, 0)).epoch());
  }

  @Test
  void aStoreThatIsDownRefusesAllThatWaitsAndIsUsedAgainOnceItIsUp() throws Exception {
    open(Map.of("batch-size", 10));
    var first = occupy();
    var others = logins(1, 100);
    gated.goDown();
    gated.open();
    assertEquals(1, answer(first).epoch());
    for (var stage : others) {
      assertEquals("the store cannot be reached: the cable is out", refusal(stage));
    }
    assertEquals(1, gated.connectionsRefused.get(), "one attempt told them all");
    gated.comeUp();
    logins(1, 100).forEach(stage -> assertEquals(1, answer(stage).epoch()));
  }

  @Test
  void closingWritesWhatWaitsAndRefusesTheRest() throws Exception {
    open(Map.of());
    var first = occupy();
    var others = logins(1, 50);
    gated.open();
    accounts.close();
    assertEquals(1, answer(first).epoch());
    others.forEach(stage -> assertEquals(1, answer(stage).epoch()));
    assertEquals("the store is closed", refusal(login(99)));
    assertEquals(2, gated.commits.get());
  }
}
