package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.rejoin.store.Accounts.Account;
import io.rejoin.store.InboxSettings;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Put.Fenced;
import io.rejoin.store.Inboxes.Put.Kept;
import io.rejoin.store.Inboxes.Stored;
import io.rejoin.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How the store in memory fails and recovers, and what can be seen of it. */
class MemoryStoreTest {
  private static final Letter HELLO = new Letter("a", 1, 1, 0, "hello", false);

  private final MemoryStore store =
      new MemoryStore(
          InboxSettings.from(ConfigFactory.defaultReference()), () -> Instant.ofEpochSecond(4));

  private final List<String> told = new ArrayList<>();

  private CompletionStage<Account> login(long attempt) {
    return store.login("demo", "u1", "i1", attempt, 0);
  }

  private CompletionStage<List<Put>> put(long incarnation) {
    return store.put("demo", "u1", incarnation, List.of(HELLO));
  }

  private static <T> T now(CompletionStage<T> stage) {
    assertTrue(stage.toCompletableFuture().isDone(), "not answered at once");
    return stage.toCompletableFuture().join();
  }

  private static String refusal(CompletionStage<?> stage) {
    var failure = assertThrows(CompletionException.class, () -> now(stage)).getCause();
    assertEquals(StoreUnavailableException.class, failure.getClass());
    return failure.getMessage();
  }

  private void tell(CompletionStage<?> stage) {
    stage.whenComplete(
        (answer, failure) -> told.add(failure == null ? answer.toString() : failure.getMessage()));
  }

  @Test
  void anOutageRefusesAllAndNothingIsWrittenUntilItIsOver() {
    now(login(1));
    store.outage();
    var why = "the store is out since 1970-01-01T00:00:04Z";
    assertEquals(why, refusal(login(2)));
    assertEquals(why, refusal(store.loginAndTakeOver("demo", "u1", "i1", 2, 0)));
    assertEquals(why, refusal(store.reborn("demo", "u1")));
    assertEquals(why, refusal(store.logout("demo", "u1", 1)));
    assertEquals(why, refusal(store.open("demo", "u1")));
    assertEquals(why, refusal(put(1)));
    assertEquals(why, refusal(store.remove("demo", "u1", 1, List.of(1L))));
    assertThrows(IllegalArgumentException.class, () -> store.reborn("demo", ""));
    assertEquals(new Account(1, 1, true), store.account("demo", "u1"));
    store.recover();
    assertEquals(new Account(1, 1, true), now(login(1)));
    assertEquals(new Account(2, 1, true), now(login(2)));
  }

  @Test
  void aSlowStoreCarriesOutAndAnswersInOrderWhenItRecovers() {
    store.slow();
    tell(login(1));
    tell(put(1));
    store.slow();
    tell(store.open("demo", "u1").thenApply(opened -> opened.letters().size() + " letter"));
    tell(put(1));
    assertEquals(4, store.waiting());
    assertEquals(List.of(), told);
    assertEquals(new Account(0, 0, false), store.account("demo", "u1"), "nothing is written yet");
    store.recover();
    assertEquals(
        List.of(
            new Account(1, 1, true).toString(),
            List.of(new Kept(1)).toString(),
            "1 letter",
            List.of(new Fenced(2)).toString()),
        told);
    assertEquals(0, store.waiting());
    assertEquals(2, now(login(2)).epoch());
  }

  @Test
  void whatAnAnswerAsksForComesAfterWhatWaited() {
    now(login(1));
    store.slow();
    tell(put(1).thenCompose(kept -> put(2)));
    tell(store.open("demo", "u1").thenApply(opened -> "opened"));
    store.recover();
    assertEquals(List.of("opened", List.of(new Kept(1)).toString()), told);
  }

  @Test
  void anOutageFailsWhatWaitedAndItIsNeverWritten() {
    store.slow();
    tell(login(1));
    store.outage();
    assertEquals(List.of("the store is out since 1970-01-01T00:00:04Z"), told);
    store.recover();
    assertEquals(new Account(0, 0, false), store.account("demo", "u1"));
    assertEquals(1, told.size());
  }

  @Test
  void anOutageThatAnAnswerCausesStays() {
    store.slow();
    login(1).thenRun(store::outage);
    tell(login(2));
    store.recover();
    assertEquals(List.of("the store is out since 1970-01-01T00:00:04Z"), told);
    assertEquals(told.get(0), refusal(login(3)));
  }

  @Test
  void whatWasWrittenWithoutAnAnswerIsThereWhenTheCallIsRepeated() {
    now(login(1));
    store.loseAnswers();
    var why = "the store does not answer since 1970-01-01T00:00:04Z; it may still be written";
    assertEquals(why, refusal(login(2)));
    assertEquals(why, refusal(put(1)));
    store.recover();
    assertEquals(
        new Account(2, 1, true, store.account("demo", "u1").sanctions(), true), now(login(2)));
    assertEquals(List.of(new Kept(1)), now(put(1)));
    assertEquals(List.of(new Stored(1, HELLO)), store.letters("demo", "u1"));
  }

  @Test
  void whatIsLookedAtStaysAsItIs() {
    now(login(1));
    now(put(1));
    assertEquals(List.of(new Stored(1, HELLO)), store.letters("demo", "u1"));
    assertEquals(List.of(new Line("a", 1, 1)), store.lines("demo", "u1"));
    assertEquals(List.of(), store.letters("demo", "u2"));
    assertEquals(List.of(), store.lines("demo", "u2"));
    assertEquals(1, store.account("demo", "u1").incarnation());
    assertEquals(0, store.account("demo", "u2").epoch());
    now(store.remove("demo", "u1", 1, List.of(1L)));
    assertEquals(List.of(), store.letters("demo", "u1"));
    assertEquals(List.of(new Line("a", 1, 1)), store.lines("demo", "u1"));
  }

  @Test
  void aCopyLivesItsOwnLife() {
    now(login(1));
    now(put(1));
    store.slow();
    CompletionStage<Account> waiting = login(2);
    MemoryStore copy = store.copy();
    assertEquals(2, now(copy.login("demo", "u1", "i1", 2, 0)).epoch());
    now(copy.remove("demo", "u1", 1, List.of(1L)));
    assertEquals(List.of(), copy.letters("demo", "u1"));
    assertFalse(waiting.toCompletableFuture().isDone());
    assertEquals(1, store.account("demo", "u1").epoch());
    assertEquals(List.of(new Stored(1, HELLO)), store.letters("demo", "u1"));
    store.recover();
    assertEquals(2, now(waiting).epoch());
    assertEquals(List.of(new Stored(1, HELLO)), store.letters("demo", "u1"));
    assertEquals(List.of(), copy.letters("demo", "u1"));
  }
}
