package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages, numbers and streams of members. */
class PublicationTest {

  @Test
  void aMessageReachesAllMembersAndIsAcknowledgedWithItsPlace() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.publish("r", "one");
      b.publish("r", "two");

      assertEquals(List.of("1 one", "published 1", "2 two"), a.words());
      assertEquals(List.of("1 one", "2 two", "published 2"), b.words());
    }
  }

  @Test
  void aRepeatedPublicationIsAcknowledgedWithTheSamePlaceAndDeliveredOnce() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.publish("r", "one");
      a.publishAgain("r", "one");
      a.resume();
      a.publishAgain("r", "one");

      assertEquals(List.of("1 one"), b.words());
      assertEquals(
          List.of(
              "1 one",
              "published 1",
              "published 1",
              "closed LINK_REPLACED",
              "resumed 1.2",
              "in r: as known",
              "complete, 0 came",
              "published 1"),
          a.words());
    }
  }

  @Test
  void aRepeatWhoseMessageHasAgedIsAcknowledgedWithoutItsPlace() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.publish("r", "one");
      for (int i = 0; i < 32; i++) {
        b.publish("r", "more");
      }
      a.news();
      b.news();
      a.publishAgain("r", "one");

      assertEquals(List.of("published before"), a.words());
      assertEquals(List.of(), b.words());
    }
  }

  @Test
  void anotherInstancesNumbersStartAnew() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.publish("r", "one");
      a.restarts();
      a.join("r");
      a.publish("r", "two");

      assertEquals(List.of("1 one", "2 two"), b.words());
    }
  }

  @Test
  void streamsAreToldWhenTheyComeAndGoAndAreLimited() throws Exception {
    try (World world =
        World.of("small", "rejoin.profiles.small.server.limits.streams-per-member=1")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      a.publishStream("r", "cam");
      a.publishStream("r", "mic");
      a.unpublishStream("r", "cam");
      a.unpublishStream("r", "cam");
      a.publishStream("r", "mic");

      assertEquals(
          List.of("stream a/cam", "no stream a/cam unpublished", "stream a/mic"), b.words());
      assertEquals(
          List.of(
              "stream a/cam",
              "ok",
              "error too-many-streams",
              "no stream a/cam unpublished",
              "ok",
              "ok",
              "stream a/mic",
              "ok"),
          a.words());
    }
  }

  @Test
  void aMemberIsToldWhoIsThere() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      TestUser b = world.user("b");
      world.meet("r", a, b);

      b.askMembers("r");

      assertEquals(List.of("members: a b"), b.words());
      assertEquals(List.of(), a.words());
    }
  }

  @Test
  void anEmptyRoomEndsAfterItsTimeAndIsRebornUnderAHigherEpoch() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      world.meet("r", a);
      a.publish("r", "one");
      long epoch = a.position("r").epoch();
      a.leave("r");
      world.passes(9999);
      assertEquals(List.of(world.key("r").entityId()), world.rooms.living());
      world.passes(1);
      assertEquals(List.of(), world.rooms.living());
      assertNull(world.outlet.route(world.key("r")));
      a.news();

      a.join("r");
      a.publish("r", "new");

      assertNotEquals(epoch, a.position("r").epoch());
      assertEquals(epoch, Math.min(epoch, a.position("r").epoch()));
      assertEquals(List.of("in r: a", "count 1", "1 new", "published 1"), a.words());
      world.passes(Duration.ofMinutes(20));
      assertEquals(List.of(), a.words());
    }
  }

  @Test
  void anEmptyRoomThatIsJoinedInTimeGoesOn() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser a = world.user("a");
      world.meet("r", a);
      a.publish("r", "one");
      a.leave("r");
      world.passes(9999);
      a.join("r");
      world.passes(Duration.ofMinutes(20));
      a.publish("r", "two");

      assertEquals(
          List.of("1 one", "published 1", "done", "in r: a", "count 1", "2 two", "published 2"),
          a.words());
    }
  }
}
