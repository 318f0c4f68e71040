package io.rejoin.javascript;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;

import io.rejoin.testkit.SimulatedUser;
import io.rejoin.testkit.Simulation;
import org.junit.jupiter.api.Test;

/** The example of {@code src/docs/testkit.md}: both clients in one room. */
class JavaScriptExampleTest {

  @Test
  void aPhoneIsToldOfTheDropOfAPageWithAJavaScriptClient() {
    try (Simulation sim = Simulation.of(42).start()) {
      SimulatedUser web = sim.user("web", JavaScriptClient.KIND);
      SimulatedUser phone = sim.user("phone");
      sim.meet("room", web, phone);
      sim.network().cut("web", ofMillis(10_500));
      sim.advance(ofMinutes(1));
      sim.recorder()
          .expect(
              "phone",
              "14.000 room: member-lost web",
              "40.000 room: count 1",
              "40.000 room: member-left web timeout");
    }
  }
}
