package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user whose upward way alone is cut, so that it hears others, is told of itself. */
class OneselfTest {
  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @ParameterizedTest
  @EnumSource
  void whoCannotBeHeardHearsOthersButNotThatItIsLostOrBack(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      u1.publishStream("r", "video");
      sim.advance(s(1));
      sim.recorder().forget();
      sayEachSecond(sim, u2, 40);
      sim.at(Duration.ofMillis(10_500), () -> sim.network().cutUp("u1"));
      sim.network().heal("u1", s(25));
      sim.advance(Duration.ofMinutes(1));
      assertEquals(
          List.of("14.000 r: member-lost u1", "25.000 r: member-back u1"),
          ofMembers(sim.recorder().of("u2")));
      assertWasSent(sim, "u1", "r: member-lost u1");
      assertEquals(List.of(), ofMembers(sim.recorder().of("u1")));
      assertEquals(
          List.of("u1", "u2"),
          BothClients.members(u1, "r").stream().map(member -> member.user()).toList());
      assertEquals(false, BothClients.members(u1, "r").get(0).lost());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoCannotBeHeardForAWindowIsNotToldThatItHasLeftButThatItIsReconnecting(BothClients kind) {
    try (Simulation sim = kind.plan(1).profile("agora-rtc-native").start()) {
      SimulatedUser u1 = sim.user("u1", options -> options.platform("android"));
      SimulatedUser u2 = sim.user("u2", options -> options.platform("windows"));
      sim.meet("r", u1, u2);
      sayEachSecond(sim, u2, 70);
      sim.at(Duration.ofMillis(10_500), () -> sim.network().cutUp("u1"));
      sim.network().heal("u1", s(60));
      sim.advance(Duration.ofMinutes(2));
      assertWasSent(sim, "u1", "r: member-lost u1");
      assertEquals(List.of(), ofMembers(sim.recorder().of("u1")));
      assertEquals(
          List.of(
              "30.000 r: member-lost u1",
              "40.000 r: member-left u1 timeout",
              "r: member-joined u1"),
          ofMembers(sim.recorder().of("u2")).stream()
              .map(told -> told.endsWith("joined u1") ? told.substring(told.indexOf("r:")) : told)
              .toList());
      assertEquals(
          List.of("u1", "u2"),
          BothClients.members(u1, "r").stream().map(member -> member.user()).sorted().toList());
    }
  }

  private static void assertWasSent(Simulation sim, String user, String what) {
    assertTrue(
        sim.server().sent().stream()
            .anyMatch(told -> told.to().equals(user) && told.what().equals(what)),
        () -> "nobody sent " + user + " " + what);
  }

  private static void sayEachSecond(Simulation sim, SimulatedUser user, int seconds) {
    for (int i = 1; i <= seconds; i++) {
      String text = "m" + i;
      sim.at(s(10 + i), () -> user.publish("r", text));
    }
  }

  private static List<String> ofMembers(List<String> told) {
    return told.stream()
        .filter(line -> line.contains("member-") || line.contains("stream-"))
        .toList();
  }
}
