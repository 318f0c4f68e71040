package io.rejoin.testkit;

import io.rejoin.cluster.Clocks;
import io.rejoin.store.AccountKey;
import io.rejoin.store.Accounts;
import io.rejoin.store.InboxSettings;
import io.rejoin.store.Inboxes;
import io.rejoin.store.Sanction;
import io.rejoin.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Accounts and inboxes in memory, for tests and simulations: the answers are those of a database,
 * call by call. It has no thread and reads no clock but the one that it is given, so the same calls
 * at the same times give the same answers. It ends with its last reference.
 *
 * <p>A call is carried out at once, in a few microseconds, and answered by a stage that is complete
 * already; unless a test has made the store fail:
 *
 * <ul>
 *   <li>{@link #outage}: nothing is carried out, every stage fails.
 *   <li>{@link #slow}: calls wait, in order. None times out by itself, and any number may wait.
 *   <li>{@link #loseAnswers}: all is carried out, but every stage fails. A caller cannot tell this
 *       from an outage, and must come through it.
 *   <li>{@link #recover}: what waits is carried out and answered; all is well again.
 * </ul>
 *
 * <p>Stages fail with {@link StoreUnavailableException}, whose message tells since when. Ids and
 * payloads that no database takes throw {@link IllegalArgumentException} at the call, however the
 * store does.
 *
 * <p>What has expired is neither given out nor counted. It is forgotten, with the lines of its
 * senders, by the first call that is carried out when {@link InboxSettings#expireEvery} has passed
 * since it was last looked for; until then a letter that comes again is still known as a repeat.
 *
 * <p>Thread-safe. Stages that waited are completed by whoever ends the waiting, while others must
 * wait: what depends on them must not block.
 */
public final class MemoryStore implements Accounts, Inboxes {
  private static final Opened NEVER = new Opened(Account.NEVER, List.of(), List.of());

  private final InboxSettings settings;
  private final Clocks clocks;
  private final Map<AccountKey, MemoryAccount> accounts = new HashMap<>();
  private MemoryHealth health = new MemoryHealth.Working();
  private long nextSweep;
  private long expiredLetters;

  /**
   * An empty store.
   *
   * @param settings {@code expireBatch} is not used: all that has expired is forgotten at once
   * @param clock tells which letters have expired
   */
  public MemoryStore(InboxSettings settings, InstantSource clock) {
    this(settings, Clocks.one(clock));
  }

  /** The same, where the clock may be set: the wall tells which letters have expired. */
  public MemoryStore(InboxSettings settings, Clocks clocks) {
    this.settings = settings;
    this.clocks = clocks;
    this.nextSweep = clocks.steady().millis() + settings.expireEvery().toMillis();
  }

  @Override
  public CompletionStage<Account> login(
      String app, String user, String instance, long attempt, long at) {
    return login(new AccountKey(app, user), instance, attempt, at, 0);
  }

  @Override
  public CompletionStage<Account> loginAndTakeOver(
      String app, String user, String instance, long attempt, long at) {
    return login(new AccountKey(app, user), instance, attempt, at, 1);
  }

  private CompletionStage<Account> login(
      AccountKey key, String instance, long attempt, long at, long takesOver) {
    AccountKey.check("instance", instance);
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          if (account == null) {
            accounts.put(key, MemoryAccount.ofFirstLogin(instance, attempt));
          } else {
            account.login(instance, attempt, at, takesOver);
          }
          return standing(key);
        });
  }

  @Override
  public CompletionStage<Account> reborn(String app, String user) {
    return change(new AccountKey(app, user), MemoryAccount::beTakenOver);
  }

  @Override
  public CompletionStage<Account> logout(String app, String user, long epoch) {
    return change(new AccountKey(app, user), account -> account.logout(epoch));
  }

  private CompletionStage<Account> change(AccountKey key, Consumer<MemoryAccount> change) {
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          if (account != null) {
            change.accept(account);
          }
          return standing(key);
        });
  }

  @Override
  public CompletionStage<Account> sanction(String app, String user, Sanction sanction, long at) {
    AccountKey key = new AccountKey(app, user);
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          Account first = Account.NEVER.after(sanction, at);
          if (account != null) {
            account.sanction(sanction, at);
          } else if (!first.equals(Account.NEVER)) {
            accounts.put(key, MemoryAccount.ofNoLogin(first));
          }
          return standing(key);
        });
  }

  @Override
  public CompletionStage<Opened> open(String app, String user) {
    AccountKey key = new AccountKey(app, user);
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          if (account == null) {
            return NEVER;
          }
          account.beTakenOver();
          MemoryInbox inbox = account.inbox();
          return new Opened(
              account.withoutSanctions(), inbox.letters(expired()), inbox.lines(expired()));
        });
  }

  @Override
  public CompletionStage<List<Put>> put(
      String app, String user, long incarnation, List<Letter> letters) {
    AccountKey key = new AccountKey(app, user);
    List<MemoryLetter> more = letters.stream().map(MemoryLetter::of).toList();
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          if (account == null || !account.isSpokenForBy(incarnation)) {
            Put fenced = new Put.Fenced(standing(key).incarnation());
            return more.stream().map(letter -> fenced).toList();
          }
          return account.inbox().put(more, expired(), settings);
        });
  }

  @Override
  public CompletionStage<Void> remove(
      String app, String user, long incarnation, List<Long> places) {
    AccountKey key = new AccountKey(app, user);
    List<Long> all = List.copyOf(places);
    return call(
        () -> {
          MemoryAccount account = accounts.get(key);
          if (account != null && account.isSpokenForBy(incarnation)) {
            account.inbox().remove(all);
          }
          return null;
        });
  }

  /** From now on nothing is carried out and every call fails, those that wait too. */
  public synchronized void outage() {
    MemoryHealth before = health;
    MemoryHealth.Out out = new MemoryHealth.Out(clocks.steady().instant());
    health = out;
    if (before instanceof MemoryHealth.Slow slow) {
      slow.fail(out.refusal());
    }
  }

  /** From now on calls wait, in order, until {@link #recover}; or fail by an {@link #outage}. */
  public synchronized void slow() {
    if (!(health instanceof MemoryHealth.Slow)) {
      health = new MemoryHealth.Slow();
    }
  }

  /** From now on all is carried out, what waits too, but every new call fails. */
  public synchronized void loseAnswers() {
    recover();
    health = new MemoryHealth.LosingAnswers(clocks.steady().instant());
  }

  /**
   * From now on all is carried out and answered at once. What waits is, before this returns, in its
   * order; what those who are answered ask for by that comes after it.
   */
  public synchronized void recover() {
    if (health instanceof MemoryHealth.Slow slow) {
      slow.carryOutAll();
      if (health != slow) {
        return; // one who was answered has called for something else
      }
    }
    health = new MemoryHealth.Working();
  }

  /** How many calls wait because the store is slow. */
  public synchronized int waiting() {
    return health instanceof MemoryHealth.Slow slow ? slow.waiting().size() : 0;
  }

  /** The account as it stands, however the store does; epoch 0 if there is none. */
  public synchronized Account account(String app, String user) {
    return standing(new AccountKey(app, user));
  }

  /** The letters that wait for a user and have not expired, by their places, however it does. */
  public synchronized List<Stored> letters(String app, String user) {
    MemoryAccount account = accounts.get(new AccountKey(app, user));
    return account == null ? List.of() : account.inbox().letters(expired());
  }

  /** The lines of those who have written to a user, by their ids, however the store does. */
  public synchronized List<Line> lines(String app, String user) {
    MemoryAccount account = accounts.get(new AccountKey(app, user));
    return account == null ? List.of() : account.inbox().lines(expired());
  }

  /** How many letters were forgotten because of their age. */
  public synchronized long expiredLetters() {
    return expiredLetters;
  }

  /**
   * Another store with what was carried out so far, by the same settings and clock. It works, and
   * nothing waits there; neither of the two sees what happens in the other.
   */
  public synchronized MemoryStore copy() {
    MemoryStore copy = new MemoryStore(settings, clocks);
    accounts.forEach((key, account) -> copy.accounts.put(key, account.copy()));
    copy.nextSweep = nextSweep;
    copy.expiredLetters = expiredLetters;
    return copy;
  }

  private synchronized <T> CompletionStage<T> call(Supplier<T> work) {
    return health.call(
        () -> {
          sweepWhenDue();
          return work.get();
        });
  }

  private void sweepWhenDue() {
    long now = clocks.steady().millis();
    if (now < nextSweep) {
      return;
    }
    nextSweep = now + settings.expireEvery().toMillis();
    long upTo = expired();
    accounts.values().forEach(account -> expiredLetters += account.inbox().forget(upTo));
  }

  /** When letters were taken that have just expired, in milliseconds since 1970. */
  private long expired() {
    return clocks.wall().millis() - settings.age().toMillis();
  }

  private Account standing(AccountKey key) {
    MemoryAccount account = accounts.get(key);
    return account == null ? Account.NEVER : account.account();
  }
}
