package io.rejoin.timeline;

import io.rejoin.profile.ClientHalf;
import io.rejoin.testkit.ServerRecorder.Change;
import io.rejoin.testkit.Simulation;
import io.rejoin.testkit.Told;
import io.rejoin.timeline.Timeline.Band;
import io.rejoin.timeline.Timeline.Entry;
import io.rejoin.timeline.Timeline.Kind;
import io.rejoin.timeline.Timeline.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the timeline of a story that was run: from acts, from what was told, and the server's. */
final class Telling {
  private static final Pattern STATE = Pattern.compile("state (\\S+) > (\\S+): (\\S+)");
  private static final Pattern AGE = Pattern.compile("last byte heard (\\d+) ms ago");
  private static final Pattern COUNT = Pattern.compile("\\S+: count \\d+");
  private static final Pattern OF_SILENCE =
      Pattern.compile("\\S+: (?:member-\\S+|stream-removed(?=.* timeout$)) (?<user>[^ /]+).*");
  private static final Set<String> SHOWN = Set.of("session", "room");

  private final Story story;
  private final long origin;
  private final Simulation simulation;
  private final List<Told> lastBytes;

  Telling(Story story, long origin, Simulation simulation, List<Told> lastBytes) {
    this.story = story;
    this.lastBytes = lastBytes;
    this.origin = origin;
    this.simulation = simulation;
  }

  Timeline timeline() {
    List<Entry> entries = new ArrayList<>();
    story.acts().forEach(act -> entries.add(of(act)));
    simulation.server().changes().forEach(change -> add(change, entries));
    entries.addAll(sent());
    lastBytes.stream().map(this::of).forEach(entries::add);
    simulation.recorder().all().stream()
        .filter(Telling::isShown)
        .map(this::of)
        .forEach(entries::add);
    entries.removeIf(entry -> entry.at() < 0 && entry.kind() != Kind.ACT);
    List<String> order = List.copyOf(story.people().keySet());
    entries.sort(
        Comparator.comparingLong(Entry::at)
            .thenComparing(Entry::kind)
            .thenComparing(entry -> order.indexOf(entry.lane())));
    return new Timeline(
        story.title(),
        story.says(),
        setting(),
        lanes(),
        List.copyOf(entries),
        bands(),
        Marks.of(story, entries));
  }

  private String setting() {
    String nodes = story.nodes() == 1 ? "" : story.nodes() + " nodes, ";
    String jitter = story.jitter().isZero() ? "" : " to " + millis(story, true);
    return "profile %s, %s%d ms%s from client to server, seed %d"
        .formatted(story.profile(), nodes, millis(story, false), jitter, story.seed());
  }

  private static long millis(Story story, boolean atMost) {
    return story.latency().toMillis() + (atMost ? story.jitter().toMillis() : 0);
  }

  private List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    story
        .people()
        .values()
        .forEach(
            person -> {
              boolean own = !person.profile().equals(story.profile());
              String about = person.platform() + (own ? ", " + person.profile() : "");
              lanes.add(new Lane(person.name(), about));
            });
    lanes.add(Math.min(1, lanes.size()), new Lane(Timeline.SERVER, ""));
    return List.copyOf(lanes);
  }

  private Entry of(Act act) {
    String lane = act.kind().isOfNode() ? Timeline.SERVER : act.user();
    return new Entry(act.at().toMillis(), lane, Kind.ACT, act.words(), "");
  }

  /** How many members a room has is told so often that it would hide the rest. */
  private static boolean isShown(Told told) {
    return !COUNT.matcher(told.what()).matches();
  }

  private Entry of(Told told) {
    return new Entry(
        told.atMillis() - origin,
        told.to(),
        Kind.TOLD,
        told.what(),
        vendor(told.to(), told.what()));
  }

  /** What the user's profile calls that; empty if it has no other words. */
  private String vendor(String user, String what) {
    ClientHalf client = StoryRun.profile(story.people().get(user).profile()).client();
    if (what.equals("lost")) {
      return other("lost", client.reasons().get("lost"));
    }
    Matcher state = STATE.matcher(what);
    if (!state.matches()) {
      return "";
    }
    String to = state.group(2);
    String reason = state.group(3);
    ClientHalf.Name vendorState = client.states().get(to);
    ClientHalf.Name vendorReason = client.reasons().get(reason);
    List<String> words = new ArrayList<>();
    words.add(vendorState == null ? "" : other(to, vendorState));
    words.add(vendorReason == null ? "" : other(reason, vendorReason));
    words.removeIf(String::isEmpty);
    return String.join(", ", words);
  }

  private static String other(String ours, ClientHalf.Name vendors) {
    String number = vendors.number().map(code -> "(" + code + ")").orElse("");
    return ours.equals(vendors.name()) ? "" : vendors.name() + number;
  }

  private void add(Change change, List<Entry> entries) {
    if (!SHOWN.contains(change.kind()) || isPrelude(change)) {
      return;
    }
    long at = change.atMillis() - origin;
    Matcher age = AGE.matcher(change.why());
    if (age.matches()) {
      long heard = at - Long.parseLong(age.group(1));
      entries.add(done(heard, "last byte of " + change.name() + " is heard"));
    }
    entries.add(
        done(
            at,
            "%s %s %s > %s: %s"
                .formatted(
                    change.kind(), change.name(), change.from(), change.to(), change.why())));
  }

  /** How an actor comes to be. */
  private static boolean isPrelude(Change change) {
    return change.from().equals("new")
        || change.to().equals("connecting")
        || change.from().equals("recovering") && change.to().equals("empty");
  }

  private static Entry done(long at, String what) {
    return new Entry(at, Timeline.SERVER, Kind.DONE, what, "");
  }

  /**
   * What was sent at the same time to several is one thing. What a client is sent of its own
   * silence it does not tell, and it stands here neither.
   */
  private List<Entry> sent() {
    Map<String, List<String>> to = new LinkedHashMap<>();
    Map<String, Long> at = new TreeMap<>();
    for (Told told : simulation.server().sent()) {
      if (isOfOwnSilence(told)) {
        continue;
      }
      String key = told.atMillis() + " " + told.what();
      to.computeIfAbsent(key, first -> new ArrayList<>()).add(told.to());
      at.put(key, told.atMillis());
    }
    List<Entry> entries = new ArrayList<>();
    to.forEach(
        (key, users) -> {
          String what = key.substring(key.indexOf(' ') + 1);
          String words = "tells " + String.join(", ", new TreeSet<>(users)) + " in " + what;
          entries.add(done(at.get(key) - origin, words));
        });
    return entries;
  }

  private static boolean isOfOwnSilence(Told told) {
    Matcher silence = OF_SILENCE.matcher(told.what());
    return silence.matches() && told.to().equals(silence.group("user"));
  }

  /** From a last byte until the session is heard again, or ends. */
  private List<Band> bands() {
    Map<String, Long> open = new LinkedHashMap<>();
    List<Band> bands = new ArrayList<>();
    for (Change change : simulation.server().changes()) {
      if (!change.kind().equals("session")) {
        continue;
      }
      long at = change.atMillis() - origin;
      Matcher age = AGE.matcher(change.why());
      if (age.matches()) {
        open.putIfAbsent(change.name(), at - Long.parseLong(age.group(1)));
      } else if (open.containsKey(change.name())) {
        bands.add(new Band(change.name(), open.remove(change.name()), at));
      }
    }
    return List.copyOf(bands);
  }
}
