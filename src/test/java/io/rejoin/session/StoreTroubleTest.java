package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that is down or slow: logins wait or are refused, live sessions go on. */
class StoreTroubleTest {

  @Test
  void aLoginIsRefusedWithADelayAndMayBeRepeated() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.store.goDown();
      user.login();
      assertEquals(List.of("refused STORE_UNAVAILABLE after 1000"), user.words());
      world.store.comeUp();
      user.loginAgain();
      assertEquals(List.of("logged in 1.1"), user.words());
    }
  }

  @Test
  void aLiveSessionGoesOnWhileTheStoreIsDownAlsoOverADrop() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser watcher = world.user("u2");
      TestUser user = world.user("u1");
      world.meet("r", watcher, user);

      world.store.goDown();
      user.publish("r", "one");
      user.drops();
      user.resume();
      user.publish("r", "two");

      assertEquals(List.of("1 one", "2 two"), watcher.words());
    }
  }

  @Test
  void aSecondLoginThatIsRefusedLeavesTheFirstInPeace() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.meet("r", user);
      world.store.goDown();
      user.restarts();
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of("0: refused STORE_UNAVAILABLE after 1000"), user.news());
    }
  }

  @Test
  void aResumePastTheWindowIsRefusedWithADelayWhileTheStoreIsDown() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      user.login();
      user.drops();
      world.passes(Duration.ofMinutes(1));
      user.news();
      world.store.goDown();
      user.resume();
      assertEquals(List.of("refused STORE_UNAVAILABLE after 1000"), user.words());
      world.store.comeUp();
      user.resume();
      assertEquals(List.of("resumed 1.2"), user.words());
    }
  }

  @Test
  void aSlowStoreDelaysALoginWithoutLosingIt() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser user = world.user("u1");
      world.store.goSlow();
      user.login();
      world.passes(2000);
      assertEquals(List.of(), user.words());
      world.store.comeUp();
      assertEquals(List.of("logged in 1.1"), user.words());
    }
  }
}
