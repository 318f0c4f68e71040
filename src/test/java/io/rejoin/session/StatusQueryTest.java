package io.rejoin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.testing.TestUser;
import io.rejoin.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions after the status of users, once. */
class StatusQueryTest {

  @Test
  void aQueryTellsEachOnceAndNothingMore() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      TestUser cem = world.user("cem");
      world.meet("r", bob, cem);
      ann.login();
      cem.drops();
      world.passes(6000);
      ann.news();
      ann.queryStatus("ann", "bob", "cem", "dee", "bob");
      bob.logout();
      world.passes(Duration.ofMinutes(5));
      assertEquals(
          List.of("6000: answer: ann online, bob online, cem online, dee offline"), ann.news());
      assertEquals(List.of(world.sessionId("ann")), world.sessions.living());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejoin", "agora-rtm-1", "agora-rtm-web-2020"})
  void insideTheWindowAQueryAnswersOnlineAndSubscribersHearUnreachable(String profile)
      throws Exception {
    try (World world = World.of(profile)) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.meet("r", ann, bob);
      ann.leave("r");
      ann.subscribe("bob");
      ann.news();
      bob.drops();
      world.inTurn(Duration.ofSeconds(20), () -> ann.queryStatus("bob"));
      world.inTurn(Duration.ofMillis(20_001), () -> ann.subscribe("bob"));
      world.inTurn(Duration.ofMillis(29_999), () -> ann.queryStatus("bob"));
      world.inTurn(Duration.ofMillis(30_001), () -> ann.queryStatus("bob"));
      world.passes(Duration.ofMinutes(1));
      assertEquals(
          List.of(
              "6000: bob is unreachable",
              "20000: answer: bob online",
              "20001: answer: bob unreachable",
              "29999: answer: bob online",
              "30000: bob is offline",
              "30001: answer: bob offline"),
          ann.news());
    }
  }

  @Test
  void aQueryThatWaitsWhenAUserBecomesUnreachableAnswersOnlineToo() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.meet("r", ann, bob);
      ann.leave("r");
      ann.subscribe("bob");
      ann.news();
      bob.drops();
      world.passes(5_500);
      world.sessions.losesNext(world.sessionId("cem"));
      ann.queryStatus("bob", "cem");
      world.passes(5_000);
      assertEquals(
          List.of("6000: bob is unreachable", "6500: answer: bob online, cem offline"), ann.news());
    }
  }

  @Test
  void aQueryOfNobodyIsAnsweredAtOnce() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      ann.login();
      ann.queryStatus();
      assertEquals(List.of("logged in 1.1", "answer: "), ann.words());
    }
  }

  @Test
  void usersWhoseSessionsDoNotAnswerInTimeAreOffline() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.meet("r", ann, bob);
      ann.leave("r");
      ann.news();
      world.sessions.losesNext(world.sessionId("bob"));
      ann.queryStatus("bob", "cem");
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of("1000: answer: bob offline, cem offline"), ann.news());
    }
  }

  @Test
  void aSubscriptionIsAnsweredInTimeAndMendedByItsRenewal() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.meet("r", ann, bob);
      ann.leave("r");
      ann.news();
      world.sessions.losesNext(world.sessionId("bob"));
      ann.subscribe("bob");
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of("1000: answer: bob offline", "30000: bob is online"), ann.news());
    }
  }

  @Test
  void aLateAnswerThatSaysOfflineIsNoNews() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      world.meet("r", ann);
      world.sessions.losesNext(world.sessionId("bob"));
      ann.subscribe("bob");
      world.passes(Duration.ofMinutes(5));
      assertEquals(List.of("1000: answer: bob offline"), ann.news());
    }
  }

  @Test
  void aChangeOfASubscribedUserIsToldAlsoWhileAQueryWaits() throws Exception {
    try (World world = World.of("rejoin")) {
      TestUser ann = world.user("ann");
      TestUser bob = world.user("bob");
      world.meet("r", ann, bob);
      ann.leave("r");
      ann.subscribe("bob");
      ann.news();
      world.sessions.losesNext(world.sessionId("cem"));
      ann.queryStatus("bob", "cem");
      bob.logout();
      world.passes(5000);
      assertEquals(
          List.of("0: bob is offline", "1000: answer: bob offline, cem offline"), ann.news());
    }
  }

  @Test
  void openQuestionsAreBoundedAndThoseOfAFailedSessionAnswered() throws Exception {
    try (World world = World.of("rejoin", "rejoin.session.statuses.questions = 1")) {
      TestUser ann = world.user("ann");
      world.meet("r", ann);
      world.sessions.losesNext(world.sessionId("cem"));
      ann.queryStatus("cem", "ann");
      ann.queryStatus("cem");
      world.sessionProfiles.failNext();
      ann.join("other");
      world.passes(Duration.ofMinutes(5));
      assertEquals(
          List.of("0: refused TOO_OFTEN", "0: answer: ann online, cem offline"), ann.news());
    }
  }
}
