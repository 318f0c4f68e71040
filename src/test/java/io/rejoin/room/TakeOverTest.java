package io.rejoin.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import io.rejoin.wire.RoomPosition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member that comes by another link or login. */
class TakeOverTest {

  @Test
  void aRestartedAppThatJoinsInsideTheWindowIsNoNewsToOthers() throws Exception {
    try (World world = World.of("agora-rtm-1")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.fallsSilent();
      world.passes(20_000);
      member.restarts();
      world.passes(5000);
      member.join("r");
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(), watcher.news());
      assertEquals(
          List.of("20000: closed SUPERSEDED", "20000: logged in 2.1", "25000: in r: u2 u1"),
          member.news());
    }
  }

  @Test
  void aRestartedAppThatDoesNotJoinHasLeftAfterTheWindow() throws Exception {
    try (World world = World.of("agora-rtm-1")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);

      member.restarts();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of("30000: left u1 timeout", "30000: count 1"), watcher.news());
    }
  }

  @Test
  void anOlderLoginsJoinIsRefusedAsFenced() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      Fence old = member.fence();
      long oldSocket = member.link().socket();
      world.outlet.connect(oldSocket, member.link());
      member.restarts();
      member.join("r");
      member.news();

      member
          .link()
          .address()
          .relays()
          .tell(
              new Relays.Join(
                  world.key("r"),
                  "u1",
                  old,
                  "i1",
                  "native",
                  "rejoin",
                  member.link().socket(),
                  9,
                  new RoomPosition(0, 0, 0)));

      assertEquals(List.of("error fenced"), member.words());
      member.publish("r", "still here");
      assertEquals(List.of("1 still here"), watcher.words());
    }
  }

  @Test
  void aMemberThatIsBackByAnotherLinkPublishesThereAndNotByTheOld() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser member = world.user("u1");
      world.meet("r", watcher, member);
      Fence old = member.fence();

      member.resume();
      world
          .outlet
          .route(world.key("r"))
          .tell(new Room.Publish("u1", old, 77, 1, "by the old link", false));
      member.publish("r", "by the new link");
      world.passes(Duration.ofMinutes(1));

      assertEquals(List.of("1 by the new link"), watcher.words());
      assertEquals(
          List.of(
              "closed LINK_REPLACED",
              "resumed 1.2",
              "in r: as known",
              "complete, 0 came",
              "1 by the new link",
              "published 1"),
          member.words());
    }
  }
}
