package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client's socket held when the client gave it up during a cut. */
class LeftoversTest {
  private static final Duration CUT = Duration.ofMillis(10_500);
  private static final Duration HEAL = Duration.ofMillis(25_000);

  private static SimulationPlan plan() {
    return Simulation.of(3).latency(Duration.ofMillis(50), Duration.ZERO);
  }

  /** When u1 is connected again, and when u2 hears that it is back, in ms. */
  private static List<Long> returns(SimulationPlan plan) {
    try (Simulation sim = plan.start()) {
      sim.meet("r", sim.user("u1"), sim.user("u2"));
      sim.network().cut("u1", CUT);
      sim.network().heal("u1", HEAL);
      sim.advance(Duration.ofMinutes(2));
      assertEquals(
          List.of("r: member-lost u1", "r: member-back u1"),
          sim.recorder().all().stream()
              .filter(told -> told.to().equals("u2"))
              .map(Told::what)
              .filter(what -> what.contains("member-"))
              .toList());
      return List.of(
          when(sim, "u1", "state reconnecting > connected: resumed"),
          when(sim, "u2", "r: member-back u1"));
    }
  }

  private static long when(Simulation sim, String user, String what) {
    return sim.recorder().all().stream()
        .filter(told -> told.to().equals(user) && told.what().equals(what))
        .findFirst()
        .orElseThrow()
        .atMillis();
  }

  @Test
  void areLostSoThatNobodyHearsThatAUserIsBackBeforeItIs() {
    List<Long> at = returns(plan());
    assertTrue(at.get(0) > HEAL.toMillis(), at::toString);
    assertEquals(at.get(0), at.get(1));
  }

  @Test
  void mayArriveFirstWhereThatIsAskedForAndThenOthersHearOfTheOldLink() {
    List<Long> at = returns(plan().withLeftovers());
    assertEquals(HEAL.toMillis() + 100, at.get(1));
    assertTrue(at.get(0) > at.get(1), at::toString);
  }

  @Test
  void areNoSignOfLifeSoThatAWindowEndsWhenItWouldHave() {
    try (Simulation sim = plan().start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().cut("u1", CUT);
      sim.at(Duration.ofSeconds(20), () -> sim.network().kill("u1"));
      sim.network().heal("u1", HEAL);
      sim.advance(Duration.ofMinutes(2));
      List<String> told = sim.recorder().of("u2");
      assertEquals(3, told.size(), told::toString);
      assertTrue(when(sim, "u2", "r: member-left u1 timeout") < 41_000, told::toString);
    }
  }
}
