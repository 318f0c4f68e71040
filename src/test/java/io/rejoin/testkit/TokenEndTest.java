package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a token ends during a drop, and what its user is told. */
class TokenEndTest {
  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static List<String> aboutItself(Simulation sim) {
    return sim.recorder().of("u1").stream()
        .filter(line -> line.contains("state ") || line.contains("token-expired"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void isToldWhenItComesAndNotAgainWhenTheReturnIsRefused(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      u1.login(sim.token("u1", s(20)));
      sim.advance(s(1));
      sim.recorder().forget();
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.network().heal("u1", s(25));
      sim.at(s(35), () -> u1.renew(sim.token("u1", s(3600))));
      sim.advance(Duration.ofMinutes(2));
      assertEquals(
          List.of(
              "14.000 state connected > reconnecting: interrupted",
              "20.000 token-expired",
              "35.000 state reconnecting > connected: resumed"),
          aboutItself(sim));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isThatOfTheTokenThatWasGivenLast(BothClients kind) {
    try (Simulation sim = kind.plan(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      u1.login(sim.token("u1", s(15)));
      sim.at(s(5), () -> u1.renew(sim.token("u1", s(20))));
      sim.advance(s(6));
      sim.recorder().forget();
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.advance(Duration.ofMinutes(2));
      assertEquals(
          List.of("14.000 state connected > reconnecting: interrupted", "25.000 token-expired"),
          aboutItself(sim));
    }
  }
}
