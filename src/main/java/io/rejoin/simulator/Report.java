package io.rejoin.simulator;

import java.io.PrintStream;
import java.util.stream.Collectors;

/** Tells the stories of seeds that follow each other, and prints what became of them. */
public final class Report {
  private final SimulatorSettings settings;
  private final PrintStream out;

  public Report(SimulatorSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Tells the stories of as many seeds as the settings say, from that on. Of the first that goes
   * wrong it prints what does, and the shortest story in which it still does.
   *
   * @return how many went wrong, 0 or 1
   */
  public int print(long firstSeed) {
    Simulator simulator = new Simulator(settings);
    Outcome bad = new Batch(simulator, settings.threads(), firstSeed, settings.seeds()).firstBad();
    if (bad != null) {
      bad(bad, new Shrinker(simulator, settings.tries()).shrink(bad));
      return 1;
    }
    out.printf(
        "%d seeds from %d on, %d users, %s nodes, %d minutes each: all is as it must be%n",
        settings.seeds(),
        firstSeed,
        settings.users(),
        settings.nodes().stream().map(String::valueOf).collect(Collectors.joining(" or ")),
        settings.length().toMinutes());
    return 0;
  }

  private void bad(Outcome outcome, Outcome shortest) {
    Story story = outcome.story();
    out.printf("seed %d: this does not hold:%n", story.seed());
    outcome.findings().forEach(finding -> out.println("  " + finding));
    out.printf(
        "the shortest story found in which it does not (%d of %d acts):%n",
        shortest.story().acts().size(), story.acts().size());
    shortest.story().acts().forEach(act -> out.println("  " + act));
    shortest.findings().forEach(finding -> out.println("  => " + finding));
    out.println("what clients were told in it:");
    out.print(shortest.log().indent(2));
  }
}
