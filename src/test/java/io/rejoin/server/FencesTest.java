package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rejoin.gateway.TestLink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever speaks under an old link or login is not obeyed. */
class FencesTest extends SharedServerTest {

  @Test
  void aReplacedLinkIsNotObeyed() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ben.plugOut();
    TestUser next = closedAtTheEnd(ben.twin()).resume();
    next.next("joined");
    next.next("verdict");
    saysAllThatCouldHarm(ben);
    nothingElse(ann, next);
    next.say(room, "undisturbed");
    ann.nextMessage("undisturbed");
    ben.link().readAgain();
    assertEquals(4003, ben.closed());
    nothingElse(ann, next);
  }

  @Test
  void aSupersededLinkIsNotObeyed() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ben.plugOut();
    TestUser phone = closedAtTheEnd(ben.twin()).newInstance("phone").logIn();
    phone.join(room);
    saysAllThatCouldHarm(ben);
    nothingElse(ann, phone);
    ben.link().readAgain();
    assertEquals(4500, ben.closed());
    nothingElse(ann, phone);
    phone.hearsNothingElse();
  }

  private void saysAllThatCouldHarm(TestUser ben) throws Exception {
    ben.publish(room, "from the past");
    ben.ask("'type':'leave','room':'" + room + "'");
    ben.ask("'type':'join','room':'" + room + "-2'");
    ben.ask("'type':'logout'");
  }

  @Test
  void ofTwoResumesOfOneLoginNoneIsRefusedAndTheLastStays() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ben.closeSocket();
    TestUser one = closedAtTheEnd(ben.twin());
    TestUser two = closedAtTheEnd(ben.twin());
    one.connect();
    two.connect();
    one.askToResume();
    two.askToResume();
    one.loggedIn(true);
    two.loggedIn(true);
    TestUser last = one.linkNumber() > two.linkNumber() ? one : two;
    TestUser first = last == one ? two : one;
    assertEquals(4003, endOf(first));
    last.next("joined");
    last.next("verdict");
    last.say(room, "one of us");
    ann.nextMessage("one of us");
    nothingElse(ann, last);
  }

  /** The end of a link that may or may not have come into the room before. */
  private static int endOf(TestUser user) throws Exception {
    Object next = user.link().nextOrEnd();
    while (!(next instanceof TestLink.Closed)) {
      String type = ((JsonNode) next).path("type").asText();
      assertTrue(List.of("joined", "verdict", "pong", "count").contains(type), type);
      next = user.link().nextOrEnd();
    }
    return ((TestLink.Closed) next).code();
  }

  @Test
  void aResumeOfASupersededLoginAlwaysLoses() throws Exception {
    TestUser ben = user("ben");
    ben.logIn();
    TestUser phone = closedAtTheEnd(ben.twin()).newInstance("phone").logIn();
    assertEquals(4500, ben.closed());
    TestUser tablet = closedAtTheEnd(ben.twin()).newInstance("tablet").logIn();
    assertEquals(4500, phone.closed());
    for (TestUser loser : List.of(ben, phone)) {
      loser.connect();
      loser.askToResume();
      loser.nextError("superseded");
    }
    tablet.hearsNothingElse();
  }

  @Test
  void aLoginThatTheServerNeverGaveIsUnknown() throws Exception {
    TestUser ben = user("ben");
    ben.logIn();
    TestUser other = closedAtTheEnd(ben.twin());
    other.connect();
    other.askToLogIn(",'resume':{'epoch':999,'link':1,'rooms':{}}");
    assertTrue(other.nextError("epoch-unknown").path("retry").asBoolean());
    ben.hearsNothingElse();
  }
}
