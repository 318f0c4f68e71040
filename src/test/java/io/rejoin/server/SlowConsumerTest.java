package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.gateway.TestLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A link that does not keep up is cut off, and comes back through replay. */
class SlowConsumerTest extends SharedServerTest {

  /** More than the operating system and the server's high-water mark together hold of 32 KiB. */
  private static final int MESSAGES = 400;

  private static final String TEXT = "x".repeat(32_768);

  @Test
  void itIsCutOffAndComesBackAndTheOthersHearAll() throws Exception {
    TestUser ann = user("ann");
    TestUser cat = user("cat");
    TestUser ben = user("ben");
    meet(ann, cat);
    ben.logInNarrow().join(room);
    ann.next("member-joined", ben);
    cat.next("member-joined", ben);
    ben.link().stopReading();
    for (int i = 1; i <= MESSAGES; i++) {
      assertEquals(i, ann.say(room, TEXT).path("offset").asLong());
      assertEquals(i, cat.next("message").path("offset").asLong());
    }
    ben.link().readAgain();
    long reached = hearUntilCut(ben);
    assertTrue(reached < MESSAGES, "the link kept up: " + reached);

    ben.resume();
    ben.next("joined");
    for (long offset = Math.max(reached, MESSAGES - 32) + 1; offset <= MESSAGES; offset++) {
      assertEquals(offset, ben.next("message").path("offset").asLong());
    }
    JsonNode verdict = ben.next("verdict");
    if (reached < MESSAGES - 32) {
      assertEquals("count", verdict.path("cause").asText(), verdict.toString());
      assertEquals(reached + 1, verdict.path("missingFrom").asLong());
      assertEquals(MESSAGES - 32, verdict.path("missingTo").asLong());
    } else {
      assertEquals("complete", verdict.path("result").asText(), verdict.toString());
    }
    nothingElse(ann, cat, ben);
  }

  /** Hears messages without a hole, then the code; the last offset. */
  private static long hearUntilCut(TestUser user) throws Exception {
    long offset = 0;
    Object next = user.hear(Duration.ofSeconds(15));
    while (next instanceof JsonNode frame) {
      assertEquals(++offset, frame.path("offset").asLong(), "the first message after " + offset);
      next = user.hear(Duration.ofSeconds(15));
    }
    assertEquals(4001, ((TestLink.Closed) next).code(), next.toString());
    return offset;
  }
}
