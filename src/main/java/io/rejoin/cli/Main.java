package io.rejoin.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.rejoin.profile.ProfileRefusedException;
import io.rejoin.server.MachineClocks;
import io.rejoin.server.RejoinServer;
import io.rejoin.server.ServerSettings;
import io.rejoin.server.StartRefusedException;
import java.util.Arrays;

/**
 * The command line: {@code serve} (also without a word), {@code token}, {@code timeline}, {@code
 * simulate}, {@code --version}.
 */
public final class Main {
  private static final String USAGE =
      "usage: serve | token --user USER … | timeline … | simulate … | --version";

  private Main() {}

  public static void main(String[] args) {
    int exit = run(args);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /** Runs a command: 0 if it was done, or if a server was started, which then goes on. */
  private static int run(String[] args) {
    String command = args.length == 0 ? "serve" : args[0];
    Config application = ConfigFactory.defaultApplication();
    switch (command) {
      case "serve":
        return serve(application);
      case "token":
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        Config config = ServerSettings.complete(application);
        return TokenCommand.run(rest, config, MachineClocks.wall(), System.out, System.err);
      case "timeline":
        return TimelineCommand.run(
            Arrays.copyOfRange(args, 1, args.length), System.out, System.err);
      case "simulate":
        String[] wishes = Arrays.copyOfRange(args, 1, args.length);
        Config settings = ServerSettings.complete(application);
        return SimulateCommand.run(wishes, settings, System.out, System.err);
      case "--version":
        System.out.println("rejoin " + Main.class.getPackage().getImplementationVersion());
        return 0;
      default:
        System.err.println(USAGE);
        return 2;
    }
  }

  private static int serve(Config application) {
    try {
      RejoinServer server = RejoinServer.start(application);
      System.out.println("Rejoin listens: " + server.url());
      return 0;
    } catch (StartRefusedException | ProfileRefusedException | ConfigException e) {
      System.err.println("Rejoin does not start: " + e.getMessage());
      return 1;
    }
  }
}
