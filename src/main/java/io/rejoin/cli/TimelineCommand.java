package io.rejoin.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.rejoin.timeline.Act;
import io.rejoin.timeline.DropStory;
import io.rejoin.timeline.Story;
import io.rejoin.timeline.StoryReader;
import io.rejoin.timeline.StoryRun;
import io.rejoin.timeline.Timeline;
import io.rejoin.timeline.TimelineDiff;
import io.rejoin.timeline.TimelineJson;
import io.rejoin.timeline.TimelineSettings;
import io.rejoin.timeline.TimelineSvg;
import io.rejoin.timeline.TimelineText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code timeline}: runs a story of a drop in virtual time, and prints what each client and the
 * server saw. Exit code 0 if it was told, 1 if {@code --diff} found a difference or a moment is not
 * when its document wants it, 2 for mistakes in the arguments or the story, told on the standard
 * error.
 */
public final class TimelineCommand {
  static final String USAGE =
      """
      timeline [--profile NAME] [--platform NAME] [--drop TIME [--heal TIME]] [--seed N]
               [--svg FILE] [--json] [--diff FILE]
      timeline --kill TIME | --power-off TIME [--restart TIME] …
      timeline --story FILE …
        --profile   by which server and clients live (rejoin)
        --platform  what kind of clients they are (rejoin.timeline.drop.platform)
        --drop      when u1's network is cut, counted from its login (rejoin.timeline.drop.at)
        --heal      when it is back (never)
        --kill      when u1's process is killed instead; its system closes its socket
        --power-off when u1's machine is switched off instead; nobody closes anything
        --restart   when u1 is started again (never)
        --story     a story of several users, as src/docs/timelines/README.md describes
        --seed      of all that is drawn (1; a story's own)
        --svg       draws it into a file
        --json      prints it for machines
        --diff      prints what differs from an earlier run with --json; exit code 1 if anything does""";

  private static final Set<String> VALUES =
      Set.of(
          "--profile",
          "--platform",
          "--drop",
          "--heal",
          "--kill",
          "--power-off",
          "--restart",
          "--story",
          "--seed",
          "--svg",
          "--diff");
  private static final Set<String> OF_A_DROP =
      Set.of("--profile", "--platform", "--drop", "--heal", "--kill", "--power-off", "--restart");
  private static final Map<String, Act.Kind> HOW =
      Map.of("--drop", Act.Kind.CUT, "--kill", Act.Kind.KILL, "--power-off", Act.Kind.POWER_OFF);

  private final TimelineSettings settings = TimelineSettings.defaults();
  private final Map<String, String> values = new HashMap<>();
  private final PrintStream out;

  private TimelineCommand(PrintStream out) {
    this.out = out;
  }

  /** Runs the command on the calling thread. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      TimelineCommand command = new TimelineCommand(out);
      command.read(args);
      return command.show(StoryRun.of(command.story(), command.settings));
    } catch (IllegalArgumentException | ConfigException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (IOException e) {
      err.println("the file cannot be written: " + e.getMessage());
      return 2;
    }
  }

  private void read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--json")) {
        values.put(args[i], "");
      } else if (!VALUES.contains(args[i])) {
        throw new IllegalArgumentException("unknown argument: " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      } else {
        values.put(args[i], args[++i]);
      }
    }
  }

  private Story story() {
    if (!values.containsKey("--story")) {
      return drop().with(settings.drop());
    }
    OF_A_DROP.stream()
        .filter(values::containsKey)
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(option + " does not go with --story");
            });
    Story story = new StoryReader().read(Path.of(values.get("--story")));
    return values.containsKey("--seed") ? story.seed(seed()) : story;
  }

  private DropStory drop() {
    List<String> how = HOW.keySet().stream().filter(values::containsKey).sorted().toList();
    if (how.size() > 1) {
      throw new IllegalArgumentException(how.get(0) + " does not go with " + how.get(1));
    }
    String option = how.isEmpty() ? "--drop" : how.get(0);
    String other = option.equals("--drop") ? "--restart" : "--heal";
    String back = option.equals("--drop") ? "--heal" : "--restart";
    if (values.containsKey(other)) {
      throw new IllegalArgumentException(other + " does not go with " + option);
    }
    Duration at = how.isEmpty() ? settings.drop().at() : time(option);
    Duration again = values.containsKey(back) ? time(back) : null;
    if (again != null && again.compareTo(at) <= 0) {
      throw new IllegalArgumentException(
          "%s is %d ms; later than %s, which is %d ms"
              .formatted(back, again.toMillis(), option, at.toMillis()));
    }
    return new DropStory(
        values.getOrDefault("--profile", settings.drop().profile()),
        values.getOrDefault("--platform", settings.drop().platform()),
        HOW.get(option),
        at,
        again,
        values.containsKey("--seed") ? seed() : settings.drop().seed());
  }

  private Duration time(String option) {
    Duration time = ConfigFactory.parseMap(Map.of("time", values.get(option))).getDuration("time");
    if (time.isNegative()) {
      throw new IllegalArgumentException(option + " is negative: " + values.get(option));
    }
    return time;
  }

  private long seed() {
    try {
      return Long.parseLong(values.get("--seed"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seed is no number: " + values.get("--seed"), e);
    }
  }

  private int show(Timeline timeline) throws IOException {
    // What there is to compare with is read first: it may be the file that is written.
    Timeline earlier =
        values.containsKey("--diff") ? TimelineJson.read(Path.of(values.get("--diff"))) : null;
    if (values.containsKey("--svg")) {
      Files.writeString(Path.of(values.get("--svg")), TimelineSvg.of(timeline));
    }
    if (earlier != null) {
      List<String> differences = TimelineDiff.of(earlier, timeline);
      differences.forEach(out::println);
      return differences.isEmpty() ? 0 : 1;
    }
    out.print(
        values.containsKey("--json")
            ? TimelineJson.of(timeline)
            : TimelineText.of(timeline, settings.column()));
    return timeline.isAsWanted() ? 0 : 1;
  }
}
