package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages from user to user, whatever becomes of the receiver's network (I4). */
class PeerMessagesTest extends SharedServerTest {
  private TestUser ann;
  private TestUser ben;

  @BeforeEach
  void bothLogIn() throws Exception {
    ann = user("ann").logIn();
    ben = user("ben").logIn();
  }

  private long send(long number, String text, String more) throws Exception {
    return ann.ask(
        "'type':'send','to':'%s','number':%d,'payload':'%s'%s"
            .formatted(ben.name(), number, text, more));
  }

  private void hears(long number, String text, boolean stored) throws Exception {
    JsonNode message = ben.next("peer-message");
    assertEquals(ann.name(), message.path("from").asText());
    assertEquals(ann.epoch(), message.path("epoch").asLong());
    assertEquals(number, message.path("number").asLong());
    assertEquals(text, message.path("payload").asText());
    assertEquals(stored, message.path("stored").asBoolean());
  }

  private void acknowledges(long number) throws Exception {
    ben.send(
        "{'type':'received','from':'%s','epoch':%d,'number':%d}"
            .formatted(ann.name(), ann.epoch(), number));
  }

  private void answered(long id, long number, String result) throws Exception {
    JsonNode sent = ann.next("sent");
    assertEquals(id, sent.path("id").asLong(), sent.toString());
    assertEquals(number, sent.path("number").asLong(), sent.toString());
    assertEquals(result, sent.path("result").asText(), sent.toString());
  }

  @Test
  void aMessageIsAnsweredReceivedWhenTheOtherClientHasIt() throws Exception {
    long id = send(1, "hello", "");
    hears(1, "hello", false);
    ann.hearsNothingElse();
    acknowledges(1);
    answered(id, 1, "received");
    ann.hearsNothingElse();
    ben.hearsNothingElse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAUserMissesInADropComesInOrderWhenItIsBack(boolean silently) throws Exception {
    ben.drop(silently);
    long first = send(1, "one", "");
    long second = send(2, "two", "");
    answered(first, 1, "stored");
    answered(second, 2, "stored");
    ben.resume();
    hears(1, "one", true);
    hears(2, "two", true);
    acknowledges(2);
    ben.hearsNothingElse();
    long third = send(3, "three", "");
    hears(3, "three", false);
    acknowledges(3);
    answered(third, 3, "received");
  }

  @Test
  void whatANewInstanceFindsInTheInboxIsGoneOnceAcknowledged() throws Exception {
    ben.closeSocket();
    long id = send(1, "for whoever you are now", "");
    answered(id, 1, "stored");
    ben.newInstance("restarted").logIn();
    hears(1, "for whoever you are now", true);
    acknowledges(1);
    ben.hearsNothingElse();
    ben.newInstance("restarted again").logIn();
    ben.hearsNothingElse();
  }

  @Test
  void whoHasLoggedOutIsReachedOnlyByOfflineDelivery() throws Exception {
    ben.ask("'type':'logout'");
    ben.next("ok");
    assertEquals(4522, ben.closed());
    send(1, "too late", "");
    assertTrue(!ann.nextError("peer-offline").path("retry").asBoolean());
    long id = send(1, "read it tomorrow", ",'offline':true");
    answered(id, 1, "stored");
    ben.logIn();
    hears(1, "read it tomorrow", true);
  }

  @Test
  void whoNeverWasIsUnknownAndAGapIsRefused() throws Exception {
    ann.ask("'type':'send','to':'nobody-%s','number':1,'payload':'?'".formatted(ann.name()));
    ann.nextError("peer-unknown");
    send(2, "the second", "");
    assertTrue(ann.nextError("peer-gap").path("retry").asBoolean());
    ben.hearsNothingElse();
  }

  @Test
  void aRepeatIsAnsweredAndNotDeliveredAgain() throws Exception {
    long id = send(1, "once", "");
    hears(1, "once", false);
    acknowledges(1);
    answered(id, 1, "received");
    answered(send(1, "once", ""), 1, "received");
    ben.hearsNothingElse();
  }
}
