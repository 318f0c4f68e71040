package io.rejoin.simulator;

import com.typesafe.config.ConfigFactory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells the stories of some seeds, for another process to compare. */
final class OneStory {
  private OneStory() {}

  /** Prints what clients are told in the stories of these seeds. */
  public static void main(String[] seeds) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String seed : seeds) {
      out.print(log(Long.parseLong(seed)));
    }
  }

  static String log(long seed) {
    return new Simulator(SimulatorSettings.from(ConfigFactory.defaultReference().resolve()))
        .run(seed)
        .log();
  }
}
