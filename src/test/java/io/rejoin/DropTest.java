package io.rejoin;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.rejoin.testkit.SimulatedUser;
import io.rejoin.testkit.Simulation;
import org.junit.jupiter.api.Test;

/** The example of {@code README.md}. */
class DropTest {
  @Test
  void aBlipIsNoNewsAndAnAbsenceIsToldToTheSecond() {
    try (Simulation sim = Simulation.of(42).profile("rejoin").start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("room", u1, u2);

      sim.network().cut("u1", ofMillis(10_500));
      sim.at(ofSeconds(12), () -> u2.publish("room", "hello"));
      sim.network().heal("u1", ofSeconds(13));
      sim.network().powerOff("u1", ofMillis(60_500));
      sim.advance(ofMinutes(20));

      sim.recorder().expect("u1", "13.000 room: message u2 hello");
      sim.recorder()
          .expect(
              "u2",
              "12.000 room: message u2 hello",
              "64.000 room: member-lost u1",
              "90.000 room: count 1",
              "90.000 room: member-left u1 timeout");
      sim.recorder().expectNothingElse();
    }
  }
}
