package io.rejoin.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures Rejoin and, in the same run, what it is compared with, and prints tables. Uses 127.0.0.1
 * only; takes less than ten minutes and ends whatever it started.
 */
final class Bench {
  private static final List<String> ALL =
      List.of("rooms", "idle", "logins", "postgres", "peers", "floods", "clients");
  private static final List<String> BARS = ALL.subList(0, 3);
  private static final Path JSON = Path.of("target/bench.json");

  private Bench() {}

  /**
   * Runs the parts that the arguments name, of {@code rooms}, {@code idle}, {@code logins}, {@code
   * postgres}, {@code peers}, {@code floods} and {@code clients}; without any the first three,
   * which have something to reach. All figures are written to {@code target/bench.json} as well.
   * Fails if a load does.
   */
  public static void main(String[] args) throws Exception {
    Run run = new Run(Files.createTempDirectory("rejoin-bench"), new Results());
    try {
      for (String part : args.length == 0 ? BARS : List.of(args)) {
        measure(part, run);
      }
    } finally { // what was measured before a part failed is not lost
      System.out.println(Bars.table(run.results()));
      run.results().write(JSON);
      System.out.println("\nFor programs: " + JSON + "; the servers' logs: " + run.work());
    }
  }

  private static void measure(String part, Run run) throws Exception {
    switch (part) {
      case "rooms" -> RoomBench.run(run);
      case "idle" -> IdleBench.run(run);
      case "logins" -> LoginBench.run(run);
      case "postgres" -> LoginBench.withPostgres(run);
      case "peers" -> PeerBench.run(run);
      case "floods" -> RoomBench.floods(run);
      case "clients" -> ClientBench.run(run);
      default -> throw new IllegalArgumentException(part + " is none of " + ALL);
    }
  }
}
