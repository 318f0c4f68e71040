package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.room.Fence;
import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session and its rooms: limits, fences, and that nobody stays behind without a link (I2). */
class RoomsOfASessionTest {
  private static final String TWO_ROOMS =
      "rejoin.profiles.rejoin.server.limits.rooms-per-session = 2";

  @Test
  void aRoomAboveTheLimitIsRefusedUntilAnotherIsLeft() throws Exception {
    try (World world = World.of("rejoin", TWO_ROOMS)) {
      TestUser user = world.user("u1");
      user.login();
      user.join("a");
      user.join("b");
      user.news();
      user.join("c");
      assertEquals(List.of("refused TOO_MANY_ROOMS"), user.words());
      user.join("b");
      user.leave("a");
      user.join("c");
      assertEquals(
          List.of("in b: as known", "complete, 0 came", "done", "in c: u1", "count 1"),
          user.words());
    }
  }

  @Test
  void roomsOfASupersededLoginDoNotCountForTheNewest() throws Exception {
    try (World world = World.of("rejoin", TWO_ROOMS)) {
      TestUser user = world.user("u1");
      user.login();
      user.join("a");
      user.join("b");
      user.restarts();
      world.passes(Duration.ofMinutes(1));
      user.news();
      user.join("c");
      assertEquals(List.of("in c: u1", "count 1"), user.words());
    }
  }

  @Test
  void whatAnOlderLinkAsksForIsRefusedAsFenced() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      LinkAddress link = user.link().address();
      Fence old = user.fence();
      user.resume();
      user.news();
      String id = world.sessionId("u1");
      LinkAddress now = user.link().address();
      world.sessions.tell(id, new Session.Join(now, old, 5, "r", null));
      world.sessions.tell(id, new Session.Leave(now, old, 6, "r"));
      world.sessions.tell(id, new Session.Logout(now, old, 7, Duration.ZERO));
      world.sessions.tell(id, new Session.Silent(old, Duration.ofSeconds(9)));
      world.sessions.tell(id, new Session.LinkClosed(old, Duration.ofSeconds(9)));
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of("refused FENCED", "refused FENCED", "refused FENCED"), user.words());
      assertEquals(List.of(id), world.sessions.living());
      assertEquals(false, link.equals(now));
    }
  }

  /** The ways in which a link can end while its join is under way. */
  private enum End {
    DROP,
    LEAVE,
    LOGOUT,
    SILENCE_AFTER_A_JOIN_IN_SILENCE,
    SESSION_FAILURE_THEN_DROP
  }

  @org.junit.jupiter.params.ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource
  void aJoinUnderWayWhenItsLinkEndsLeavesNobodyBehind(End end) throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      world.meet("r", watcher);
      TestUser user = world.user("u1");
      user.login();

      if (end == End.SILENCE_AFTER_A_JOIN_IN_SILENCE) {
        user.fallsSilent();
        world.passes(10_000);
      }
      if (end == End.SESSION_FAILURE_THEN_DROP) {
        user.join("r");
        world.sessionProfiles.failNext();
      }
      world.atOnce(
          () -> {
            user.startJoin("r");
            switch (end) {
              case DROP, SESSION_FAILURE_THEN_DROP -> user.startDrop();
              case LEAVE -> user.startLeave("r");
              case LOGOUT -> user.startLogout();
              case SILENCE_AFTER_A_JOIN_IN_SILENCE -> user.link();
            }
          });
      world.passes(Duration.ofMinutes(2));
      watcher.news();
      watcher.askMembers("r");

      assertEquals(List.of("members: u2"), watcher.words());
    }
  }

  @Test
  void aJoinInSilenceFollowedByADropLeavesNobodyBehind() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      user.fallsSilent();
      world.passes(3000);
      user.join("r");
      user.drops();
      world.passes(Duration.ofMinutes(2));
      watcher.news();
      watcher.askMembers("r");

      assertEquals(List.of("members: u2"), watcher.words());
    }
  }
}
