package io.rejoin.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int SEEDS = 12;

  private static Outcome firstBad(int threads, String... keys) {
    SimulatorSettings settings =
        SimulatorSettings.from(
            ConfigFactory.parseString("length = 2m\n" + String.join("\n", keys))
                .atPath("rejoin.simulator")
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    return new Batch(new Simulator(settings), threads, 1, SEEDS).firstBad();
  }

  @Test
  void howManyTellMakesNoDifferenceToWhatIsFound() {
    String impatient = "settling = 1ms, slack = 1ms, failover = 1ms";
    Outcome alone = firstBad(1, impatient);
    Outcome together = firstBad(4, impatient);
    assertEquals(alone.story(), together.story());
    assertEquals(alone.findings(), together.findings());
    assertEquals(alone.log(), together.log());
  }

  @Test
  void whereAllIsGoodNothingIsFound() {
    assertNull(firstBad(3));
  }
}
