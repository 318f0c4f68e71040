package io.rejoin.timeline;

import io.rejoin.timeline.Story.MarkWish;
import io.rejoin.timeline.Timeline.Entry;
import io.rejoin.timeline.Timeline.Kind;
import io.rejoin.timeline.Timeline.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names moments T0, T1 and so on: those that a story wishes, or of its own accord. */
final class Marks {
  private static final long NOTHING_WANTED = -1;
  private static final long SAME_EXCHANGE_MS = 1000;
  private static final String HEARS_LAST = "hears its last byte";

  private final List<Entry> entries;
  private final List<Mark> marks = new ArrayList<>();
  private final Map<String, Long> times = new LinkedHashMap<>();

  private Marks(List<Entry> entries) {
    this.entries = entries;
  }

  static List<Mark> of(Story story, List<Entry> entries) {
    Marks marks = new Marks(entries);
    if (story.marks().isEmpty()) {
      marks.nameAll();
    } else {
      marks.fulfil(story.marks());
    }
    return List.copyOf(marks.marks);
  }

  private void fulfil(List<MarkWish> wishes) {
    long before = Long.MIN_VALUE;
    Set<String> names = new HashSet<>();
    for (MarkWish wish : wishes) {
      if (!wish.since().isEmpty() && !names.contains(wish.since())) {
        throw new IllegalArgumentException(
            "mark %s counts from %s, which is no mark before it"
                .formatted(wish.name(), wish.since()));
      }
      names.add(wish.name());
      int found = found(wish, before);
      if (found < 0) {
        marks.add(new Mark(wish.name(), found, "", 0, NOTHING_WANTED, wish.says()));
      } else {
        before = entries.get(found).at();
        add(wish.name(), found, wish.since(), wish.is().toMillis(), wish.says());
      }
    }
  }

  /** Where the moment is; negative if it does not come, or the one that it counts from does not. */
  private int found(MarkWish wish, long before) {
    long from = wish.since().isEmpty() ? before : times.getOrDefault(wish.since(), Long.MAX_VALUE);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.at() >= from
          && entry.lane().equals(wish.lane())
          && entry.what().contains(wish.what())) {
        return i;
      }
    }
    return -1;
  }

  /** A login begins, a last byte was heard and a client is connected: times count from there. */
  private void nameAll() {
    String since = "";
    boolean begun = false;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      begun = begun || entry.at() >= 0;
      if (begun && isWorthAName(entry)) {
        String name = "T" + marks.size();
        add(name, i, since, NOTHING_WANTED, "");
        since = since.isEmpty() || isAnAnchor(entry) ? name : since;
      }
    }
  }

  private boolean isWorthAName(Entry entry) {
    String what = entry.what();
    return switch (entry.kind()) {
      case ACT ->
          what.startsWith(Act.Kind.LOGIN.words()) || what.startsWith(Act.Kind.RESTART.words());
      case DONE -> what.startsWith("last byte of") && !hearsItToo(entry);
      case TOLD ->
          what.equals("lost")
              || what.equals(HEARS_LAST)
              || what.contains(": member-")
              || what.contains(": stream-")
              || what.startsWith("token-")
              || what.startsWith("state ") && !what.contains("> connecting:");
    };
  }

  /** A client that lives tells its silence from the answer to that byte, and is told the same. */
  private boolean hearsItToo(Entry lastByte) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.what().equals(HEARS_LAST)
                    && Math.abs(entry.at() - lastByte.at()) < SAME_EXCHANGE_MS);
  }

  private static boolean isAnAnchor(Entry entry) {
    return entry.kind() == Kind.DONE
        || entry.what().equals(HEARS_LAST)
        || entry.what().contains("> connected:");
  }

  private void add(String name, int entry, String since, long wanted, String says) {
    long at = entries.get(entry).at();
    times.put(name, at);
    long after = since.isEmpty() ? at : at - times.get(since);
    marks.add(new Mark(name, entry, since, after, wanted, says));
  }
}
