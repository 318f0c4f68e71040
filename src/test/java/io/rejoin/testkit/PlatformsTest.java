package io.rejoin.testkit;

import static io.rejoin.testkit.SimulatedNetwork.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Platforms as applications may spell them, and who is told what on them. */
class PlatformsTest {

  private static Simulation start() {
    return Simulation.of(1).profile("agora-rtc-native").start();
  }

  private static SimulatedUser on(Simulation sim, String user, String platform) {
    return sim.user(user, options -> options.platform(platform));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Unity", "electron", "Flutter", "React-Native", "Android", "iOS", "Smart-TV"})
  void anObserverOnWhateverNativePlatformIsToldThatAMemberIsLost(String platform) {
    expectAfterPowerOff("WINDOWS", platform, "30.000 r: member-lost u1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "Web", "REACT"})
  void anObserverOnTheWebIsToldThatStreamsAreRemoved(String platform) {
    expectAfterPowerOff("native", platform, "20.000 r: stream-removed u1/cam timeout");
  }

  private static void expectAfterPowerOff(String of, String observer, String first) {
    try (Simulation sim = start()) {
      SimulatedUser u1 = on(sim, "u1", of);
      sim.meet("r", u1, on(sim, "u2", observer));
      u1.publishStream("r", "cam");
      sim.advance(Duration.ofSeconds(1));
      sim.recorder().forget();
      sim.network().powerOff("u1", at("10500ms"));
      sim.advance(Duration.ofMinutes(20));
      sim.recorder().expect("u2", first, "40.000 r: count 1", "40.000 r: member-left u1 timeout");
    }
  }

  @Test
  void othersSeeAPlatformInLowerCase() {
    try (Simulation sim = start()) {
      SimulatedUser u1 = on(sim, "u1", "iPadOS");
      SimulatedUser u2 = on(sim, "u2", "Web");
      sim.meet("r", u1, u2);
      assertEquals(
          "ipados",
          u2.client().room("r").members().stream()
              .filter(member -> member.user().equals("u1"))
              .findFirst()
              .orElseThrow()
              .platform());
    }
  }
}
