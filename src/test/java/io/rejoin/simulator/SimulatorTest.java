package io.rejoin.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random worlds in which all must be as the design says; the simulation's share of each build. */
class SimulatorTest {
  /** As many as fit into about a minute of one core. */
  private static final int SEEDS = 20;

  private static final SimulatorSettings SETTINGS =
      SimulatorSettings.from(
          ConfigFactory.parseString("rejoin.simulator.seeds = " + SEEDS)
              .withFallback(ConfigFactory.defaultReference())
              .resolve());

  @Test
  void inAllWorldsAllIsAsItMustBe() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int wrong =
        new Report(SETTINGS, new PrintStream(printed, true, StandardCharsets.UTF_8)).print(1);
    assertEquals(0, wrong, () -> printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aSeedIsOneStory() {
    Simulator simulator = new Simulator(SETTINGS);
    Outcome once = simulator.run(3);
    assertTrue(once.story().acts().size() > 100, () -> once.story().toString());
    assertEquals(once.log(), simulator.run(3).log());
  }

  @Test
  void theFirstOfEachKindIsTold() {
    Findings findings = new Findings();
    findings.add("I2", "who is there is a member", 5, "u1");
    findings.add("I2", "who is there is a member", 6, "u2");
    findings.add("I4", "a message comes once", 7, "m1");
    assertEquals(
        List.of("0.005 I2: who is there is a member: u1", "0.007 I4: a message comes once: m1"),
        findings.all().stream().map(Finding::toString).toList());
  }
}
