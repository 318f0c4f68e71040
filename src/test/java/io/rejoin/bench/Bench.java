package io.rejoin.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures Rejoin and, in the same run, what it is compared with, and prints tables. Uses 127.0.0.1
 * only; takes about seven minutes and ends whatever it started.
 */
final class Bench {
  private static final List<String> ALL = List.of("rooms", "floods", "peers", "logins");

  private Bench() {}

  /**
   * Runs the parts that the arguments name, of {@code rooms}, {@code floods}, {@code peers} and
   * {@code logins}; all without any. Fails if a load does.
   */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("rejoin-bench");
    for (String part : args.length == 0 ? ALL : List.of(args)) {
      switch (part) {
        case "rooms" -> RoomBench.run(work);
        case "floods" -> RoomBench.floods(work);
        case "peers" -> PeerBench.run(work);
        case "logins" -> LoginBench.run(work);
        default -> throw new IllegalArgumentException(part + " is none of " + ALL);
      }
    }
    System.out.println("\nThe servers' logs: " + work);
  }
}
