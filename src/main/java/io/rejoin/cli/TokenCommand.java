package io.rejoin.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.rejoin.auth.App;
import io.rejoin.auth.AppKey;
import io.rejoin.auth.Apps;
import io.rejoin.auth.AuthSettings;
import io.rejoin.auth.RoomPermission;
import io.rejoin.auth.RoomPermission.Action;
import io.rejoin.auth.TokenMinter;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code token}: makes a token for development and prints it, alone on a line, to the standard
 * output. Mistakes are told on the standard error, with exit code 2.
 */
public final class TokenCommand {
  static final String USAGE =
      """
      token --user USER [--app APP] [--ttl DURATION] [--room PATTERN]... [--can join,publish]
            [--no-peer] [--kick] [--kid KID]
        --user    the user that logs in with it
        --app     the app (rejoin.cli.token.app)
        --ttl     its life, such as 90s or 1h (rejoin.cli.token.life); at most rejoin.auth.max-life
        --room    a room it is for, * stands for anything; may be repeated (all rooms)
        --can     what is permitted in those rooms (join,publish)
        --no-peer messages to other users are not permitted
        --kick    ending other users' logins and stays in rooms is permitted
        --kid     the key that signs it (the app's first that can)""";

  private static final String DEFAULTS = "rejoin.cli.token.";

  private final Map<String, String> values = new HashMap<>();
  private final List<String> rooms = new ArrayList<>();

  private TokenCommand() {}

  /** Runs the command: 0 if a token was printed, 2 if something is wrong with the arguments. */
  public static int run(
      String[] args, Config config, InstantSource clock, PrintStream out, PrintStream err) {
    try {
      var command = new TokenCommand();
      command.read(args);
      out.println(command.mint(config, clock));
      return 0;
    } catch (IllegalArgumentException | ConfigException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    }
  }

  private void read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--no-peer", "--kick" -> values.put(args[i], "");
        case "--room" -> rooms.add(valueOf(args, i++));
        case "--user", "--app", "--ttl", "--can", "--kid" ->
            values.put(args[i], valueOf(args, i++));
        default -> throw new IllegalArgumentException("unknown argument: " + args[i]);
      }
    }
  }

  private static String valueOf(String[] args, int option) {
    if (option + 1 >= args.length) {
      throw new IllegalArgumentException(args[option] + " needs a value");
    }
    return args[option + 1];
  }

  private String mint(Config config, InstantSource clock) {
    var user = values.get("--user");
    if (user == null || user.isEmpty()) {
      throw new IllegalArgumentException("--user is missing");
    }
    var app = app(values.getOrDefault("--app", config.getString(DEFAULTS + "app")), config);
    var life =
        life(
            values.getOrDefault("--ttl", config.getString(DEFAULTS + "life")),
            AuthSettings.from(config).maxLife());
    var wish =
        new TokenMinter.Wish(
            user,
            life,
            permissions(),
            !values.containsKey("--no-peer"),
            values.containsKey("--kick"));
    var minter = new TokenMinter(clock);
    var kid = values.get("--kid");
    return kid == null ? minter.mint(app, wish) : minter.mint(app, key(app, kid), wish);
  }

  private static App app(String id, Config config) {
    var apps = Apps.from(config);
    return apps.find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no app %s; there are: %s"
                        .formatted(id, apps.all().stream().map(App::id).toList())));
  }

  private static AppKey key(App app, String kid) {
    return app.key(kid)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "app %s has no key %s; it has %s".formatted(app.id(), kid, app.keys())));
  }

  private static Duration life(String text, Duration max) {
    var life = ConfigFactory.parseMap(Map.of("--ttl", text)).getDuration("\"--ttl\"");
    if (life.toSeconds() < 1 || life.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "--ttl is %,d s; at least 1 s, at most %,d s"
              .formatted(life.toSeconds(), max.toSeconds()));
    }
    return life;
  }

  private List<RoomPermission> permissions() {
    if (rooms.isEmpty() && !values.containsKey("--can")) {
      return null;
    }
    var can = actions(values.getOrDefault("--can", "join,publish"));
    var patterns = rooms.isEmpty() ? List.of("*") : rooms;
    return patterns.stream().map(pattern -> new RoomPermission(pattern, can)).toList();
  }

  private static Set<Action> actions(String words) {
    var actions = EnumSet.noneOf(Action.class);
    for (var word : words.split(",")) {
      switch (word.strip()) {
        case "join" -> actions.add(Action.JOIN);
        case "publish" -> actions.add(Action.PUBLISH);
        default ->
            throw new IllegalArgumentException(
                "--can says \"%s\"; known are join and publish".formatted(word));
      }
    }
    return actions;
  }
}
