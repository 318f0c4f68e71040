package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who asks for the online status of users is told it, and of its changes if it subscribed. */
class StatusTest extends SharedServerTest {

  @Test
  void aSubscriberIsToldOnlineUnreachableAndOfflineAsTheProfileSays() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("brief");
    ann.logIn();
    assertEquals(Map.of(ben.name(), "offline"), ask(ann, "subscribe", ben));
    ben.logIn();
    told(ann, ben, "online");
    ben.plugOut();
    told(ann, ben, "unreachable");
    ben.plugIn();
    told(ann, ben, "online");
    ben.closeSocket();
    told(ann, ben, "unreachable");
    told(ann, ben, "offline");
    ben.logIn();
    told(ann, ben, "online");
    ben.ask("'type':'logout'");
    told(ann, ben, "offline");
    ann.hearsNothingElse();
  }

  @Test
  void aDropThatIsSoonOverIsNotTold() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    ann.logIn();
    ben.logIn();
    assertEquals(Map.of(ben.name(), "online"), ask(ann, "subscribe", ben));
    ben.closeSocket();
    ben.resume();
    assertEquals(Map.of(ben.name(), "online"), ask(ann, "query", ben));
    ann.hearsNothingElse();
  }

  @Test
  void subscriptionsSurviveAReconnectionAndEndWithTheLogout() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    ann.logIn();
    ben.logIn();
    ask(ann, "subscribe", ben);
    ann.closeSocket();
    ben.ask("'type':'logout'");
    ben.next("ok");
    ann.resume();
    JsonNode all = ann.next("statuses");
    assertEquals(false, all.has("id"));
    if (!statuses(all).equals(Map.of(ben.name(), "offline"))) {
      told(ann, ben, "offline"); // The resume was quicker than the news.
    }
    ben.logIn();
    told(ann, ben, "online");
    long id = ann.ask("'type':'logout'");
    assertEquals(id, ann.next("ok").path("id").asLong());
    assertEquals(4522, ann.closed());
    ann.logIn();
    ben.ask("'type':'logout'");
    ben.next("ok");
    assertEquals(Map.of(ben.name(), "offline"), ask(ann, "query", ben));
    ann.hearsNothingElse();
  }

  @Test
  void whoUnsubscribesIsToldNoMore() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    ann.logIn();
    ask(ann, "subscribe", ben);
    long id = ann.ask("'type':'status-unsubscribe','users':['" + ben.name() + "']");
    assertEquals(id, ann.next("ok").path("id").asLong());
    ben.logIn();
    assertEquals(Map.of(ben.name(), "online"), ask(ann, "query", ben));
    ann.hearsNothingElse();
  }

  @Test
  void aQueryOf256UsersIsAnsweredAndOneOfMoreRefused() throws Exception {
    TestUser ann = user("ann");
    ann.logIn();
    long id = ann.ask("'type':'status-query','users':" + names(255, ann.name()));
    JsonNode answer = ann.next("statuses");
    assertEquals(id, answer.path("id").asLong());
    assertEquals(256, answer.path("statuses").size());
    assertEquals("online", answer.path("statuses").path(ann.name()).asText());
    assertEquals("offline", answer.path("statuses").path("nobody 255").asText());
    ann.ask("'type':'status-query','users':" + names(256, ann.name()));
    JsonNode error = ann.nextError("bad-frame");
    assertEquals("field users: has 257 ids; limit 256", error.path("message").asText());
    ann.hearsNothingElse();
  }

  @Test
  void subscriptionsBeyond512AreRefused() throws Exception {
    TestUser ann = user("ann");
    ann.logIn();
    ann.ask("'type':'status-subscribe','users':" + names(511, ann.name()));
    assertEquals(512, ann.next("statuses").path("statuses").size());
    ann.ask("'type':'status-subscribe','users':['one more']");
    JsonNode error = ann.nextError("too-many-subscriptions");
    assertEquals("512 subscriptions and 1 more; limit 512", error.path("message").asText());
    ann.hearsNothingElse();
  }

  private static String names(int nobodies, String last) {
    return Stream.concat(
            IntStream.rangeClosed(1, nobodies).mapToObj(i -> "nobody " + i), Stream.of(last))
        .collect(Collectors.joining("','", "['", "']"));
  }

  private static void told(TestUser who, TestUser of, String status) throws Exception {
    JsonNode frame = who.next("status");
    assertEquals(
        List.of(of.name(), status),
        List.of(frame.path("user").asText(), frame.path("status").asText()));
  }

  private static Map<String, String> ask(TestUser who, String what, TestUser about)
      throws Exception {
    long id = who.ask("'type':'status-" + what + "','users':['" + about.name() + "']");
    JsonNode answer = who.next("statuses");
    assertEquals(id, answer.path("id").asLong(), answer.toString());
    return statuses(answer);
  }

  private static Map<String, String> statuses(JsonNode answer) {
    Map<String, String> statuses = new TreeMap<>();
    answer
        .path("statuses")
        .fields()
        .forEachRemaining(field -> statuses.put(field.getKey(), field.getValue().asText()));
    return statuses;
  }
}
