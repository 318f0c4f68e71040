package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops, on real sockets: silent ones, whose socket stays open, and closed sockets. */
class DropsTest extends SharedServerTest {

  /** Longer than it takes for a silence to be noticed, much shorter than the first step. */
  private static final Duration NOTICED = Duration.ofMillis(700);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDropThatEndsBeforeTheFirstStepIsToldToNobody(boolean silently) throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ann.say(room, "before");
    ben.nextMessage("before");
    ben.drop(silently);
    ann.say(room, "missed");
    ann.hearsNothingFor(NOTICED);
    ben.resume();
    assertFalse(ben.next("joined").has("id"));
    ben.nextMessage("missed");
    complete(ben.next("verdict"), 1);
    ann.say(room, "live");
    ben.nextMessage("live");
    nothingElse(ann, ben);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDropInsideTheWindowIsToldAsLostAndBack(boolean silently) throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("swift");
    meet(ann, ben);
    ben.drop(silently);
    ann.say(room, "before lost");
    ann.next("member-lost", ben);
    ann.say(room, "after lost");
    long epoch = ben.epoch();
    ben.resume();
    assertEquals(epoch, ben.epoch());
    JsonNode joined = ben.next("joined");
    assertFalse(joined.has("members"), "presence can be completed by events");
    ann.next("member-back", ben);
    ben.nextMessage("before lost");
    ben.nextMessage("after lost");
    complete(ben.next("verdict"), 2);
    nothingElse(ann, ben);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoComesBackAfterTheWindowHasLeftAndJoinsUnderTheSameLogin(boolean silently)
      throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("brief");
    meet(ann, ben);
    ben.drop(silently);
    ann.next("member-lost", ben);
    ann.say(room, "missed");
    assertEquals("timeout", ann.next("member-left", ben).path("reason").asText());
    ben.resume();
    ben.next("joined");
    ben.nextMessage("missed");
    complete(ben.next("verdict"), 1);
    ann.next("member-joined", ben);
    ben.say(room, "here again");
    ann.nextMessage("here again");
    nothingElse(ann, ben);
  }

  @Test
  void aSilentLinkThatIsHeardAgainGoesOnAsItWas() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("swift");
    meet(ann, ben);
    ben.plugOut();
    ann.next("member-lost", ben);
    ann.say(room, "into the dark");
    ben.plugIn();
    ann.next("member-back", ben);
    ben.next("member-lost", ben);
    ben.nextMessage("into the dark");
    ben.next("member-back", ben);
    ben.say(room, "I am here");
    ann.nextMessage("I am here");
    nothingElse(ann, ben);
  }

  @Test
  void aLinkThatIsSilentForLongerThanTheWindowIsClosed() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("brief");
    meet(ann, ben);
    ben.plugOut();
    ann.next("member-lost", ben);
    ann.next("member-left", ben);
    ann.say(room, "nobody else is here");
    ben.link().readAgain();
    ben.next("member-lost", ben);
    assertEquals(4002, ben.closed());
    nothingElse(ann);
  }

  @Test
  void whatWasMissedComesInOrderJoinsMessagesVerdictDeparturesLive() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    TestUser cat = user("cat");
    TestUser dan = user("dan");
    meet(ann, ben, dan);
    ben.closeSocket();
    cat.logIn().join(room);
    ann.next("member-joined", cat);
    dan.next("member-joined", cat);
    cat.say(room, "I am new");
    dan.nextMessage("I am new");
    ann.nextMessage("I am new");
    dan.say(room, "I go");
    ann.nextMessage("I go");
    cat.nextMessage("I go");
    dan.ask("'type':'leave','room':'" + room + "'");
    dan.next("ok");
    assertEquals("quit", ann.next("member-left", dan).path("reason").asText());
    cat.next("member-left", dan);

    ben.resume();
    ben.next("joined");
    ben.next("member-joined", cat);
    ben.nextMessage("I am new");
    ben.nextMessage("I go");
    complete(ben.next("verdict"), 2);
    ben.next("member-left", dan);
    ann.say(room, "live");
    ben.nextMessage("live");
    cat.nextMessage("live");
    nothingElse(ann, ben, cat);
    dan.hearsNothingElse();
  }

  @Test
  void streamsOfWhoDropsAreThereWhenItIsBack() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("swift");
    meet(ann, ben);
    ben.ask("'type':'stream-publish','room':'" + room + "','stream':'cam','kind':'video'");
    ben.next("stream-added");
    ben.next("ok");
    ann.next("stream-added");
    ben.closeSocket();
    ann.next("member-lost", ben);
    ben.resume();
    ben.next("joined");
    complete(ben.next("verdict"), 0);
    ann.next("member-back", ben);
    JsonNode members = ann.hearsNothingElseIn(room);
    assertTrue(members.toString().contains("\"stream\":\"cam\""), members.toString());
    nothingElse(ben);
  }

  private static void complete(JsonNode verdict, int delivered) {
    assertEquals("complete", verdict.path("result").asText(), verdict.toString());
    assertEquals(delivered, verdict.path("delivered").asInt(), verdict.toString());
  }
}
