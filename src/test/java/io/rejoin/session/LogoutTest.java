package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The honest end of a login. */
class LogoutTest {

  @Test
  void aLogoutLeavesAllRoomsAtOnceAndClosesTheAccount() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      user.logout();
      assertEquals(List.of("0: done", "0: closed LOGGED_OUT"), user.news());
      assertEquals(List.of(world.sessionId("u2")), world.sessions.living());
      world.passes(Duration.ofMinutes(20));
      assertEquals(List.of("0: left u1 quit", "0: count 1"), watcher.news());

      user.resume();
      assertEquals(List.of("refused SESSION_CLOSED"), user.words());
      user.login();
      assertEquals(List.of("logged in 2.1"), user.words());
    }
  }

  @Test
  void aRoomThatIsJoinedWhileTheLogoutIsStoredIsLeftToo() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.store.goSlow();
      user.logout();
      user.join("r");
      world.store.comeUp();
      world.passes(Duration.ofMinutes(20));
      watcher.news();
      watcher.askMembers("r");

      assertEquals(List.of("members: u2"), watcher.words());
    }
  }

  @Test
  void aLogoutThatCannotBeStoredIsRefusedWithADelay() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.meet("r", user);
      world.store.goDown();
      user.logout();
      assertEquals(List.of("0: refused STORE_UNAVAILABLE after 1000"), user.news());
      world.store.comeUp();
      user.logout();
      assertEquals(List.of("0: done", "0: closed LOGGED_OUT"), user.news());
    }
  }

  @Test
  void aLoginThatComesWithALogoutIsTakenByTheNextLife() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.startLogout();
      user.restarts();
      assertEquals(
          List.of("logged in 1.1", "done", "closed LOGGED_OUT", "logged in 2.1"), user.words());
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of(world.sessionId("u1")), world.sessions.living());
      assertEquals(List.of(), user.words());
    }
  }
}
