package io.rejoin.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.typesafe.config.ConfigFactory;
import io.rejoin.javascript.JavaScriptClient;
import io.rejoin.testkit.ClientKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random worlds in which some devices run {@code rejoin.js} and some the Java client, in the same
 * room, one user on one of each. All must be as in worlds of the Java client alone.
 */
class JavaScriptWorldsTest {
  private static final int SEEDS = 50;

  private static final SimulatorSettings SETTINGS =
      SimulatorSettings.from(ConfigFactory.defaultReference().resolve());

  /** The seed's own bits say which: of each 15 seeds each mixture with a JavaScript client once. */
  private static ClientKind kind(Story story, String device) {
    int place = Planner.devices(story.users()).indexOf(device);
    int mixtures = (1 << Planner.devices(story.users()).size()) - 1;
    boolean chosen = (1 + story.seed() % mixtures >> place & 1) == 1;
    return chosen ? JavaScriptClient.KIND : ClientKind.JAVA;
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void inWorldsOfBothKindsOfClientsAllIsAsItMustBe() {
    Simulator simulator = new Simulator(SETTINGS, JavaScriptWorldsTest::kind);
    List<String> wrong = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Outcome outcome = simulator.run(seed);
      for (Finding finding : outcome.findings()) {
        wrong.add("seed " + seed + ": " + finding);
      }
    }
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  void aSeedIsOneStoryAlsoWithJavaScriptClients() {
    Simulator mixed = new Simulator(SETTINGS, JavaScriptWorldsTest::kind);
    String once = mixed.run(3).log();
    assertEquals(once, mixed.run(3).log());
    assertNotEquals(once, mixed.run(4).log());
  }
}
