package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded file: held by one process, and safe from that process's death. */
class H2FileTest {

  @Test
  void epochsGoOnAfterARestart(@TempDir Path dir) {
    try (var accounts = AccountStore.open(Stores.settings(Stores.file(dir)))) {
      assertEquals(1, answer(accounts.login("demo", "u1", "i1", 1, 0)).epoch());
    }
    try (var accounts = AccountStore.open(Stores.settings(Stores.file(dir)))) {
      assertEquals(1, answer(accounts.login("demo", "u1", "i1", 1, 0)).epoch(), "a repeat");
      assertEquals(2, answer(accounts.login("demo", "u1", "i2", 1, 0)).epoch());
    }
  }

  @Test
  void noAcknowledgedEpochIsLostOrGivenAgainWhenTheProcessIsKilled(@TempDir Path dir)
      throws Exception {
    var highest = new HashMap<String, Long>();
    for (int round = 1; round <= 2; round++) {
      try (var process = AcknowledgingProcess.start(AcknowledgingProcess.class, Stores.file(dir))) {
        for (int acks = 0; acks < 1500 * round; acks++) {
          note(process.line(), highest);
        }
        var held =
            assertThrows(
                StoreUnavailableException.class,
                () -> AccountStore.open(Stores.settings(Stores.file(dir))));
        assertTrue(held.getMessage().contains("is held by another process"), held::getMessage);
        process.kill();
        // What it had still said before it died counts as acknowledged.
        for (var line = process.line(); line != null; line = process.line()) {
          note(line, highest);
        }
      }
    }
    assertEquals(AcknowledgingProcess.USERS, highest.size());
    try (var accounts = AccountStore.open(Stores.settings(Stores.file(dir)))) {
      highest.forEach(
          (user, epoch) -> {
            var next = answer(accounts.login("demo", "u" + user, "after", 1, 0)).epoch();
            assertTrue(next > epoch, () -> "user " + user + ": " + next + " after " + epoch);
          });
    }
  }

  /** H2 2.5.252 loses these: it writes over what an older part of the file still needs. */
  @Test
  void aFileThatHasIdledBeyondItsRetentionKeepsWhatIsWrittenThen(@TempDir Path dir)
      throws Exception {
    var url = Stores.file(dir) + ";RETENTION_TIME=1000";
    try (var process = AcknowledgingProcess.start(IdlingProcess.class, url)) {
      assertEquals("idle", process.line());
      process.idlesFor(8);
      process.say("go on");
      for (int user = 0; user < IdlingProcess.RETURNING; user++) {
        assertEquals("ack " + user + " 2", process.line());
      }
      process.kill();
    }
    try (var accounts = AccountStore.open(Stores.settings(url))) {
      for (int user = 0; user < IdlingProcess.RETURNING; user++) {
        assertEquals(3, answer(accounts.login("demo", "u" + user, "after", 1, 0)).epoch());
      }
    }
  }

  private static void note(String line, HashMap<String, Long> highest) {
    var words = String.valueOf(line).split(" ");
    if (words.length != 3 || !words[0].equals("ack")) {
      throw new AssertionError("unexpected output: " + line);
    }
    var epoch = Long.parseLong(words[2]);
    var before = highest.put(words[1], epoch);
    assertTrue(before == null || epoch > before, () -> line + " after " + before);
  }

  @Test
  void aStoreThatCannotBeReachedAtStartSaysWhichAndWhy() {
    var settings = Stores.settings("jdbc:h2:tcp://127.0.0.1:1/rejoin;PASSWORD_HASH=hush");
    var down = assertThrows(StoreUnavailableException.class, () -> AccountStore.open(settings));
    assertTrue(
        down.getMessage()
            .startsWith("the store jdbc:h2:tcp://127.0.0.1:1/rejoin cannot be opened: "),
        down::getMessage);
    assertTrue(!down.getMessage().contains("hush"), down::getMessage);
  }

  @Test
  void aNumberThatCannotWorkIsRefusedByItsKey() {
    assertWrong("rejoin.store.pool-size is 1; at least 2", "pool-size", 1);
    assertWrong("rejoin.store.queue-size is 0; at least 1", "queue-size", 0);
    assertWrong("rejoin.store.batch-size is 10001; at most 10000", "batch-size", 10_001);
  }

  private static void assertWrong(String fact, String key, int value) {
    var wrong =
        assertThrows(IllegalArgumentException.class, () -> Stores.settings("", Map.of(key, value)));
    assertEquals(fact, wrong.getMessage());
  }
}
