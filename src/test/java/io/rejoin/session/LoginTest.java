package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.Fence;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which login of a user is the newest, and what becomes of the others. */
class LoginTest {

  @Test
  void aFirstLoginIsTheFirstEpochsFirstLink() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      assertEquals(new Fence(1, 1), user.fence());
      world.passes(Duration.ofMinutes(20));
      assertEquals(List.of("logged in 1.1"), user.words());
    }
  }

  @Test
  void theNewestLoginWinsAndTheOlderLinkIsSuperseded() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.restarts();
      assertEquals(List.of("logged in 1.1", "closed SUPERSEDED", "logged in 2.1"), user.words());
    }
  }

  @Test
  void aClientDoesNotLoseToItself() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.login();
      assertEquals(List.of("logged in 1.1", "closed LINK_REPLACED", "logged in 2.1"), user.words());
    }
  }

  @Test
  void aRepeatedAttemptIsTheSameLoginByAnotherLink() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.repeatLogin();
      assertEquals(List.of("logged in 1.1", "closed LINK_REPLACED", "logged in 1.2"), user.words());
    }
  }

  @Test
  void aLinkThatClosesBeforeItsLoginIsStoredLeavesNoOneBehind() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.store.goSlow();
      user.login();
      user.drops();
      world.store.comeUp();
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of(), world.sessions.living());
      assertEquals(List.of(), user.words());
    }
  }

  @Test
  void aSessionWithoutLinkEndsWithItsWindowAndALaterLoginIsANewOne() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.drops();
      world.passes(29_999);
      assertEquals(List.of(world.sessionId("u1")), world.sessions.living());
      world.passes(1);
      assertEquals(List.of(), world.sessions.living());

      user.login();
      assertEquals(List.of("logged in 1.1", "logged in 2.1"), user.words());
    }
  }

  @Test
  void aLinkThatStaysSilentIsClosedWhenTheWindowEnds() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.meet("r", user);
      user.fallsSilent();
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of("4000: lost u1", "30000: closed SILENT"), user.news());
    }
  }

  @Test
  void aSessionThatIsAddressedInVainEnds() throws Exception {
    try (World world = World.of("rejoin")) {
      world.sessions.tell(world.sessionId("u1"), new Session.Heard(new Fence(1, 1)));
      world.passes(29_999);
      assertEquals(1, world.sessions.living().size());
      world.passes(1);
      assertEquals(List.of(), world.sessions.living());
    }
  }
}
