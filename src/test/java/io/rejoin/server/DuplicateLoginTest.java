package io.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two logins of one user: the newest wins, terminally; but a client never loses to itself. */
class DuplicateLoginTest extends SharedServerTest {

  @Test
  void aLoginFromElsewhereWinsAndTheOthersHearNothing() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    TestUser phone = closedAtTheEnd(ben.twin()).newInstance("phone").logIn();
    assertEquals(ben.epoch() + 1, phone.epoch());
    assertEquals(4500, ben.closed());
    phone.join(room);
    phone.say(room, "from the phone");
    ann.nextMessage("from the phone");

    ben.connect();
    ben.askToResume();
    JsonNode refusal = ben.nextError("superseded");
    assertFalse(refusal.path("retry").asBoolean(), "the loser does not fight back");
    nothingElse(ann, phone);
  }

  @Test
  void whatTheNewestLoginDoesNotJoinDeparts() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("brief");
    meet(ann, ben);
    TestUser phone = closedAtTheEnd(ben.twin()).newInstance("phone").logIn();
    assertEquals(4500, ben.closed());
    ann.next("member-lost", ben);
    ann.next("member-left", ben);
    nothingElse(ann);
    phone.hearsNothingElse();
  }

  @Test
  void aLoginFromTheSameInstanceReplacesItsLink() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    TestUser again = closedAtTheEnd(ben.twin()).logIn();
    assertEquals(ben.epoch() + 1, again.epoch());
    assertEquals(4003, ben.closed());
    again.join(room);
    again.next("verdict");
    nothingElse(ann, again);
  }

  @Test
  void aRepeatedAttemptIsTheSameLogin() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    TestUser again = closedAtTheEnd(ben.twin()).repeatLogin();
    assertEquals(ben.epoch(), again.epoch());
    assertTrue(ben.linkNumber() < again.linkNumber());
    assertEquals(4003, ben.closed());
    again.join(room);
    again.next("verdict");
    nothingElse(ann, again);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAppThatIsKilledAndStartedAgainInsideTheWindowIsToldToNobody(boolean silently)
      throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben");
    meet(ann, ben);
    ben.drop(silently);
    ann.say(room, "are you there?");
    TestUser restarted = closedAtTheEnd(ben.twin()).newInstance("started again").logIn();
    assertEquals(ben.epoch() + 1, restarted.epoch());
    JsonNode joined = restarted.join(room);
    assertEquals(2, joined.path("members").size(), joined.toString());
    restarted.say(room, "here I am");
    ann.nextMessage("here I am");
    nothingElse(ann, restarted);
  }

  @Test
  void anAppThatStartsAgainAfterItWasLostIsToldAsBack() throws Exception {
    TestUser ann = user("ann");
    TestUser ben = user("ben").profile("swift");
    meet(ann, ben);
    ben.plugOut();
    ann.next("member-lost", ben);
    TestUser restarted = closedAtTheEnd(ben.twin()).newInstance("started again").logIn();
    restarted.join(room);
    JsonNode back = ann.next("member-back");
    assertEquals(ben.name(), back.path("user").asText());
    nothingElse(ann, restarted);
  }

  @Test
  void ofManyLoginsAtTheSameTimeExactlyTheNewestStays() throws Exception {
    List<TestUser> instances = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TestUser instance = user("ben").newInstance("instance " + i);
      instance.connect();
      instances.add(instance);
    }
    for (TestUser instance : instances) {
      instance.askToLogIn("");
    }
    for (TestUser instance : instances) {
      instance.loggedIn(false);
    }
    instances.sort(Comparator.comparingLong(TestUser::epoch));
    for (int i = 0; i < 7; i++) {
      assertEquals(i + 1, instances.get(i).epoch());
      assertEquals(4500, instances.get(i).closed());
    }
    meet(user("ann"));
    instances.get(7).join(room);
    instances.get(7).hearsNothingElseIn(room);
  }
}
