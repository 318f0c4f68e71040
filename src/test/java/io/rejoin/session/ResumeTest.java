package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.Fence;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resumes: of the current login they never lose, of a superseded one always. */
class ResumeTest {

  @Test
  void aResumeInsideTheWindowIsTheSameLoginByTheNextLink() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      user.drops();
      world.passes(3000);
      user.resume();
      world.passes(Duration.ofMinutes(20));

      assertEquals(
          List.of("3000: resumed 1.2", "3000: in r: as known", "3000: complete, 0 came"),
          user.news());
      assertEquals(List.of(), watcher.news());
    }
  }

  @Test
  void aResumeOnANewLinkEndsTheOldOneThatStillSeemsToLive() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.meet("r", user);
      user.fallsSilent();
      world.passes(10_000);
      user.resume();
      world.passes(Duration.ofMinutes(20));
      assertEquals(
          List.of(
              "4000: lost u1",
              "10000: closed LINK_REPLACED",
              "10000: resumed 1.2",
              "10000: in r: as known",
              "10000: complete, 0 came"),
          user.news());
    }
  }

  @Test
  void aResumePastTheWindowIsTheSameLoginAndJoinsItsRoomsAnew() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      user.drops();
      world.passes(31_000);
      watcher.publish("r", "missed");
      user.resume();

      assertEquals(
          List.of("resumed 1.2", "in r: as known", "1 missed", "complete, 1 came", "count 2"),
          user.words());
      assertEquals(
          List.of(
              "4000: lost u1",
              "30000: left u1 timeout",
              "30000: count 1",
              "31000: 1 missed",
              "31000: published 1",
              "31000: joined u1",
              "31000: count 2"),
          watcher.news());
    }
  }

  @Test
  void aResumeOfASupersededLoginIsRefused() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      Fence old = user.fence();
      user.restarts();
      user.news();
      user.resume(old);
      assertEquals(List.of("refused SUPERSEDED"), user.words());
    }
  }

  @Test
  void aResumeOfASupersededLoginIsRefusedAlsoWhenTheSessionHasEnded() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      Fence old = user.fence();
      user.restarts();
      user.drops();
      world.passes(Duration.ofMinutes(1));
      user.news();
      user.resume(old);
      assertEquals(List.of("refused SUPERSEDED"), user.words());
    }
  }

  @Test
  void aResumeOfALoginThatNeverWasIsRefused() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.resume(new Fence(7, 1));
      assertEquals(List.of("refused EPOCH_UNKNOWN"), user.words());
      user.login();
      user.resume(new Fence(7, 1));
      assertEquals(List.of("logged in 1.1", "refused EPOCH_UNKNOWN"), user.words());
    }
  }

  @Test
  void aResumeThatComesWhileANewLoginIsBeingStoredDoesNotWin() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      Fence old = user.fence();
      world.store.goSlow();
      user.login();
      user.resume(old);
      world.store.comeUp();
      world.passes(1000);
      assertEquals(new Fence(2, 1), user.fence());
      assertEquals(
          List.of(
              "logged in 1.1",
              "closed LINK_REPLACED",
              "resumed 1.2",
              "closed LINK_REPLACED",
              "logged in 2.1"),
          user.words());
    }
  }

  @Test
  void roomsThatAResumeDoesNotNameDepart() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.forgets("r");

      user.resume();
      world.passes(Duration.ofMinutes(1));

      assertEquals(
          List.of("4000: lost u1", "30000: left u1 timeout", "30000: count 1"), watcher.news());
    }
  }
}
