package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A login that its client ends without a link that is attached (S0 l.75), or after a while. */
class FarewellTest {
  private static final Duration LONG = Duration.ofMinutes(20);

  @Test
  void aFarewellDuringADropIsToldAtOnceAndNothingBringsTheLoginBack() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.drops();
      world.passes(Duration.ofSeconds(10));
      watcher.news();

      user.farewell(1);
      assertEquals(List.of("done"), user.words());
      user.resume();
      assertEquals(List.of("refused SESSION_CLOSED"), user.words());
      world.passes(LONG);
      assertEquals(List.of("left u1 quit", "count 1"), watcher.words());
    }
  }

  @Test
  void aFarewellEndsTheLoginWhateverLinkItHas() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.farewell(1);
      world.passes(LONG);
      assertEquals(List.of("left u1 quit", "count 1"), watcher.words());
      assertEquals(List.of(world.sessionId("u2")), world.sessions.living());
    }
  }

  @Test
  void aFarewellToASessionThatWasLostClosesTheAccount() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.drops();
      world.passes(LONG);
      assertEquals(List.of(), world.sessions.living());
      user.words();
      user.farewell(1);
      assertEquals(List.of("done"), user.words());
      user.resume();
      assertEquals(List.of("refused SESSION_CLOSED"), user.words());
    }
  }

  @Test
  void aFarewellOfAnOlderLoginEndsNothing() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.login();
      user.join("r");
      user.words();
      watcher.news();
      user.farewell(1);
      assertEquals(List.of("done"), user.words());
      world.passes(Duration.ofSeconds(3));
      assertEquals(List.of(), watcher.news());
    }
  }

  @Test
  void aFarewellWithoutAnEpochKeepsItsLoginFromComingTrueWhenItComesLate() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      TestUser watcher = world.user("u2");
      watcher.login();
      watcher.subscribe("u1");
      watcher.news();
      user.farewell(0);
      assertEquals(List.of("done"), user.words());
      user.repeatLogin();
      assertEquals(List.of("refused SESSION_CLOSED"), user.words());
      world.passes(LONG);
      assertEquals(List.of(), watcher.news());
    }
  }

  @Test
  void aFarewellThatCannotBeStoredIsRefusedWithADelay() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.meet("r", user);
      world.store.goDown();
      user.farewell(1);
      assertEquals(List.of("refused STORE_UNAVAILABLE after 1000"), user.words());
      world.store.comeUp();
      user.farewell(1);
      assertEquals(List.of("done", "closed LOGGED_OUT"), user.words());
    }
  }

  @Test
  void aLoginWhoseLinkHasGoneBeforeItsAnswerIsNotCarriedOut() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      watcher.login();
      watcher.subscribe("u1");
      watcher.news();
      world.store.goSlow();
      user.login();
      user.drops();
      world.store.comeUp();
      world.passes(LONG);
      assertEquals(List.of(), watcher.news());
      user.repeatLogin();
      assertEquals(List.of("logged in 1.1"), user.words());
      assertEquals(List.of("u1 is online"), watcher.words());
    }
  }

  @Test
  void aLogoutThatWaitsIsCarriedOutInItsTimeUnlessTheUserComesBack() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.logout(Duration.ofSeconds(3));
      assertEquals(List.of("0: done"), user.news());
      user.drops();
      world.passes(LONG);
      assertEquals(List.of("3000: left u1 quit", "3000: count 1"), watcher.news());

      user.login();
      user.join("r");
      watcher.news();
      user.logout(Duration.ofSeconds(3));
      user.drops();
      world.passes(Duration.ofSeconds(2));
      user.resume();
      world.passes(Duration.ofSeconds(2));
      assertEquals(List.of(), watcher.words());
    }
  }

  @Test
  void aTokenThatIsRenewedWithoutARoomPutsTheUserOutOfItAlone() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.join("s");
      watcher.join("s");
      world.passes(Duration.ofSeconds(5));
      user.words();
      watcher.words();
      user.isForbidden("r");
      assertEquals(List.of("expelled from r: the token does not permit to join r"), user.words());
      world.passes(Duration.ofSeconds(1));
      assertEquals(List.of("left u1 kicked", "count 1"), watcher.words());
    }
  }

  @Test
  void aRoomThatTheTokenOfAResumeLacksEndsAlone() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);
      user.join("s");
      watcher.join("s");
      world.passes(Duration.ofSeconds(5));
      user.drops();
      world.passes(Duration.ofSeconds(2));
      user.words();
      watcher.words();
      user.resumeForbidden("r");
      assertEquals(
          List.of("resumed 1.2", "expelled from r: the token does not permit to join r"),
          user.words().subList(0, 2));
      world.passes(Duration.ofSeconds(1));
      assertEquals(List.of("left u1 quit", "count 1"), watcher.words());
    }
  }
}
