package io.rejoin.timeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.rejoin.timeline.Story.MarkWish;
import io.rejoin.timeline.Story.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads stories written in HOCON (src/docs/timelines/README.md). What a story leaves out is as
 * {@code rejoin.timeline} of {@code reference.conf} says; it also lists all keys that there are.
 */
public final class StoryReader {
  private final Config defaults = ConfigFactory.defaultReference().getConfig("rejoin.timeline");

  /**
   * The story in that file.
   *
   * @throws IllegalArgumentException if there is no such file, or something in it is not understood
   */
  public Story read(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("there is no story " + file);
    }
    try {
      return read(
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve());
    } catch (ConfigException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The story that is written there. */
  public Story read(Config written) {
    Config story = checked(written, "story", "a story");
    Map<String, Person> people = new LinkedHashMap<>();
    story.getObject("users").keySet().forEach(name -> people.put(name, person(name, story)));
    List<String> order = story.getStringList("lanes");
    Map<String, Person> ordered = new LinkedHashMap<>();
    order.forEach(name -> ordered.put(name, known(name, people)));
    people.keySet().stream().sorted().forEach(name -> ordered.putIfAbsent(name, people.get(name)));
    List<Act> acts = new ArrayList<>();
    for (Config act : story.getConfigList("acts")) {
      acts.add(act(act, ordered));
    }
    acts.sort(Comparator.comparing(Act::at));
    if (acts.isEmpty()) {
      throw new IllegalArgumentException("a story without acts");
    }
    return new Story(
        story.getString("title"),
        story.getString("says"),
        story.getString("profile"),
        story.getLong("seed"),
        story.getInt("nodes"),
        story.getDuration("latency"),
        story.getDuration("jitter"),
        story.getDuration("until"),
        ordered,
        List.copyOf(acts),
        story.getConfigList("marks").stream().map(mark -> mark(mark, ordered)).toList());
  }

  private Person person(String name, Config story) {
    Config own = story.getConfig("users").getConfig("\"" + name + "\"");
    Config user = checked(own, "user", "user " + name);
    String profile = user.getString("profile");
    return new Person(
        name,
        profile.isEmpty() ? story.getString("profile") : profile,
        user.getString("platform"),
        user.getDuration("token-life"));
  }

  private Act act(Config written, Map<String, Person> people) {
    Config act = checked(written, "act", "an act");
    Act.Kind kind = Act.Kind.of(act.getString("do"));
    String user = act.getString("user");
    if (!kind.isOfNode()) {
      known(user, people);
    }
    List<String> rooms = act.getStringList("rooms");
    return new Act(
        act.getDuration("at"),
        kind,
        user,
        rooms,
        act.getString("to"),
        act.getString("text"),
        act.getInt("node"),
        act.getDuration("life"));
  }

  private MarkWish mark(Config written, Map<String, Person> people) {
    Config mark = checked(written, "mark", "a mark");
    String lane = mark.getString("lane");
    if (!lane.equals(Timeline.SERVER)) {
      known(lane, people);
    }
    return new MarkWish(
        mark.getString("name"),
        lane,
        mark.getString("what"),
        mark.getString("since"),
        mark.getDuration("is"),
        mark.getString("says"));
  }

  private static Person known(String name, Map<String, Person> people) {
    Person person = people.get(name);
    if (person == null) {
      throw new IllegalArgumentException(
          "there is no user \"%s\"; there are: %s".formatted(name, people.keySet()));
    }
    return person;
  }

  /** What is written with the defaults of that kind behind it, which also has all its keys. */
  private Config checked(Config written, String kind, String what) {
    Config known = defaults.getConfig(kind);
    written.root().keySet().stream()
        .filter(key -> !known.root().containsKey(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "%s has no key \"%s\"; there are: %s"
                      .formatted(what, key, new TreeSet<>(known.root().keySet())));
            });
    return written.withFallback(known);
  }
}
