package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Attributes of users and of rooms, over sockets. */
class AttributesTest extends SharedServerTest {

  /** Changes attributes, and hears that it was done. */
  private static void change(TestUser user, String fields) throws Exception {
    long id = user.ask("'type':'attributes-change'," + fields);
    assertEquals(id, user.next("ok").path("id").asLong());
  }

  private static JsonNode read(TestUser user, String fields) throws Exception {
    long id = user.ask("'type':'attributes-read'," + fields);
    JsonNode answer = user.next("attributes");
    assertEquals(id, answer.path("id").asLong());
    return answer;
  }

  private String inRoom() {
    return "'room':'" + room + "'";
  }

  @Test
  void whoHasNotJoinedWritesAndReadsAndMembersHearOfItWhenAsked() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann);
    ben.logIn();
    change(ben, inRoom() + ",'set':{'topic':'tea','mood':'calm'}");
    change(ben, inRoom() + ",'set':{'topic':'milk'},'remove':['mood'],'announce':true");
    JsonNode told = ann.next("attributes-changed");
    assertEquals(room, told.path("room").asText());
    assertEquals(1, told.path("attributes").size(), told.toString());
    JsonNode topic = told.path("attributes").path("topic");
    assertEquals("milk", topic.path("value").asText());
    assertEquals(ben.name(), topic.path("by").asText());
    assertTrue(topic.path("at").asLong() > 0, told.toString());
    JsonNode answer = read(ben, inRoom() + ",'keys':['topic','mood']");
    assertEquals(told.path("attributes"), answer.path("attributes"));
    assertEquals(room, answer.path("room").asText());
    nothingElse(ann);
    ben.hearsNothingElse();
  }

  @Test
  void aUsersAttributesLiveAsLongAsItsLogin() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    ann.logIn();
    ben.logIn();
    change(ann, "'set':{'mood':'calm'}");
    ann.closeSocket();
    ann.resume();
    JsonNode answer = read(ben, "'user':'" + ann.name() + "'");
    assertEquals(ann.name(), answer.path("user").asText());
    assertEquals("calm", answer.path("attributes").path("mood").path("value").asText());
    assertFalse(answer.has("room"), answer.toString());
    ann.closeSocket();
    ann.logIn();
    assertEquals(0, read(ann, "'keys':['mood']").path("attributes").size());
    ann.ask("'type':'logout'");
    ann.next("ok");
    assertEquals(4522, ann.closed());
    ben.ask("'type':'attributes-read','user':'" + ann.name() + "'");
    assertFalse(ben.nextError("user-not-found").path("retry").asBoolean());
    ben.hearsNothingElse();
  }

  @Test
  void whatIsTooMuchOrMalformedIsRefusedWithAFactAndChangesNothing() throws Exception {
    TestUser ann = user("ann");
    meet(ann);
    change(ann, inRoom() + ",'set':{'k':'v'}");
    String tooLong = "x".repeat(8193);
    ann.ask("'type':'attributes-change'," + inRoom() + ",'set':{'k':'" + tooLong + "'}");
    assertEquals(
        "the value of k has 8193 bytes; limit 8192",
        ann.nextError("attributes-too-large").path("message").asText());
    ann.ask("'type':'attributes-change','set':{'" + "k".repeat(33) + "':'v'}");
    assertEquals(
        "a key has 33 bytes; limit 32",
        ann.nextError("attributes-too-large").path("message").asText());
    ann.ask("'type':'attributes-change','set':{'k':1}");
    ann.nextError("bad-frame");
    ann.ask("'type':'attributes-change','set':{'':'v'}");
    ann.nextError("bad-frame");
    ann.ask("'type':'attributes-change','remove':'k'");
    ann.nextError("bad-frame");
    ann.ask("'type':'attributes-read','keys':['k',1]");
    ann.nextError("bad-frame");
    assertEquals("v", read(ann, inRoom()).path("attributes").path("k").path("value").asText());
    nothingElse(ann);
  }
}
