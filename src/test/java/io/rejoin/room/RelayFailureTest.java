package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A relay that fails is seeded anew, and tells its links what they lack meanwhile. */
class RelayFailureTest {

  @Test
  void nobodyMissesAMessageThatComesWhileARelayFails() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      TestUser c = world.user("c");
      c.login();

      world.relayProfiles.failNext(); // It looks how c sees the others.
      c.startJoin("r");
      world.inTurn(
          Duration.ofMillis(1),
          () -> {
            a.startPublish("r", "one");
            a.startPublish("r", "two");
          });
      world.passes(Duration.ofMinutes(1));

      assertEquals(List.of("joined c", "count 3", "1 one", "2 two"), b.words());
      assertEquals(
          List.of("joined c", "count 3", "1 one", "published 1", "2 two", "published 2"),
          a.words());
    }
  }

  @Test
  void whatIsMissedOfMessagesAndPresenceIsToldByTheSeed() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.fallsSilent();
      world.passes(3999);
      world.relayProfiles.failNext(); // It looks who is told that a is lost.
      world.inTurn(Duration.ofMillis(1), () -> b.startPublish("r", "one"));
      world.passes(Duration.ofSeconds(10));

      assertEquals(List.of("4000: 1 one", "4000: snapshot: a? b"), b.news());
      b.publish("r", "two");
      assertEquals(List.of("2 two", "published 2"), b.words());
    }
  }

  @Test
  void aRoomThatIsLostRightAfterItsRelayFailedStillHasItsMembers() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.fallsSilent();
      world.passes(3999);
      world.relayProfiles.failNext();
      world.passes(1);
      a.speaks();
      world.rooms.kill(world.key("r").entityId());
      world.passes(Duration.ofMinutes(20));
      b.news();
      b.askMembers("r");

      assertEquals(List.of("members: a b"), b.words());
    }
  }

  @Test
  void aLinkThatCatchesUpWhenItsRelayFailsIsCutAndComesBack() throws Exception {
    try (World world = World.of("rejoin", "rejoin.room.replay-at-once = 0")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);
      a.drops();
      b.publish("r", "one");
      a.connectForResume();
      world.outlet.writable(a.link().socket(), false);
      a.startResume();
      world.settle();
      a.news();

      b.fallsSilent();
      world.passes(3999);
      world.relayProfiles.failNext();
      world.passes(1);
      b.speaks();
      assertEquals(List.of("cut: the replay was interrupted"), a.words());
      a.resume();

      assertEquals(List.of("resumed 1.3", "in r: a b", "1 one", "complete, 1 came"), a.words());
    }
  }
}
