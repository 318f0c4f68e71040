package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a replay leaves out is named by its verdict. */
class ReplayTest extends SharedServerTest {

  @Test
  void ofFortyMissedMessagesThirtyTwoComeAndTheVerdictNamesTheOthers() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ben.closeSocket();
    for (int i = 1; i <= 40; i++) {
      ann.say(room, "missed " + i);
    }
    ben.resume();
    assertEquals(40, ben.next("joined").path("offset").asLong());
    for (int i = 9; i <= 40; i++) {
      assertEquals(i, ben.nextMessage("missed " + i).path("offset").asLong());
    }
    JsonNode verdict = ben.next("verdict");
    truncated(verdict, "count", 1);
    assertEquals(8, verdict.path("missingTo").asLong());
    assertEquals(32, verdict.path("delivered").asInt());
    ann.say(room, "live");
    ben.nextMessage("live");
    nothingElse(ann, ben);
  }

  @Test
  void aMessageOlderThanTheReplayAgeIsNamed() throws Exception {
    TestUser ann = user("ann").app("forgetful");
    TestUser ben = user("ben").app("forgetful");
    TestUser cat = user("cat").app("forgetful").profile("swift");
    meet(ann, ben, cat);
    ben.closeSocket();
    ann.say(room, "too old");
    cat.nextMessage("too old");
    cat.closeSocket();
    ann.next("member-lost", cat); // 800 ms after the message; the room gives none above 500 ms
    ann.say(room, "fresh");
    ben.resume();
    ben.next("joined");
    ben.nextMessage("fresh");
    JsonNode verdict = ben.next("verdict");
    truncated(verdict, "window", 1);
    assertEquals(1, verdict.path("missingTo").asLong());
    assertEquals(1, verdict.path("delivered").asInt());
    ben.next("member-lost", cat);
    nothingElse(ann, ben);
  }

  @Test
  void aPositionOfAnEpochThatNobodyKnowsIsNamed() throws Exception {
    TestUser ann = user("ann");
    ann.logIn();
    ann.join(room);
    ann.send("{'type':'leave','id':77,'room':'" + room + "'}");
    ann.next("ok");
    ann.ask("'type':'join','room':'" + room + "','position':{'epoch':1,'offset':5,'presence':9}");
    JsonNode joined = ann.next("joined");
    assertEquals(1, joined.path("members").size(), joined.toString());
    JsonNode verdict = ann.next("verdict");
    truncated(verdict, "epoch", 6);
    assertEquals(1, verdict.path("epoch").asLong());
    assertTrue(verdict.path("missingTo").isMissingNode(), verdict.toString());
    nothingElse(ann);
  }

  @Test
  void whoComesBackToARoomThatHasEndedIsToldThatItsEpochIsUnknown() throws Exception {
    String alone = room + "-alone";
    TestUser ann = user("ann").app("forgetful");
    TestUser ben = user("ben").app("forgetful").profile("brief");
    meet(ann, ben);
    ben.join(alone);
    ben.say(alone, "is anybody here?");
    ben.closeSocket();
    ann.next("member-lost", ben);
    ann.next("member-left", ben); // from the other room too, which is empty from now on
    ann.hearsNothingFor(Duration.ofSeconds(1)); // it ends after 300 ms
    ben.resume();
    Map<String, JsonNode> verdicts = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      ben.next("joined");
      JsonNode verdict = ben.next("verdict");
      verdicts.put(verdict.path("room").asText(), verdict);
    }
    assertEquals("complete", verdicts.get(room).path("result").asText(), verdicts::toString);
    truncated(verdicts.get(alone), "epoch", 2);
    ann.next("member-joined", ben);
    nothingElse(ann, ben);
    ben.hearsNothingElseIn(alone);
  }

  @Test
  void aRepeatedPublicationIsAcknowledgedAgainAndDeliveredOnce() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    long offset = ann.say(room, "once").path("offset").asLong();
    ben.nextMessage("once");
    ann.publish(room, 1, "once");
    assertEquals(offset, ann.next("published").path("offset").asLong());
    ann.closeSocket();
    ann.resume();
    ann.next("joined");
    ann.next("verdict");
    ann.publish(room, 1, "once");
    assertEquals(offset, ann.next("published").path("offset").asLong());
    nothingElse(ann, ben);
  }

  private static void truncated(JsonNode verdict, String cause, long missingFrom) {
    assertEquals("truncated", verdict.path("result").asText(), verdict.toString());
    assertEquals(cause, verdict.path("cause").asText(), verdict.toString());
    assertEquals(missingFrom, verdict.path("missingFrom").asLong(), verdict.toString());
  }
}
