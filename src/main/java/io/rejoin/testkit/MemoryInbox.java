package io.rejoin.testkit;

import io.rejoin.store.InboxSettings;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Line;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.Inboxes.Stored;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One user's inbox. Times are in milliseconds since 1970. */
final class MemoryInbox {
  private final TreeMap<Long, MemoryLetter> letters;
  private final TreeMap<String, MemoryLine> lines;
  private long lastPlace;

  MemoryInbox() {
    this(new TreeMap<>(), new TreeMap<>(), 0);
  }

  private MemoryInbox(
      TreeMap<Long, MemoryLetter> letters, TreeMap<String, MemoryLine> lines, long lastPlace) {
    this.letters = letters;
    this.lines = lines;
    this.lastPlace = lastPlace;
  }

  MemoryInbox copy() {
    return new MemoryInbox(new TreeMap<>(letters), new TreeMap<>(lines), lastPlace);
  }

  boolean hadLetters() {
    return lastPlace > 0;
  }

  long lastPlace() {
    return lastPlace;
  }

  /** The letters that were taken later than that, by their places. */
  List<Stored> letters(long expired) {
    return letters.entrySet().stream()
        .filter(at -> !at.getValue().isUpTo(expired))
        .map(at -> new Stored(at.getKey(), at.getValue().letter()))
        .toList();
  }

  /** The lines with a letter that was taken later than that, by their senders. */
  List<Line> lines(long expired) {
    return lines.entrySet().stream()
        .filter(of -> of.getValue().at() > expired)
        .map(of -> new Line(of.getKey(), of.getValue().epoch(), of.getValue().lastNumber()))
        .toList();
  }

  /** The line of a sender; null if there is none. */
  MemoryLine line(String from) {
    return lines.get(from);
  }

  List<Put> put(List<MemoryLetter> more, long expired, InboxSettings settings) {
    MemoryIntake intake = new MemoryIntake(this, expired, settings);
    return more.stream().map(intake::take).toList();
  }

  /** Keeps a letter; its place. */
  long keep(MemoryLetter more) {
    Letter letter = more.letter();
    lastPlace++;
    letters.put(lastPlace, more);
    lines.put(letter.from(), MemoryLine.after(lines.get(letter.from()), letter));
    return lastPlace;
  }

  Map<Long, MemoryLetter> all() {
    return letters;
  }

  void remove(List<Long> places) {
    places.forEach(letters::remove);
  }

  /**
   * Forgets the letters and the lines up to an age; how many letters these were.
   *
   * @param upTo when the youngest of them were taken
   */
  int forget(long upTo) {
    int before = letters.size();
    letters.values().removeIf(letter -> letter.isUpTo(upTo));
    lines.values().removeIf(line -> line.at() <= upTo);
    return before - letters.size();
  }
}
