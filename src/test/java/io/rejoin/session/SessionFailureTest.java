package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.store.Sanction;
import io.rejoin.store.Sanctions;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that fails is reborn, and its link attached again without its client noticing. */
class SessionFailureTest {

  @Test
  void nobodyNoticesAFailureOfASessionWhoseLinkLives() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.sessionProfiles.failNext();
      user.join("r");
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(), watcher.news());
      assertEquals(List.of(), user.news());
      user.publish("r", "still here");
      assertEquals(List.of("1 still here"), watcher.words());
      user.leave("r");
      assertEquals(List.of("left u1 quit", "count 1"), watcher.words());
    }
  }

  @Test
  void aSessionWhoseNodeIsLostIsFoundByAResumeOfTheSameLogin() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.sessions.kill(world.sessionId("u1"));
      world.settle();
      user.resume();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(), watcher.news());
      assertEquals(
          List.of("0: resumed 1.2", "0: in r: as known", "0: complete, 0 came"), user.news());
    }
  }

  @Test
  void aSessionThatFailsWithoutALinkIsFoundByAResume() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.sessionProfiles.failNext(); // It looks for how long to wait.
      user.drops();
      world.passes(3000);
      user.resume();
      world.passes(Duration.ofMinutes(20));

      assertEquals(List.of(), watcher.news());
      assertEquals(
          List.of("3000: resumed 1.2", "3000: in r: as known", "3000: complete, 0 came"),
          user.news());
    }
  }

  @Test
  void aLinkWhoseUserHasLoggedInElsewhereWhileItsSessionWasLostIsClosed() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.store.login(world.app, "u1", "another instance", 1, 0);
      world.sessionProfiles.failNext();
      user.join("r");

      assertEquals(List.of("closed SUPERSEDED"), user.words());
      world.passes(Duration.ofMinutes(20));
      assertEquals(
          List.of("4000: lost u1", "30000: left u1 timeout", "30000: count 1"), watcher.news());
    }
  }

  @Test
  void aBanThatWasStoredAndThenLostWithTheSessionPutsTheUserOutOfTheRoom() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      long now = world.time.millis();
      Sanctions.Ban ban = new Sanctions.Ban("r", now + 60_000, "spam");
      world.store.sanction(world.app, "u1", new Sanction.Ban(ban), now);
      world.sessionProfiles.failNext();
      user.join("other");

      assertEquals(
          List.of("expelled from r: banned from r for another 60.0 s: spam"), user.words());
      assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
      user.join("other");
      assertEquals(List.of("in other: u1", "count 1"), user.words());
    }
  }
}
