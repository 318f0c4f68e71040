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
  private static final int SEEDS = 200;

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
  void aJoinThatNobodyWaitsForAnyMoreLeavesNoGhost() {
    expectGood(
        new Planned(93_062, new Act.Cut("u2", Act.Way.UP)),
        new Planned(106_544, new Act.Login("u2")),
        new Planned(107_686, new Act.Join("u2", "r1")),
        new Planned(110_127, new Act.Login("u3")),
        new Planned(116_782, new Act.Join("u3", "r1")),
        new Planned(117_501, new Act.Heal("u2")));
  }

  @Test
  void whoIsBackIsToldAlsoAfterAReturnThatBrokeOff() {
    expectGood(
        new Planned(470_923, new Act.Login("u1-b")),
        new Planned(472_628, new Act.Join("u1-b", "r2")),
        new Planned(477_363, new Act.Cut("u2", Act.Way.UP)),
        new Planned(497_975, new Act.Login("u2")),
        new Planned(508_786, new Act.Join("u2", "r2")),
        new Planned(509_734, new Act.Heal("u2")),
        new Planned(511_004, new Act.Cut("u2", Act.Way.BOTH)),
        new Planned(551_320, new Act.Cut("u1-b", Act.Way.BOTH)),
        new Planned(563_568, new Act.Heal("u2")),
        new Planned(567_313, new Act.Cut("u2", Act.Way.DOWN)),
        new Planned(580_366, new Act.Heal("u1-b")));
  }

  private static void expectGood(Planned... acts) {
    Story story = new Story(24, 3, 1, SETTINGS.length().toMillis(), List.of(acts));
    Outcome outcome = new Simulator(SETTINGS).run(story);
    assertEquals(List.of(), outcome.findings(), outcome::log);
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
