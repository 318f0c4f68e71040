package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rejoin.client.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole server is restarted: all its nodes die at once and come back, with nothing but their
 * store kept, and clients come back to it at different speeds, all within their window. Whoever is
 * slow is told of as joined once it is back (R45), but nobody has left, and nobody is lost who is
 * connected (I1).
 */
class RestartStoriesTest {
  private static final int SEEDS = 200;
  private static final List<String> USERS = List.of("u1", "u2", "u3", "u4");
  private static final Duration DEATH = Duration.ofSeconds(20);
  private static final Duration SETTLED = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofMinutes(3);
  private static final int FASTEST_MS = 100;
  private static final int SLOWEST_MS = 25_000;
  private static final int LONGEST_DOWN_MS = 3_000;

  /** All die: there is nobody who would notice that later. */
  private static final Duration NOTICED_AFTER = Duration.ofMillis(10);

  /** What is wrong in one story: what was told, and what is known in the end. */
  private static final class Findings {
    private final Map<String, Long> connectedSince = new HashMap<>();
    private final Map<String, Integer> heard = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    void told(Told told) {
      String what = told.what();
      if (what.contains("> connected: ")) {
        connectedSince.put(told.to(), told.atMillis());
        require(what.endsWith("resumed") || what.endsWith("login-success"), told.toString());
      } else if (what.startsWith("state ")) {
        connectedSince.remove(told.to());
        require(!what.contains("> failed") && !what.contains("> aborted"), told.toString());
      } else if (what.startsWith("r: member-left")) {
        wrong.add(told.toString());
      } else if (what.startsWith("r: member-lost ")) {
        Long since = connectedSince.get(what.substring("r: member-lost ".length()));
        require(since == null, told + ", who is connected since " + since);
      } else if (what.startsWith("r: message ")) {
        heard.merge(told.to(), 1, Integer::sum);
      }
    }

    void require(boolean holds, String otherwise) {
      if (!holds) {
        wrong.add(otherwise);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nobodyIsToldThatSomebodyHasLeftOrThatSomebodyIsLostWhoIsConnected(int nodes) {
    List<String> wrong = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      String story = "seed " + seed + ", " + nodes + " nodes: ";
      wrongIn(seed, nodes).forEach(found -> wrong.add(story + found));
    }
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  private static List<String> wrongIn(long seed, int nodes) {
    try (Simulation sim = Simulation.of(seed).nodes(nodes).noticedAfter(NOTICED_AFTER).start()) {
      SimulatedUser[] users = USERS.stream().map(sim::user).toArray(SimulatedUser[]::new);
      sim.meet("r", users);
      restart(sim, nodes, new SplittableRandom(seed));
      sim.advanceTo(SETTLED);
      for (SimulatedUser user : users) {
        user.publish("r", "hello");
      }
      sim.advanceTo(END);
      Findings findings = new Findings();
      sim.recorder().all().forEach(findings::told);
      for (SimulatedUser user : users) {
        isAsBefore(user, findings);
      }
      return findings.wrong;
    }
  }

  /** Draws when the nodes and the store are back, and whose network is back when. */
  private static void restart(Simulation sim, int nodes, SplittableRandom random) {
    Duration back = DEATH.plusMillis(random.nextInt(FASTEST_MS, LONGEST_DOWN_MS));
    for (int node = 1; node <= nodes; node++) {
      sim.network().stopNode(node, DEATH);
      sim.network().startNode(node, back);
    }
    sim.at(back, sim.store()::outage);
    sim.at(back.plusMillis(random.nextInt(LONGEST_DOWN_MS)), sim.store()::recover);
    for (String user : USERS) {
      if (random.nextInt(USERS.size()) > 0) { // Else it finds the way back by itself.
        sim.network().cut(user, DEATH);
        sim.network().heal(user, DEATH.plusMillis(random.nextInt(FASTEST_MS, SLOWEST_MS)));
      }
    }
  }

  /** Knows all the others, and has heard each once. */
  private static void isAsBefore(SimulatedUser user, Findings findings) {
    Set<String> known = new HashSet<>();
    for (Member member : user.client().room("r").members()) {
      known.add(member.lost() ? member.user() + " lost" : member.user());
    }
    String who = user.name() + " ";
    findings.require(known.equals(Set.copyOf(USERS)), who + "knows " + known);
    int heard = findings.heard.getOrDefault(user.name(), 0);
    findings.require(heard == USERS.size(), who + "has heard " + heard + " messages");
  }
}
