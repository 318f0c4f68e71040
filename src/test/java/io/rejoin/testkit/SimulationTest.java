package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drops of every kind, told to the second, with the real parts of both sides and no socket. */
class SimulationTest {
  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void whoIsBackInTimeHasMissedNothing() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      sim.network().cut("u1", Duration.ofMillis(10_500));
      sim.at(s(12), () -> u2.publish("r", "hello"));
      sim.network().heal("u1", s(20));
      sim.advance(Duration.ofMinutes(20));
      sim.recorder()
          .expect(
              "u1",
              "14.000 state connected > reconnecting: interrupted",
              "20.000 state reconnecting > connected: resumed",
              "20.000 r: message u2 hello replayed",
              "20.000 r: verdict complete, 1 replayed");
      sim.recorder()
          .expect(
              "u2",
              "12.000 r: message u2 hello",
              "14.000 r: member-lost u1",
              "20.000 r: member-back u1");
      sim.recorder().expectNothingElse();
    }
  }

  @Test
  void whoseMachineIsSwitchedOffLeavesWhenItsWindowEnds() {
    try (Simulation sim = Simulation.of(1).start()) {
      sim.meet("r", sim.user("u1"), sim.user("u2"));
      sim.network().powerOff("u1", Duration.ofMillis(10_500));
      sim.advance(Duration.ofMinutes(20));
      sim.recorder()
          .expect(
              "u2",
              "14.000 r: member-lost u1",
              "40.000 r: count 1",
              "40.000 r: member-left u1 timeout");
      sim.recorder().expectNothingElse();
    }
  }

  @Test
  void whoIsKilledAndStartedAgainInTimeHasNeverLeft() {
    try (Simulation sim = Simulation.of(1).start()) {
      SimulatedUser u1 = sim.user("u1");
      sim.meet("r", u1, sim.user("u2"));
      sim.network().kill("u1", Duration.ofMillis(10_500));
      sim.at(
          s(25),
          () -> {
            u1.restart();
            u1.login();
          });
      sim.at(s(26), () -> u1.join("r"));
      sim.advance(Duration.ofMinutes(20));
      sim.recorder().expect("u2", "14.000 r: member-lost u1", "26.000 r: member-back u1");
    }
  }

  @Test
  void aPhoneInAPocketIsMissedAndComesBack() {
    try (Simulation sim = Simulation.of(1).start()) {
      sim.meet("r", sim.user("u1"), sim.user("u2"));
      sim.network().suspend("u1", Duration.ofMillis(10_500));
      sim.network().resume("u1", s(30));
      sim.advance(Duration.ofMinutes(20));
      List<String> told = sim.recorder().of("u2");
      assertEquals(2, told.size(), told::toString);
      assertEquals("14.000 r: member-lost u1", told.get(0));
      assertTrue(told.get(1).startsWith("30."), told::toString);
      assertTrue(told.get(1).endsWith("r: member-back u1"), told::toString);
    }
  }

  @Test
  void oneSeedIsOneStoryToTheLastByte() {
    assertEquals(story(7), story(7));
    assertNotEquals(story(7), story(8));
  }

  private static String story(long seed) {
    SimulationPlan three =
        Simulation.of(seed)
            .nodes(3)
            .latency(Duration.ofMillis(20), Duration.ofMillis(30))
            .latencyOfNodes(Duration.ofMillis(1), Duration.ofMillis(2));
    try (Simulation sim = three.start()) {
      SimulatedUser u1 = sim.user("u1");
      SimulatedUser u2 = sim.user("u2");
      sim.meet("r", u1, u2);
      for (int i = 1; i <= 20; i++) {
        String text = "m" + i;
        sim.at(Duration.ofSeconds(10 + i), () -> u2.publish("r", text));
      }
      sim.network().cut("u1", s(15));
      sim.network().heal("u1", s(25));
      sim.advance(Duration.ofMinutes(2));
      return sim.recorder().log();
    }
  }

  @Test
  void aRoomThatOneUserIsInIsKnownToASecondNode() {
    for (long seed = 1; seed <= 6; seed++) {
      try (Simulation sim = Simulation.of(seed).nodes(3).start()) {
        SimulatedUser u1 = sim.user("u1-" + seed);
        sim.meet("r", u1);
        sim.at(s(15), () -> u1.publish("r", "one"));
        sim.advance(s(20));
        sim.recorder().of(u1.name());
        sim.network().stopNode(sim.cluster().rooms().nodeOf("demo/r"));
        sim.advance(Duration.ofMinutes(1));
        List<String> verdicts =
            sim.recorder().of(u1.name()).stream().filter(line -> line.contains("verdict")).toList();
        assertTrue(
            verdicts.stream().allMatch(verdict -> verdict.contains("verdict complete")),
            verdicts::toString);
        u1.publish("r", "two");
        sim.advance(s(1));
        assertTrue(
            sim.recorder().of(u1.name()).get(0).endsWith("r: message " + u1.name() + " two"));
      }
    }
  }

  @Test
  void aUserWhoseLinksNodeIsLostAndWhoNeverReturnsIsOfflineInTheEnd() {
    int tried = 0;
    for (long seed = 1; seed <= 12; seed++) {
      try (Simulation sim = Simulation.of(seed).nodes(3).start()) {
        SimulatedUser u1 = sim.user("u1");
        SimulatedUser u2 = sim.user("u2");
        u1.login();
        u2.login();
        sim.advance(s(1));
        u2.client().subscribeStatus(List.of("u1"));
        sim.advance(s(1));
        int node = nodeOf(u1);
        boolean onlyItsLinkIsThere =
            nodeOf(u2) != node
                && sim.cluster().sessions().nodeOf("demo/u1") != node
                && sim.cluster().sessions().nodeOf("demo/u2") != node;
        if (onlyItsLinkIsThere) {
          tried++;
          sim.network().powerOff("u1");
          sim.network().stopNode(node);
          sim.advance(Duration.ofMinutes(2));
          List<String> told = sim.recorder().of("u2");
          assertEquals("32.000 status u1 offline", told.get(told.size() - 1), told::toString);
        }
      }
    }
    assertTrue(tried > 0, "in no world the node has nothing but the link");
  }

  private static int nodeOf(SimulatedUser user) {
    return user.cable().connections().get(0).node().number();
  }

  @Test
  void aRoomWhoseNodeIsKilledGoesOnElsewhereAndNobodyMissesAnything() {
    for (long seed = 1; seed <= 4; seed++) {
      try (Simulation sim = Simulation.of(seed).nodes(3).start()) {
        SimulatedUser u1 = sim.user("u1-" + seed);
        SimulatedUser u2 = sim.user("u2-" + seed);
        SimulatedUser u3 = sim.user("u3-" + seed);
        sim.meet("r", u1, u2, u3);
        sim.network().stopNode(sim.cluster().rooms().nodeOf("demo/r"), s(20));
        sim.at(s(60), () -> u2.publish("r", "two"));
        sim.advance(Duration.ofMinutes(3));
        for (SimulatedUser user : List.of(u1, u2, u3)) {
          List<String> told =
              sim.recorder().of(user.name()).stream().filter(line -> line.contains("two")).toList();
          assertEquals(
              List.of("60.000 r: message " + u2.name() + " two"),
              told,
              () -> user.name() + " in\n" + sim.recorder().log());
        }
      }
    }
  }

  @Test
  void aQuietLinkIsAttachedAgainWhenItsSessionWasLostWithItsNode() {
    for (long seed = 1; seed <= 4; seed++) {
      try (Simulation sim = Simulation.of(seed).nodes(3).start()) {
        SimulatedUser u1 = sim.user("u1");
        SimulatedUser u2 = sim.user("u2");
        sim.meet("r", u1, u2);
        sim.network().stopNode(sim.cluster().sessions().nodeOf("demo/u1"), s(20));
        sim.advance(Duration.ofMinutes(5));
        assertEquals(
            "connected:r",
            sim.cluster().sessions().living().contains("demo/u1")
                ? u1.client().state().wireName() + ":" + u1.client().room("r").id()
                : "no session",
            sim.recorder().log());
        assertFalse(sim.recorder().log().contains("member-left"), sim.recorder().log());
        u2.sendMessage("u1", "are you there?");
        sim.advance(s(5));
        String last = sim.recorder().all().get(sim.recorder().all().size() - 1).what();
        assertEquals("peer-message u2 are you there?", last, sim.recorder().log());
      }
    }
  }

  @Test
  void aRecorderFailsOnWhatWasNotAskedFor() {
    try (Simulation sim = Simulation.of(1).start()) {
      sim.user("u1").login();
      sim.advance(s(1));
      assertThrows(AssertionError.class, () -> sim.recorder().expectNothingElse());
      assertThrows(AssertionError.class, () -> sim.recorder().expect("u1"));
      sim.recorder().expectNothingElse();
    }
  }
}
