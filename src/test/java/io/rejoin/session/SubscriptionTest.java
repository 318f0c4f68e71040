package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long subscriptions and the sessions that they keep last, and their bounds. */
class SubscriptionTest {
  private static final String NEVER = "rejoin.session.statuses.renew-every = 365 d";

  private static void annWatchesBob(World world) {
    world.meet("r", world.user("ann"), world.user("bob"));
    world.user("ann").leave("r");
    world.user("ann").subscribe("bob");
    world.user("ann").news();
  }

  @Test
  void aNewLinkOfTheLoginIsToldAllSinceTheLastOneMayNotHaveHeardIt() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      ann.drops();
      world.passes(1000);
      bob.logout();
      world.passes(20_000);
      ann.resume();
      bob.login();
      assertEquals(
          List.of("21000: resumed 1.2", "21000: unasked: bob offline", "21000: bob is online"),
          ann.news());
    }
  }

  @Test
  void aSilentLinkIsToldNothingTwice() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      ann.fallsSilent();
      world.passes(10_000);
      world.user("bob").logout();
      world.passes(10_000);
      ann.speaks();
      assertEquals(List.of("10000: bob is offline"), ann.news());
    }
  }

  @Test
  void aLogoutEndsSubscriptions() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      ann.logout();
      ann.login();
      ann.news();
      world.user("bob").logout();
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of(), ann.news());
    }
  }

  @Test
  void aNewerLoginOfTheWatcherHasNoSubscriptions() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      ann.restarts();
      world.user("bob").logout();
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of("closed SUPERSEDED", "logged in 2.1"), ann.words());
    }
  }

  @Test
  void aSessionThatIsWatchedStaysAndOneThatNobodyWatchesEnds() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      world.user("bob").logout();
      world.passes(Duration.ofHours(1));
      String watcher = world.sessionId("ann");
      assertEquals(List.of(watcher, world.sessionId("bob")), world.sessions.living());
      world.user("ann").unsubscribe("bob");
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of(watcher), world.sessions.living());
    }
  }

  @Test
  void aWatchThatIsNotRenewedExpires() throws Exception {
    try (World world = World.of("rejoin", NEVER)) {
      annWatchesBob(world);
      world.user("bob").logout();
      world.sessions.kill(world.sessionId("ann"));
      world.passes(99_000);
      assertEquals(true, world.sessions.living().contains(world.sessionId("bob")));
      world.passes(31_000);
      assertEquals(false, world.sessions.living().contains(world.sessionId("bob")));
    }
  }

  @Test
  void aLostSessionOfTheWatchedIsNotTakenForALogoutAndLearnsItsWatchersAgain() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.sessions.kill(world.sessionId("bob"));
      world.passes(29_000);
      bob.resume();
      world.passes(29_000);
      assertEquals(List.of(), ann.news());
      bob.logout();
      assertEquals(List.of("58000: bob is offline"), ann.news());
    }
  }

  @Test
  void aLostSessionThatNoLinkComesBackToIsOffline() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      world.sessions.kill(world.sessionId("bob"));
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of("60000: bob is offline"), world.user("ann").news());
    }
  }

  @Test
  void aFailureOfEitherSessionIsNotNoticed() throws Exception {
    try (World world = World.of("rejoin")) {
      annWatchesBob(world);
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.sessionProfiles.failNext();
      bob.join("other");
      world.sessionProfiles.failNext();
      ann.join("other");
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of(), ann.words());
      bob.logout();
      assertEquals(List.of("bob is offline"), ann.words());
    }
  }

  @Test
  void subscriptionsBeyondTheLimitAreRefusedAsAWhole() throws Exception {
    try (World world = World.of("rejoin", "rejoin.session.statuses.subscriptions = 2")) {
      TestUser ann = world.user("ann");
      ann.login();
      ann.subscribe("u1", "u2", "u1");
      ann.subscribe("u2", "u3");
      ann.unsubscribe("u1");
      ann.subscribe("u2", "u3");
      assertEquals(
          List.of(
              "logged in 1.1",
              "answer: u1 offline, u2 offline",
              "refused TOO_MANY_SUBSCRIPTIONS",
              "done",
              "answer: u2 offline, u3 offline"),
          ann.words());
    }
  }

  @Test
  void aWatcherBeyondTheLimitLearnsChangesWhenItRenews() throws Exception {
    try (World world = World.of("rejoin", "rejoin.session.statuses.watchers = 1")) {
      annWatchesBob(world);
      TestUser cem = world.user("cem");
      cem.login();
      cem.subscribe("bob");
      world.passes(10_000);
      world.user("bob").logout();
      world.passes(Duration.ofMinutes(1));
      assertEquals(List.of("10000: bob is offline"), world.user("ann").news());
      assertEquals(
          List.of("0: logged in 1.1", "0: answer: bob online", "30000: bob is offline"),
          cem.news());
    }
  }

  @Test
  void aRequestUnderAnOldFenceIsRefused() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      ann.login();
      ann.logout();
      ann.news();
      TestUser same = world.user("ann");
      same.connectForResume();
      same.subscribe("bob");
      assertEquals(List.of("refused FENCED"), same.words());
    }
  }
}
