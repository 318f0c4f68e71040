package io.rejoin.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random worlds in which all must be as the design says; the simulation's share of each build. */
class SimulatorTest {
  /** About three minutes of one core. */
  private static final int SEEDS = 2000;

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
  void eachKindOfActHappensInStories() {
    Set<Class<?>> happened = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      Planner.plan(seed, SETTINGS.users(), 3, SETTINGS.length().toMillis())
          .acts()
          .forEach(planned -> happened.add(planned.act().getClass()));
    }
    assertEquals(kindsOf(Act.class), happened);
  }

  private static Set<Class<?>> kindsOf(Class<?> act) {
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : act.getPermittedSubclasses()) {
      kinds.addAll(kind.isSealed() ? kindsOf(kind) : Set.of(kind));
    }
    return kinds;
  }

  @Test
  void aSeedHasItsOwnNumberOfNodesWhereThereAreSeveral() {
    SimulatorSettings mixed =
        SimulatorSettings.from(
            ConfigFactory.parseString("rejoin.simulator.nodes = [1, 2, 3]")
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    List<Integer> nodes = LongStream.rangeClosed(0, 5).mapToObj(mixed::nodesOf).toList();
    assertEquals(List.of(1, 2, 3, 1, 2, 3), nodes);
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

  @Test
  void aResumeThatItsClientHasGivenUpEntersNoRoom() {
    expectGood(
        new Planned(948, new Act.Login("u3")),
        new Planned(2_315, new Act.Login("u2")),
        new Planned(2_407, new Act.Join("u3", "r1")),
        new Planned(244_028, new Act.Suspend("u3")),
        new Planned(306_302, new Act.StoreFails(Act.Outage.SLOW)),
        new Planned(323_904, new Act.Resume("u3")),
        new Planned(340_807, new Act.Leave("u3", "r1")),
        new Planned(351_127, new Act.Join("u2", "r1")),
        new Planned(351_147, new Act.StoreRecovers()));
  }

  @Test
  void aLoginThatIsTakenAfterItsLinkHasGoneIsASilence() {
    expectGood(
        new Planned(2_030, new Act.Login("u2")),
        new Planned(2_942, new Act.Login("u3")),
        new Planned(3_897, new Act.Join("u2", "r2")),
        new Planned(37_607, new Act.Join("u3", "r2")),
        new Planned(39_422, new Act.Cut("u3", Act.Way.BOTH)),
        new Planned(69_073, new Act.Heal("u3")),
        new Planned(125_529, new Act.Cut("u3", Act.Way.BOTH)),
        new Planned(150_040, new Act.StoreFails(Act.Outage.SLOW)),
        new Planned(155_236, new Act.Heal("u3")),
        new Planned(171_306, new Act.Cut("u3", Act.Way.UP)),
        new Planned(182_616, new Act.StoreRecovers()));
  }

  @Test
  void aLeaveThatIsLostWithANodeIsToldAllTheSame() {
    expectGood(
        8,
        new Planned(1_814, new Act.Login("u3")),
        new Planned(3_095, new Act.Join("u3", "r2")),
        new Planned(52_242, new Act.Cut("u3", Act.Way.DOWN)),
        new Planned(81_369, new Act.Login("u1-b")),
        new Planned(83_305, new Act.Join("u1-b", "r2")),
        new Planned(329_726, new Act.Leave("u1-b", "r2")),
        new Planned(329_726, new Act.StopNode(1)));
  }

  @Test
  void aSilenceThatIsLostWithANodeIsToldAllTheSame() {
    expectGood(
        19,
        new Planned(80_227, new Act.Login("u3")),
        new Planned(82_158, new Act.Join("u3", "r1")),
        new Planned(86_366, new Act.Login("u2")),
        new Planned(87_525, new Act.Join("u2", "r1")),
        new Planned(89_254, new Act.StopNode(1)),
        new Planned(93_823, new Act.Cut("u3", Act.Way.BOTH)),
        new Planned(124_708, new Act.Heal("u3")),
        new Planned(263_282, new Act.StopNode(3)),
        new Planned(268_179, new Act.Cut("u3", Act.Way.UP)));
  }

  @Test
  void aKickThatIsLostWithANodeIsToldToWhomItIsFor() {
    expectGood(
        193,
        new Planned(142_572, new Act.Login("u1-b")),
        new Planned(143_762, new Act.Join("u1-b", "r1")),
        new Planned(143_809, new Act.Join("u1-b", "r2")),
        new Planned(161_305, new Act.Suspend("u1-b")),
        new Planned(168_081, new Act.Resume("u1-b")),
        new Planned(215_697, new Act.Login("u2")),
        new Planned(217_364, new Act.Join("u2", "r1")),
        new Planned(260_907, new Act.KickFrom("u1-b", "u2", "r1")),
        new Planned(260_907, new Act.StopNode(2)));
  }

  @Test
  void whoIsInARoomWhoseNodeStoodStillHearsOfOthersInTime() {
    expectGood(
        32,
        new Planned(644, new Act.Login("u2")),
        new Planned(2_281, new Act.Join("u2", "r1")),
        new Planned(2_521, new Act.Login("u3")),
        new Planned(3_548, new Act.Join("u3", "r1")),
        new Planned(6_000, new Act.Kill("u2")),
        new Planned(6_000, new Act.Freeze(3)),
        new Planned(70_826, new Act.Thaw(3)));
  }

  @Test
  void aBanThatWasDecidedWhileTheSessionWasLostPutsTheUserOut() {
    expectGood(
        551,
        new Planned(2_018, new Act.Login("u2")),
        new Planned(6_000, new Act.Part(2)),
        new Planned(14_368, new Act.Restart("u2")),
        new Planned(14_368, new Act.Login("u2")),
        new Planned(15_637, new Act.Join("u2", "r2")),
        new Planned(72_402, new Act.Login("u1-b")),
        new Planned(73_651, new Act.Join("u1-b", "r2")),
        new Planned(120_460, new Act.StopNode(1)),
        new Planned(123_014, new Act.BanFrom("u1-b", "u2", "r2", 5431)));
  }

  private static void expectGood(Planned... acts) {
    expectGood(24, 1, acts);
  }

  /** A story on three nodes; the seed chooses the nodes of the links. */
  private static void expectGood(int seed, Planned... acts) {
    expectGood(seed, 3, acts);
  }

  private static void expectGood(long seed, int nodes, Planned... acts) {
    Story story = new Story(seed, 3, nodes, SETTINGS.length().toMillis(), List.of(acts));
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
