package io.rejoin.timeline;

import io.rejoin.timeline.Act.Kind;
import io.rejoin.timeline.Story.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The story that needs no file: u1 and u2 are in a room, something happens to u1, and u2 says
 * something now and then while u1 is away.
 *
 * @param how {@code CUT}, {@code KILL} or {@code POWER_OFF}
 * @param back when u1's network is back, or u1 is started again; null for never
 */
public record DropStory(
    String profile, String platform, Kind how, Duration drop, Duration back, long seed) {
  private static final String AWAY = "u1";
  private static final String OTHER = "u2";
  private static final List<String> ROOM = List.of("r");

  /** As a story. */
  public Story with(TimelineSettings.Drop settings) {
    List<Act> acts = new ArrayList<>();
    acts.add(act(settings.earlier().negated(), Kind.LOGIN, OTHER, ""));
    acts.add(act(Duration.ZERO, Kind.LOGIN, AWAY, ""));
    acts.add(act(drop, how, AWAY, ""));
    for (int i = 1; i <= settings.sayings(); i++) {
      Duration at = drop.plus(settings.sayEvery().multipliedBy(i));
      if (back == null || at.compareTo(back) < 0) {
        acts.add(act(at, Kind.SAY, OTHER, "hello " + i));
      }
    }
    if (back != null) {
      acts.add(act(back, how == Kind.CUT ? Kind.HEAL : Kind.RESTART, AWAY, ""));
    }
    acts.sort(Comparator.comparing(Act::at));
    Map<String, Person> people = new LinkedHashMap<>();
    people.put(AWAY, new Person(AWAY, profile, platform, Duration.ZERO));
    people.put(OTHER, new Person(OTHER, profile, platform, Duration.ZERO));
    return new Story(
        title(),
        "",
        profile,
        seed,
        1,
        settings.latency(),
        Duration.ZERO,
        Duration.ZERO,
        people,
        List.copyOf(acts),
        List.of());
  }

  private String title() {
    String what = AWAY + "'s " + how.words() + " at " + Timeline.length(drop.toMillis());
    if (back == null) {
      return what + " for good";
    }
    String again = how == Kind.CUT ? " and back at " : " and started again at ";
    return what + again + Timeline.length(back.toMillis());
  }

  private static Act act(Duration at, Kind kind, String user, String text) {
    return new Act(at, kind, user, ROOM, "", text, 0, Duration.ZERO);
  }
}
