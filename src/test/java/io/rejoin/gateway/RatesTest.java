package io.rejoin.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.room.Fence;
import io.rejoin.room.Room;
import io.rejoin.session.Session;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a profile allows of each kind, on real sockets, in time that a test moves. */
class RatesTest {
  private GatewayRig rig;
  private TestLink ann;

  @BeforeEach
  void start() throws Exception {
    rig = new GatewayRig("frames-per-second = 0");
    ann = rig.logIn("ann");
    for (String room : List.of("a", "b")) {
      rig.audience(room).admit(rig.socket, "ann", "web", new Fence(1, 1), List.of());
    }
    ann.expectNothingElse();
  }

  @AfterEach
  void stop() throws Exception {
    ann.close();
    rig.close();
  }

  private void say(String room, int id) throws Exception {
    ann.send(
        "{'type':'publish','id':%d,'room':'%s','number':%d,'payload':''}".formatted(id, room, id));
  }

  private void tooOften(int id, String fact, int retryAfterMillis) throws Exception {
    JsonNode error = ann.nextError("too-often");
    assertEquals(id, error.path("id").asInt());
    assertEquals(4007, error.path("number").asInt());
    assertTrue(error.path("retry").asBoolean());
    assertEquals(fact, error.path("message").asText());
    assertEquals(retryAfterMillis, error.path("retryAfterMs").asInt());
  }

  @Test
  void the181stMessageOfThreeSecondsIsRefusedWhateverItsRoom() throws Exception {
    for (int i = 1; i <= 180; i++) {
      say(i % 2 == 0 ? "a" : "b", i);
    }
    rig.room.receiveSeveralMessages(180);
    rig.time.advance(Duration.ofMillis(2400));
    say("a", 181);
    tooOften(181, "181 messages in 2.4 s; limit 180 in 3 s", 600);
    rig.time.advance(Duration.ofMillis(600));
    say("a", 181);
    assertEquals(181, rig.room.expectMessageClass(Room.Publish.class).number());
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void messagesToUsersCountTogetherWithThoseToRooms() throws Exception {
    for (int i = 1; i <= 90; i++) {
      say("a", i);
      ann.send("{'type':'send','to':'ben','number':%d,'payload':''}".formatted(i));
    }
    rig.room.receiveSeveralMessages(90);
    rig.sessions.receiveSeveralMessages(90);
    ann.send("{'type':'send','id':7,'to':'ben','number':91,'payload':''}");
    tooOften(7, "181 messages in 0.0 s; limit 180 in 3 s", 3000);
    ann.send("{'type':'received','from':'ben','epoch':1,'number':1}"); // is none, and passes
    rig.sessions.expectMessageClass(Session.Received.class);
    say("a", 91);
    tooOften(91, "messages are refused for 3.0 s more; limit 180 in 3 s", 3000);
    rig.expectNothingElse();
  }

  @Test
  void aMessageDoesNotOvertakeOneThatWasRefused() throws Exception {
    say("a", 1);
    rig.time.advance(Duration.ofMillis(1));
    for (int i = 2; i <= 180; i++) {
      say("a", i);
    }
    rig.room.receiveSeveralMessages(180);
    rig.time.advance(Duration.ofMillis(2998));
    say("a", 181);
    tooOften(181, "181 messages in 3.0 s; limit 180 in 3 s", 500);
    rig.time.advance(Duration.ofMillis(100));
    say("a", 182); // was under way; the 180 are over by now
    tooOften(182, "messages are refused for 0.4 s more; limit 180 in 3 s", 400);
    rig.time.advance(Duration.ofMillis(400));
    say("a", 181);
    say("a", 182);
    assertEquals(181, rig.room.expectMessageClass(Room.Publish.class).number());
    assertEquals(182, rig.room.expectMessageClass(Room.Publish.class).number());
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void aRateIsNotFooledByTheWall() throws Exception {
    for (int i = 1; i <= 180; i++) {
      say("a", i);
    }
    rig.room.receiveSeveralMessages(180);
    rig.wallAhead = Duration.ofHours(1);
    say("a", 181);
    tooOften(181, "181 messages in 0.0 s; limit 180 in 3 s", 3000);
    rig.wallAhead = Duration.ofHours(-1);
    say("a", 181);
    tooOften(181, "messages are refused for 3.0 s more; limit 180 in 3 s", 3000);
    rig.time.advance(Duration.ofSeconds(3));
    say("a", 181);
    assertEquals(181, rig.room.expectMessageClass(Room.Publish.class).number());
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void joinsHaveARateAndThoseOfOneRoomAnother() throws Exception {
    for (int i = 0; i < 2; i++) {
      ann.send("{'type':'join','room':'x'}");
    }
    ann.send("{'type':'join','id':3,'room':'x'}");
    tooOften(3, "3 joins of one room in 0.0 s; limit 2 in 5 s", 5000);
    for (String room : List.of("y", "z", "u")) {
      ann.send("{'type':'join','room':'" + room + "'}");
    }
    ann.send("{'type':'join','id':4,'room':'v'}");
    tooOften(4, "6 joins in 0.0 s; limit 5 in 3 s", 3000);
    rig.sessions.receiveSeveralMessages(5);
    rig.time.advance(Duration.ofSeconds(3));
    ann.send("{'type':'join','id':5,'room':'x'}");
    tooOften(5, "joins of one room are refused for 2.0 s more; limit 2 in 5 s", 2000);
    rig.time.advance(Duration.ofSeconds(2));
    ann.send("{'type':'join','room':'x'}");
    assertEquals("x", rig.sessions.expectMessageClass(Session.Join.class).room());
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void questionsForMembersTokensAndStreamsHaveTheirRates() throws Exception {
    exhaust("'type':'members','room':'a'", 6, "7 requests for members in 0.0 s; limit 6 in 2 s");
    rig.room.receiveSeveralMessages(6);
    exhaust("'type':'stream-publish','room':'a','stream':'s','kind':'k'", 5, null);
    exhaust(
        "'type':'stream-unpublish','room':'a','stream':'s'",
        2,
        "8 changes of streams in 0.0 s; limit 7 in 5 s");
    rig.room.receiveSeveralMessages(7);
    String ends = "" + (rig.time.millis() + 100_000);
    exhaust("'type':'renew','token':'" + ends + "'", 4, "5 renewals in 0.0 s; limit 4 in 1 s");
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  @Test
  void eachKindOfRequestForStatusHasItsRate() throws Exception {
    String users = ",'users':['ben']";
    for (int i = 1; i <= 9; i++) {
      ann.send("{'id':" + i + ",'type':'status-query'" + users + "}");
    }
    exhaust("'type':'status-query'" + users, 0, "10 queries of status in 0.0 s; limit 9 in 5 s");
    exhaust("'type':'status-subscribe'" + users, 10, "11 subscriptions in 0.0 s; limit 10 in 5 s");
    exhaust(
        "'type':'status-unsubscribe'" + users, 11, "12 unsubscriptions in 0.0 s; limit 11 in 5 s");
    rig.sessions.receiveSeveralMessages(30);
    ann.expectNothingElse();
    rig.expectNothingElse();
  }

  private void exhaust(String fields, int count, String fact) throws Exception {
    for (int i = 0; i < count; i++) {
      ann.send("{" + fields + "}");
    }
    if (fact != null) {
      ann.send("{'id':9," + fields + "}");
      JsonNode error = ann.nextError("too-often");
      assertEquals(9, error.path("id").asInt());
      assertEquals(fact, error.path("message").asText());
    }
  }

  @Test
  void loginsOfOneUserHaveARateOverAllLinks() throws Exception {
    for (int i = 0; i < 2; i++) {
      rig.logIn("ann").close();
      rig.sessions.expectMessageClass(Session.LinkClosed.class);
    }
    try (TestLink fourth = TestLink.connect(rig.port)) {
      fourth.send(GatewayRig.login("ann"));
      JsonNode error = fourth.nextError("too-often");
      assertEquals("4 logins in 0.0 s; limit 3 in 1 s", error.path("message").asText());
      assertEquals(1000, error.path("retryAfterMs").asInt());
      rig.logIn("ben").close();
      rig.sessions.expectMessageClass(Session.LinkClosed.class);
      rig.time.advance(Duration.ofSeconds(1));
      rig.logIn(fourth, "ann");
    }
  }

  @Test
  void neitherResumesNorForgedTokensCountAsLogins() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (TestLink link = TestLink.connect(rig.port)) {
        link.send(GatewayRig.login("ann", "'token':'forged'"));
        link.nextError("token-invalid");
        link.send(GatewayRig.login("ann", "'resume':{'epoch':1,'link':1,'rooms':{}}"));
        rig.sessions.fishForMessage(
            Duration.ofSeconds(10),
            told ->
                told instanceof Session.Resume
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
      }
    }
  }

  @Test
  void theOldestUserIsForgottenWhenANodeRemembersTooMany() throws Exception {
    try (GatewayRig small = new GatewayRig("counted-logins = 2")) {
      for (String user : List.of("ann", "ann", "ann", "ben", "cat", "ann")) {
        small.logIn(user).close();
        small.sessions.expectMessageClass(Session.LinkClosed.class);
      }
    }
  }
}
