package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever logs out or leaves is gone at once. */
class LeavingTest extends SharedServerTest {

  @Test
  void whoLogsOutLeavesAtOnceAndCannotResume() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    logOut(ben);
    assertEquals("quit", ann.next("member-left", ben).path("reason").asText());
    ben.connect();
    ben.askToResume();
    assertFalse(ben.nextError("session-closed").path("retry").asBoolean());
    nothingElse(ann);
  }

  @Test
  void aLoginAfterALogoutIsANewOne() throws Exception {
    TestUser ben = user("ben");
    ben.logIn();
    long epoch = ben.epoch();
    logOut(ben);
    ben.logIn();
    assertEquals(epoch + 1, ben.epoch());
    ben.hearsNothingElse();
  }

  @Test
  void theRepeatedAttemptOfALoginThatWasLoggedOutIsRefused() throws Exception {
    TestUser ben = user("ben");
    ben.logIn();
    logOut(ben);
    ben.connect();
    ben.askToLogIn("");
    ben.nextError("session-closed");
  }

  @Test
  void whoLeavesARoomStaysInTheOthers() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    String second = room + "-second";
    ann.join(second);
    ben.join(second);
    ann.next("member-joined", ben);
    ben.ask("'type':'leave','room':'" + room + "'");
    ben.next("ok");
    assertEquals("quit", ann.next("member-left", ben).path("reason").asText());
    ben.publish(room, "not there any more");
    ben.nextError("not-joined");
    ben.say(second, "here");
    ann.nextMessage("here");
    nothingElse(ann);
    ann.hearsNothingElseIn(second);
    ben.hearsNothingElseIn(second);
  }

  @Test
  void joinsAndLeavesThatDoNotWaitForAnswersAreDoneInTheirOrder() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann);
    ben.logIn();
    for (int i = 0; i < 20; i++) {
      ben.ask("'type':'join','room':'" + room + "'");
      ben.ask("'type':'leave','room':'" + room + "'");
    }
    long last = ben.ask("'type':'join','room':'" + room + "'");
    Map<String, Integer> answers = new HashMap<>();
    JsonNode answer = assertInstanceOf(JsonNode.class, ben.hear(Duration.ofSeconds(15)));
    while (answer.path("id").asLong() != last) {
      answers.merge(answer.path("type").asText(), 1, Integer::sum);
      answer = assertInstanceOf(JsonNode.class, ben.hear(Duration.ofSeconds(15)));
    }
    assertEquals(20, answers.get("ok"), answers::toString);
    assertEquals("joined", answer.path("type").asText());
    for (int i = 0; i < 20; i++) {
      ann.next("member-joined", ben);
      ann.next("member-left", ben);
    }
    ann.next("member-joined", ben);
    ben.say(room, "here to stay");
    ann.nextMessage("here to stay");
    nothingElse(ann, ben);
  }

  private static void logOut(TestUser user) throws Exception {
    long id = user.ask("'type':'logout'");
    assertEquals(id, user.next("ok").path("id").asLong());
    assertEquals(4522, user.closed());
  }
}
