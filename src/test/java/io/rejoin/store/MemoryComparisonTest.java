package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Opened;
import io.rejoin.store.Inboxes.Put.Kept;
import io.rejoin.testkit.MemoryStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store in memory and one in H2 are asked the same. Seeds are fixed, a failure tells which. */
class MemoryComparisonTest {
  private static final int CALLS = 2500;

  private static final Map<String, ?> SETTINGS =
      Map.of(
          "gather", "0ms",
          "inbox.letters", 5,
          "inbox.bytes", 100,
          "inbox.age", "7d",
          "inbox.expire-every", "5h");

  private final TestClock clock = new TestClock();
  private final StoreSettings settings = Stores.settings(Stores.inMemory(), SETTINGS);
  private final MemoryStore memory = new MemoryStore(settings.inbox(), clock);
  private final Set<String> seen = new TreeSet<>();
  private long nextSweep = clock.millis() + settings.inbox().expireEvery().toMillis();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameCallsHaveTheSameAnswers(long seed) throws Exception {
    var calls = new RandomCalls(seed, memory, clock);
    HikariDataSource pool = Database.open(settings);
    try (var h2 = new Store(pool, pool, settings, clock)) {
      for (int call = 0; call < CALLS; call++) {
        clock.pass(calls.pause());
        sweepWhenDue(pool);
        var told = calls.next();
        var fromH2 = answer(told.call().to(h2.accounts(), h2.inboxes()));
        var fromMemory = answer(told.call().to(memory, memory));
        int number = call;
        assertEquals(
            inOrder(fromH2),
            fromMemory,
            () -> "seed %d, call %d: %s".formatted(seed, number, told.words()));
        note(told.words(), fromMemory);
      }
    }
    var all = "Fenced Full Kept Kept(0) Superseded banned closed letters open";
    assertEquals(Set.of(all.split(" ")), seen, () -> "seed " + seed + " shows too little");
  }

  /** The server's own sweep comes by the real clock; this one comes when the memory's does. */
  private void sweepWhenDue(HikariDataSource pool) throws Exception {
    if (clock.millis() < nextSweep) {
      return;
    }
    nextSweep = clock.millis() + settings.inbox().expireEvery().toMillis();
    var commits = new Commits<>(pool, new ExpiryTable(settings.inbox()), settings);
    commits.write(List.of(clock.millis() - settings.inbox().age().toMillis()));
  }

  /** A database gives lines in any order. */
  private static Object inOrder(Object answer) {
    return answer instanceof Opened opened
        ? new Opened(
            opened.account(),
            opened.letters(),
            opened.lines().stream().sorted(Comparator.comparing(Line::from)).toList())
        : answer;
  }

  private void note(String words, Object answer) {
    if (answer instanceof List<?> puts) {
      puts.forEach(
          put -> seen.add(put.equals(new Kept(0)) ? "Kept(0)" : put.getClass().getSimpleName()));
    } else if (answer instanceof Opened opened && !opened.letters().isEmpty()) {
      seen.add("letters");
    } else if (answer instanceof Account account && words.startsWith("login")) {
      seen.add(account.open() ? "open" : "closed");
      if (account.sanctions().ban(null, clock.millis()) != null) {
        seen.add("banned");
      }
    }
  }
}
