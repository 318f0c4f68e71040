package io.rejoin.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rejoin.room.Answer;
import io.rejoin.room.Room;
import io.rejoin.room.RoomKey;
import io.rejoin.session.Asker;
import io.rejoin.session.Session;
import io.rejoin.session.UserKey;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.InvalidActorNameException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.testkit.ExplicitlyTriggeredScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of {@code src/docs/testkit.md}: sessions and a room in Pekko's own test kit. */
class EmbeddedNodeTest {
  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final EmbeddedNode node = EmbeddedNode.in(kit.system(), clockOf(kit.system()));
  private final TestProbe<String> one = kit.createTestProbe();
  private final TestProbe<String> two = kit.createTestProbe();
  private final EmbeddedUser u1 = node.user("u1", one.ref());
  private final EmbeddedUser u2 = node.user("u2", two.ref());

  /** The clock that goes with a manual time. */
  private static InstantSource clockOf(ActorSystem<?> system) {
    ExplicitlyTriggeredScheduler scheduler =
        (ExplicitlyTriggeredScheduler) Adapter.toClassic(system).scheduler();
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    return () -> begin.plusMillis(scheduler.currentTimeMs());
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  /** Both are in the room, and have heard of each other. */
  private void meet(String room) {
    u1.login();
    u1.join(room);
    one.receiveSeveralMessages(4); // two states, count 1, members u1
    u2.login();
    u2.join(room);
    two.receiveSeveralMessages(4); // two states, count 2, members u1 u2
    one.receiveSeveralMessages(2); // count 2, member-joined u2
  }

  @Test
  void aDropIsToldAfterFourSecondsAndTheEndOfItsWindowAfterThirty() {
    meet("room");
    u1.drop();
    time.expectNoMessageFor(ofMillis(3_999), two);
    time.timePasses(ofMillis(1));
    two.expectMessage("room: member-lost u1");
    time.expectNoMessageFor(ofMillis(25_999), two);
    time.timePasses(ofMillis(1));
    two.expectMessage("room: count 1");
    two.expectMessage("room: member-left u1 timeout");
    time.expectNoMessageFor(ofMinutes(2), two);
  }

  @Test
  void whoIsBackInsideTheWindowGetsWhatItMissed() {
    meet("room");
    u1.drop();
    time.timePasses(ofSeconds(10));
    two.expectMessage("room: member-lost u1");
    one.expectMessage("state connected > reconnecting: interrupted");
    u2.publish("room", "hello");
    two.expectMessage("room: message u2 hello");
    u1.heal();
    one.expectMessage("state reconnecting > connected: resumed");
    one.expectMessage("room: message u2 hello replayed");
    one.expectMessage("room: verdict complete, 1 replayed");
    two.expectMessage("room: member-back u1");
    time.expectNoMessageFor(ofMinutes(2), one, two);
  }

  @Test
  void aReplayThatIsAStreamComesWholeAndInOrder() {
    meet("room");
    u1.drop();
    String kilobyte = "x".repeat(1024);
    for (int i = 0; i < 30; i++) {
      u2.publish("room", i + kilobyte);
    }
    u1.heal();
    for (int i = 0; i < 30; i++) {
      one.expectMessage("room: message u2 " + i + kilobyte + " replayed");
    }
    one.expectMessage("room: verdict complete, 30 replayed");
    assertEquals(30, two.receiveSeveralMessages(30).size());
    time.expectNoMessageFor(ofMinutes(2), one, two);
  }

  @Test
  void aBlipIsNoNews() {
    meet("room");
    u1.drop();
    time.timePasses(ofMillis(3_999));
    u1.heal();
    time.expectNoMessageFor(ofMinutes(2), two);
  }

  @Test
  void actorsOfYoursSpeakToRoomsAndSessions() {
    meet("room");
    TestProbe<Answer> answers = kit.createTestProbe();
    String room = new RoomKey("demo", "room").entityId();
    node.rooms().tell(room, new Room.PublishAsService("bot", "welcome", false, answers.ref()));
    answers.expectMessageClass(Answer.Published.class);
    one.expectMessage("room: message bot welcome");
    two.expectMessage("room: message bot welcome");
    Asker asker = new Asker.OfService(answers.ref());
    String user = new UserKey("demo", "u1").entityId();
    node.sessions().tell(user, new Session.Kick(null, "enough", asker));
    answers.expectMessage(Answer.Done.DONE);
    one.expectMessage("room: ended kicked");
    one.expectMessage("state connected > aborted: kicked");
    two.expectMessage("room: count 1");
    two.expectMessage("room: member-left u1 kicked");
    time.expectNoMessageFor(ofMinutes(2), one, two, answers);
  }

  @Test
  void whatAUserCannotDoIsToldWithItsCode() {
    u1.publish("room", "too early");
    one.expectMessage("publish room too early failed: not-connected");
    node.store().outage();
    u1.login();
    one.expectMessage("state disconnected > connecting: login");
    time.timePasses(ofSeconds(12));
    one.expectMessage("state connecting > disconnected: login-timeout");
    one.expectMessage("login failed: timeout");
  }

  @Test
  void aSystemHasOneNode() {
    InstantSource clock = clockOf(kit.system());
    assertThrows(InvalidActorNameException.class, () -> EmbeddedNode.in(kit.system(), clock));
  }
}
