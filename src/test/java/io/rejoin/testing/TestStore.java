package io.rejoin.testing;

import com.typesafe.config.ConfigFactory;
import io.rejoin.store.Accounts;
import io.rejoin.store.Inboxes;
import io.rejoin.store.Sanction;
import io.rejoin.store.Store;
import io.rejoin.store.StoreSettings;
import io.rejoin.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The real store on a database in memory, which a test can make slow or take down. It answers at
 * once, so that nothing is under way when a world has settled.
 */
public final class TestStore implements Accounts, Inboxes {
  /** Nothing expires: for this store it is always 1970. */
  private static final Store STORE = Store.open(inMemory(), () -> Instant.EPOCH);

  /** How the store does. */
  private enum Health {
    UP,
    DOWN,
    SLOW
  }

  private final List<Runnable> waiting = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Health health = Health.UP;

  private static StoreSettings inMemory() {
    return StoreSettings.from(
        ConfigFactory.parseMap(Map.of("rejoin.store.url", "jdbc:h2:mem:worlds;DB_CLOSE_DELAY=-1"))
            .withFallback(ConfigFactory.defaultReference()));
  }

  /** From now on all is refused. */
  public void goDown() {
    health = Health.DOWN;
  }

  /** From now on nothing is answered until the store is up again. */
  public void goSlow() {
    health = Health.SLOW;
  }

  /** Works again, and answers what waits, in order. */
  public void comeUp() {
    health = Health.UP;
    synchronized (waiting) {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  @Override
  public CompletionStage<Account> login(
      String app, String user, String instance, long attempt, long at) {
    return done(() -> STORE.accounts().login(app, user, instance, attempt, at));
  }

  @Override
  public CompletionStage<Account> loginAndTakeOver(
      String app, String user, String instance, long attempt, long at) {
    return done(() -> STORE.accounts().loginAndTakeOver(app, user, instance, attempt, at));
  }

  @Override
  public CompletionStage<Account> reborn(String app, String user) {
    return done(() -> STORE.accounts().reborn(app, user));
  }

  @Override
  public CompletionStage<Account> logout(String app, String user, long epoch) {
    return done(() -> STORE.accounts().logout(app, user, epoch));
  }

  @Override
  public CompletionStage<Account> sanction(String app, String user, Sanction sanction, long at) {
    return done(() -> STORE.accounts().sanction(app, user, sanction, at));
  }

  @Override
  public CompletionStage<Opened> open(String app, String user) {
    return done(() -> STORE.inboxes().open(app, user));
  }

  @Override
  public CompletionStage<List<Put>> put(
      String app, String user, long incarnation, List<Letter> letters) {
    return done(() -> STORE.inboxes().put(app, user, incarnation, letters));
  }

  @Override
  public CompletionStage<Void> remove(
      String app, String user, long incarnation, List<Long> places) {
    return done(() -> STORE.inboxes().remove(app, user, incarnation, places));
  }

  /** How often it was asked for something since this was asked last. */
  public int newCalls() {
    return calls.getAndSet(0);
  }

  private <T> CompletionStage<T> done(Supplier<CompletionStage<T>> call) {
    calls.incrementAndGet();
    if (health == Health.DOWN) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException("no connection within 1 s", null));
    }
    if (health == Health.UP) {
      return CompletableFuture.completedFuture(answer(call));
    }
    CompletableFuture<T> later = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.add(() -> later.complete(answer(call)));
    }
    return later;
  }

  private static <T> T answer(Supplier<CompletionStage<T>> call) {
    try {
      return call.get().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
