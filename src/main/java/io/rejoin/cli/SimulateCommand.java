package io.rejoin.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.rejoin.simulator.Report;
import io.rejoin.simulator.SimulatorSettings;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code simulate}: lets random worlds happen in virtual time and checks what clients are told in
 * them. Prints the result to the standard output; of a world in which something is wrong, the
 * shortest story that was found.
 */
public final class SimulateCommand {
  static final String USAGE =
      """
      simulate [--seed N] [--seeds COUNT] [--minutes M] [--users U] [--nodes K] [--threads T]
        --seed    the first world's (1); the same seed is the same world
        --seeds   how many worlds (rejoin.simulator.seeds)
        --minutes how long things happen in each, in virtual time (rejoin.simulator.length)
        --users   in each (rejoin.simulator.users)
        --nodes   of each world's server (rejoin.simulator.nodes); several are lost and come back
        --threads that make worlds at the same time (rejoin.simulator.threads)""";

  private static final String SECTION = "rejoin.simulator.";
  private static final String SEED = "--seed";
  private static final Map<String, String> KEYS =
      Map.of(
          "--seeds", "seeds",
          "--minutes", "length",
          "--users", "users",
          "--nodes", "nodes",
          "--threads", "threads");

  private SimulateCommand() {}

  /** Runs the command: 0 if all was as it must be, 1 if not, 2 for wrong arguments. */
  public static int run(String[] args, Config config, PrintStream out, PrintStream err) {
    try {
      Map<String, Object> given = new HashMap<>();
      long seed = read(args, given);
      Config complete = ConfigFactory.parseMap(given).withFallback(config);
      return new Report(SimulatorSettings.from(complete), out).print(seed);
    } catch (IllegalArgumentException | ConfigException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    }
  }

  private static long read(String[] args, Map<String, Object> given) {
    long seed = 1;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      long number = number(args[i], args[i + 1]);
      if (args[i].equals(SEED)) {
        seed = number;
      } else if (KEYS.containsKey(args[i])) {
        given.put(SECTION + KEYS.get(args[i]), value(args[i], atLeastOne(args[i], number)));
      } else {
        throw new IllegalArgumentException("unknown argument: " + args[i]);
      }
    }
    return seed;
  }

  private static Object value(String option, long number) {
    return switch (option) {
      case "--minutes" -> number + "m";
      case "--nodes" -> List.of(number);
      default -> number;
    };
  }

  private static long number(String option, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " is " + value + "; it is to be a number", e);
    }
  }

  private static long atLeastOne(String option, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(option + " is " + number + "; at least 1");
    }
    return number;
  }
}
