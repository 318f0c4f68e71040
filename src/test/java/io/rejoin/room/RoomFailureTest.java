package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room that fails or is lost comes back from what its relays know: nobody leaves by that. */
class RoomFailureTest {

  @Test
  void aRoomThatFailsGoesOnUnderAHigherEpochWithItsMembersPlacesAndDepartures() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      watcher.publish("r", "before");
      long epoch = watcher.position("r").epoch();
      watcher.news();

      world.roomProfiles.failNext(); // It looks for the step that is due next.
      member.fallsSilent();
      world.passes(5000);
      assertEquals(List.of("2500: count 2", "4000: lost u1"), watcher.news());
      member.speaks();
      watcher.publish("r", "after");

      assertEquals(List.of("5000: back u1", "5000: 2 after", "5000: published 2"), watcher.news());
      assertTrue(watcher.position("r").epoch() > epoch, "the epoch is higher");
      world.passes(Duration.ofMinutes(20));
      assertEquals(List.of(), watcher.news());
    }
  }

  @Test
  void aRoomThatIsLostIsBroughtBackByItsRelaysWithoutAnybodysAsking() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      member.publishStream("r", "cam");
      watcher.news();

      member.fallsSilent();
      world.passes(10_000);
      world.rooms.kill(world.key("r").entityId());
      world.passes(Duration.ofMinutes(20));

      assertEquals(
          List.of("4000: lost u1", "11000: count 2", "30000: left u1 timeout", "30000: count 1"),
          watcher.news());
    }
  }

  @Test
  void aRepeatIsRecognisedAfterTheRoomWasLost() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      member.publish("r", "one");
      world.rooms.kill(world.key("r").entityId());
      world.passes(1000);
      watcher.news();
      member.news();

      member.publishAgain("r", "one");

      assertEquals(List.of("published 1"), member.words());
      assertEquals(List.of(), watcher.words());
    }
  }

  @Test
  void whoWasAwayWhileTheRoomWasLostStillGetsAllItMissed() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      member.drops();
      watcher.publish("r", "one");
      world.rooms.kill(world.key("r").entityId());
      world.passes(1000);
      watcher.publish("r", "two");
      member.resume();

      assertEquals(
          List.of("resumed 1.2", "in r: u2 u1", "1 one", "2 two", "complete, 2 came"),
          member.words());
    }
  }

  @Test
  void aServerThatStartsAnewKnowsNoPlaceAndSaysSo() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser other = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", other, member);
      member.publish("r", "one");
      member.drops();
      other.drops();
      world.passes(Duration.ofMinutes(2));
      other.news();
      member.news();
      assertEquals(List.of(), world.rooms.living());

      member.resume();

      assertEquals(
          List.of("resumed 1.2", "in r: u1", "epoch cut 2.., 0 came", "count 1"), member.words());
    }
  }
}
