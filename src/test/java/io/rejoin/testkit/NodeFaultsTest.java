package io.rejoin.testkit;

import static io.rejoin.testkit.SimulatedNetwork.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault of a node, and what the users on both sides of it are told; several seeds each. */
class NodeFaultsTest {
  private static final int SEEDS = 8;

  /** Something happens to a cluster in which three users have met in a room. */
  private interface Happening {
    void happens(Simulation sim, SimulatedUser u1, SimulatedUser u2, SimulatedUser u3);
  }

  private static void inClustersOf(int nodes, Happening happening) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (Simulation sim = Simulation.of(seed).nodes(nodes).start()) {
        SimulatedUser u1 = sim.user("u1");
        SimulatedUser u2 = sim.user("u2");
        SimulatedUser u3 = sim.user("u3");
        sim.meet("r", u1, u2, u3);
        try {
          happening.happens(sim, u1, u2, u3);
        } catch (AssertionError e) {
          throw new AssertionError(
              "seed " + seed + ": " + e.getMessage() + "\n" + sim.recorder().log(), e);
        }
      }
    }
  }

  private static int nodeOf(SimulatedUser user) {
    return user.cable().connections().get(0).node().number();
  }

  private static int nodeOfRoom(Simulation sim) {
    return sim.cluster().rooms().nodeOf("demo/r");
  }

  private static List<String> withoutStates(Simulation sim, String user) {
    return sim.recorder().of(user).stream()
        .filter(line -> !line.contains(" state "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  /** From now on all hear all, each once, and nobody hears of anybody's leaving. */
  private static void expectAllHearAll(Simulation sim, SimulatedUser... users) {
    sim.recorder().forget();
    List<String> said = new ArrayList<>();
    for (SimulatedUser user : users) {
      user.publish("r", "from " + user.name());
      sim.advance(Duration.ofSeconds(1));
      said.add("r: message " + user.name() + " from " + user.name());
    }
    for (SimulatedUser user : users) {
      assertEquals(said, withoutStates(sim, user.name()), user.name());
    }
    assertFalse(sim.recorder().log().contains("member-left"), "somebody has left");
  }

  @Test
  void aPartitionThatEndsBeforeItIsNoticedOnlyDelays() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOfRoom(sim);
          sim.network().partition(node, at("20s"));
          sim.at(at("21s"), () -> u1.publish("r", "one"));
          sim.at(at("21s"), () -> u2.publish("r", "two"));
          sim.network().join(node, at("23s"));
          sim.advanceTo(at("2m"));
          for (SimulatedUser user : List.of(u1, u2, u3)) {
            List<String> told = withoutStates(sim, user.name());
            assertEquals(2, told.size(), () -> user.name() + ": " + told);
            assertTrue(told.contains("r: message u1 one"), told::toString);
            assertTrue(told.contains("r: message u2 two"), told::toString);
          }
          assertEquals(List.of(1, 2, 3), sim.network().nodes());
        });
  }

  @Test
  void aNodeThatIsCutOffEndsAndItsUsersComeBackElsewhere() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOf(u1);
          sim.network().partition(node, at("20s"));
          sim.advanceTo(at("24900ms"));
          assertEquals(List.of(1, 2, 3), sim.network().nodes());
          assertEquals(node, nodeOf(u1), "its user still reaches it");
          sim.advanceTo(at("25100ms"));
          assertFalse(sim.network().nodes().contains(node), "it goes on");
          sim.advanceTo(at("1m"));
          assertTrue(nodeOf(u1) != node, "its user is nowhere else");
          expectAllHearAll(sim, u1, u2, u3);
        });
  }

  @Test
  void aRoomThatIsCutOffFromItsMembersGoesOnWithThem() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOfRoom(sim);
          sim.at(at("19s"), () -> u1.publish("r", "before"));
          sim.network().partition(node, at("20s"));
          SimulatedUser other =
              List.of(u1, u2, u3).stream()
                  .filter(user -> nodeOf(user) != node)
                  .findFirst()
                  .orElse(u1);
          sim.at(at("21s"), () -> other.publish("r", "meanwhile"));
          sim.advanceTo(at("2m"));
          assertTrue(nodeOfRoom(sim) != node, "it is where it was");
          for (SimulatedUser user : List.of(u1, u2, u3)) {
            List<String> told = withoutStates(sim, user.name());
            assertEquals(1, told.stream().filter(line -> line.contains("before")).count());
            assertEquals(1, told.stream().filter(line -> line.contains("meanwhile")).count());
          }
          expectAllHearAll(sim, u1, u2, u3);
        });
  }

  @Test
  void ofTwoHalvesThatOfTheFirstNodeGoesOn() {
    for (int apart = 1; apart <= 2; apart++) {
      int node = apart;
      inClustersOf(
          2,
          (sim, u1, u2, u3) -> {
            sim.network().partition(node, at("20s"));
            sim.advanceTo(at("1m"));
            assertEquals(List.of(1), sim.network().nodes());
            expectAllHearAll(sim, u1, u2, u3);
          });
    }
  }

  @Test
  void aNodeThatStandsStillForAMomentOnlyDelays() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOf(u1);
          sim.network().freeze(node, at("20s"));
          sim.at(at("21s"), () -> u1.publish("r", "hello"));
          sim.network().thaw(node, at("22s"));
          sim.advanceTo(at("21900ms"));
          assertEquals(List.of(), sim.recorder().of("u1"), "it stands still");
          sim.advanceTo(at("2m"));
          for (SimulatedUser user : List.of(u1, u2, u3)) {
            assertEquals(List.of("r: message u1 hello"), withoutStates(sim, user.name()));
          }
          assertEquals(List.of(1, 2, 3), sim.network().nodes());
        });
  }

  @Test
  void aRoomOfANodeThatStandsStillSaysNothing() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOfRoom(sim);
          sim.network().freeze(node, at("20s"));
          sim.at(at("21s"), () -> u1.publish("r", "hello"));
          sim.network().thaw(node, at("22s"));
          sim.advanceTo(at("21900ms"));
          for (SimulatedUser user : List.of(u1, u2, u3)) {
            assertEquals(List.of(), sim.recorder().of(user.name()), "it stands still");
          }
          sim.advanceTo(at("2m"));
          for (SimulatedUser user : List.of(u1, u2, u3)) {
            assertEquals(List.of("r: message u1 hello"), withoutStates(sim, user.name()));
          }
        });
  }

  @Test
  void aNodeThatStandsStillIsRemovedAndEndsWhenItLearnsThat() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          int node = nodeOf(u1);
          sim.network().freeze(node, at("20s"));
          sim.advanceTo(at("24900ms"));
          assertTrue(sim.network().nodes().contains(node), "it is removed too early");
          sim.advanceTo(at("40s"));
          assertFalse(sim.network().nodes().contains(node), "it is not removed");
          assertTrue(nodeOf(u1) != node, "its user waits for it");
          expectAllHearAll(sim, u1, u2, u3);
          sim.network().thaw(node, at("50s"));
          sim.advanceTo(at("52s"));
          expectAllHearAll(sim, u1, u2, u3);
          sim.advanceTo(at("1m"));
          sim.network().startNode(node);
          assertEquals(List.of(1, 2, 3), sim.network().nodes());
          expectAllHearAll(sim, u1, u2, u3);
        });
  }

  @Test
  void aNodeWhoseMachineIsSwitchedOffIsMissedByItsClientsThemselves() {
    inClustersOf(
        3,
        (sim, u1, u2, u3) -> {
          sim.network().powerOffNode(nodeOf(u1), at("20s"));
          sim.advanceTo(at("22900ms"));
          assertEquals(List.of(), sim.recorder().of("u1"), "somebody tells it");
          sim.advanceTo(at("1m"));
          List<String> told = sim.recorder().of("u1");
          assertTrue(told.get(0).endsWith("connected > reconnecting: interrupted"), told::toString);
          expectAllHearAll(sim, u1, u2, u3);
        });
  }

  @Test
  void aNodeThatIsStoppedAndStartedAgainServesAsBefore() {
    inClustersOf(
        2,
        (sim, u1, u2, u3) -> {
          for (int node = 1; node <= 2; node++) {
            sim.network().stopNode(node);
            sim.advance(Duration.ofSeconds(20));
            sim.network().startNode(node);
            sim.advance(Duration.ofSeconds(20));
            expectAllHearAll(sim, u1, u2, u3);
          }
        });
  }
}
