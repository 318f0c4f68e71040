package io.rejoin.store;

import static io.rejoin.store.Stores.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link InboxRules} in H2, and what a killed process leaves. */
class H2InboxTest extends DatabaseInboxRules {
  private final String url = Stores.inMemory();

  @Override
  StoreSettings settings(Map<String, ?> others) {
    return Stores.settings(url, others);
  }

  @Test
  void whatWasAnsweredKeptIsThereOnceAndInOrderAfterTheProcessWasKilled(@TempDir Path dir)
      throws Exception {
    var kept = new TreeMap<String, TreeMap<Long, Long>>();
    for (int round = 1; round <= 2; round++) {
      try (var process = AcknowledgingProcess.start(KeepingProcess.class, Stores.file(dir))) {
        for (int lines = 0; lines < 1500; lines++) {
          note(process.line(), kept);
        }
        process.kill();
        // What it had still said before it died counts as answered.
        for (var line = process.line(); line != null; line = process.line()) {
          note(line, kept);
        }
      }
    }
    assertEquals(Senders.USERS, kept.size());
    var settings = Stores.settings(Stores.file(dir), Senders.WIDE);
    try (var store = Store.open(settings, new TestClock())) {
      kept.forEach(
          (user, places) -> Senders.checkInbox(answer(store.inboxes().open("demo", user)), places));
    }
  }

  private static void note(String line, TreeMap<String, TreeMap<Long, Long>> kept) {
    var words = String.valueOf(line).split(" ");
    if (words.length != 4 || !words[0].equals("kept")) {
      throw new AssertionError("unexpected output: " + line);
    }
    var places = kept.computeIfAbsent(words[1], user -> new TreeMap<>());
    places.put(Long.valueOf(words[2]), Long.valueOf(words[3]));
  }
}
