package io.rejoin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxSettingsTest {

  @Test
  void anInboxHolds200LettersForSevenDays() {
    var inbox = InboxSettings.from(ConfigFactory.defaultReference());
    assertEquals(200, inbox.letters());
    assertEquals(2 * 1024 * 1024, inbox.bytes());
    assertEquals(Duration.ofDays(7), inbox.age());
  }

  @Test
  void aNumberThatCannotWorkIsRefusedByItsKey() {
    assertWrong("rejoin.store.inbox.letters is 0; at least 1", "inbox.letters", 0);
    assertWrong("rejoin.store.inbox.bytes is 0; at least 1", "inbox.bytes", 0);
    assertWrong("rejoin.store.inbox.age is 0; at least 1", "inbox.age", "0s");
    assertWrong("rejoin.store.inbox.expire-every is 0; at least 1", "inbox.expire-every", "0s");
    assertWrong("rejoin.store.inbox.expire-batch is -1; at least 1", "inbox.expire-batch", -1);
  }

  private static void assertWrong(String fact, String key, Object value) {
    var wrong =
        assertThrows(IllegalArgumentException.class, () -> Stores.settings("", Map.of(key, value)));
    assertEquals(fact, wrong.getMessage());
  }
}
