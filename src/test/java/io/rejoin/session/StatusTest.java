package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What subscribers are told of a user's online status, to the millisecond. */
class StatusTest {
  private final World world = World.of("rejoin");
  private final TestUser ann = world.user("ann");
  private final TestUser bob = world.user("bob");

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private void annWatchesBob() {
    world.meet("r", ann, bob);
    ann.leave("r");
    ann.subscribe("bob");
    assertEquals(List.of("done", "answer: bob online"), ann.words());
  }

  @Test
  void aUserIsUnreachableAfterSixSecondsAndOfflineAfterThirty() {
    annWatchesBob();
    bob.fallsSilent();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of("6000: bob is unreachable", "30000: bob is offline"), ann.news());
  }

  @Test
  void aClosedSocketTellsTheSameSinceTheLastByteCounts() {
    annWatchesBob();
    bob.fallsSilent();
    world.inTurn(Duration.ofMillis(4500), bob::startDrop);
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of("6000: bob is unreachable", "30000: bob is offline"), ann.news());
  }

  @Test
  void aUserWhoIsHeardBeforeSixSecondsWasAlwaysOnline() {
    annWatchesBob();
    bob.fallsSilent();
    world.passes(5999);
    bob.speaks();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of(), ann.news());
  }

  @Test
  void aUserWhoResumesBeforeSixSecondsWasAlwaysOnline() {
    annWatchesBob();
    bob.drops();
    world.passes(5999);
    bob.resume();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of(), ann.news());
  }

  @Test
  void whoComesBackUnreachableIsOnlineAtOnce() {
    annWatchesBob();
    bob.drops();
    world.passes(10_000);
    bob.resume();
    world.passes(10_000);
    bob.fallsSilent();
    world.passes(10_000);
    bob.speaks();
    world.passes(Duration.ofMinutes(5));
    assertEquals(
        List.of(
            "6000: bob is unreachable",
            "10000: bob is online",
            "26000: bob is unreachable",
            "30000: bob is online"),
        ann.news());
  }

  @Test
  void aLogoutIsOfflineAtOnceAndALoginLongAfterItIsOnlineAtOnce() {
    annWatchesBob();
    bob.logout();
    world.passes(Duration.ofHours(1));
    bob.login();
    world.passes(Duration.ofHours(1));
    assertEquals(List.of("0: bob is offline", "3600000: bob is online"), ann.news());
  }

  @Test
  void whoReturnsPastTheWindowIsOnlineAtOnce() {
    annWatchesBob();
    bob.drops();
    world.passes(120_000);
    bob.resume();
    world.passes(Duration.ofMinutes(5));
    assertEquals(
        List.of("6000: bob is unreachable", "30000: bob is offline", "120000: bob is online"),
        ann.news());
  }

  @Test
  void aNewerLoginOfTheSameUserIsNotTold() {
    annWatchesBob();
    bob.restarts();
    bob.drops();
    world.passes(3000);
    bob.restarts();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of(), ann.news());
  }

  @Test
  void whoNeverLoggedInIsOfflineUntilTheFirstLogin() {
    ann.login();
    ann.subscribe("bob");
    world.passes(Duration.ofMinutes(10));
    bob.login();
    world.passes(Duration.ofMinutes(10));
    assertEquals(List.of("logged in 1.1", "answer: bob offline", "bob is online"), ann.words());
  }

  @Test
  void aProfileWithoutUnreachableTellsOnlyTheEndOfTheWindow() throws Exception {
    try (World other = World.of("zego-express-web")) {
      TestUser watcher = other.user("ann");
      TestUser watched = other.user("bob");
      other.meet("r", watcher, watched);
      watcher.leave("r");
      watcher.subscribe("bob");
      watcher.news();
      watched.fallsSilent();
      other.passes(Duration.ofMinutes(10));
      assertEquals(List.of("90000: bob is offline"), watcher.news());
    }
  }

  @Test
  void whoUnsubscribesIsToldNoMore() {
    annWatchesBob();
    ann.unsubscribe("bob", "nobody");
    bob.logout();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of("done"), ann.words());
  }

  @Test
  void subscribingTwiceTellsOnce() {
    annWatchesBob();
    ann.subscribe("bob", "bob");
    bob.logout();
    assertEquals(List.of("answer: bob online", "bob is offline"), ann.words());
  }

  @Test
  void aUserMayWatchItself() {
    ann.login();
    ann.subscribe("ann");
    ann.logout();
    assertEquals(
        List.of("logged in 1.1", "answer: ann online", "done", "closed LOGGED_OUT"), ann.words());
  }

  @Test
  void twoWhoWatchEachOtherAreBothForgottenInTheEnd() {
    ann.login();
    bob.login();
    ann.subscribe("bob");
    bob.subscribe("ann");
    ann.drops();
    bob.drops();
    world.passes(Duration.ofMinutes(5));
    assertEquals(List.of(), world.sessions.living());
  }
}
