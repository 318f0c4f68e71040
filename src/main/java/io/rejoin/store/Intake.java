package io.rejoin.store;

import io.rejoin.store.InboxWrite.Encoded;
import io.rejoin.store.Inboxes.Letter;
import io.rejoin.store.Inboxes.Put;
import io.rejoin.store.LetterRows.LetterName;
import io.rejoin.store.LetterRows.LetterRow;
import io.rejoin.store.LetterRows.Place;
import io.rejoin.store.LineRows.LineRow;
import io.rejoin.store.LineRows.Sender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides, letter by letter, what one inbox takes. Touches no database. */
final class Intake {

  private record Login(String from, long epoch) {}

  private final InboxSettings settings;
  private final Map<Sender, LineRow> lines;
  private final Map<LetterName, Long> places;
  private final Map<Sender, LineRow> moved = new HashMap<>();
  private final Set<Login> refused = new HashSet<>();
  private final List<LetterRow> taken = new ArrayList<>();
  private InboxRow row;

  /**
   * @param row with exact counts if its bounds do not hold all that may be taken
   * @param lines of the batch's senders
   * @param places where the batch's repeated letters are; what is kept is added
   */
  Intake(
      InboxRow row,
      Map<Sender, LineRow> lines,
      Map<LetterName, Long> places,
      InboxSettings settings) {
    this.row = row;
    this.lines = lines;
    this.places = places;
    this.settings = settings;
  }

  List<Put> take(List<Encoded> letters) {
    return letters.stream().map(this::take).toList();
  }

  private Put take(Encoded encoded) {
    var letter = encoded.letter();
    var sender = new Sender(row.key(), letter.from());
    var line = moved.getOrDefault(sender, lines.get(sender));
    if (line != null && letter.epoch() < line.epoch()) {
      return new Put.Superseded(line.epoch());
    }
    if (isRepeat(letter, line)) {
      return new Put.Kept(places.getOrDefault(name(row.key(), letter), 0L));
    }
    var login = new Login(letter.from(), letter.epoch());
    if (refused.contains(login) || !hasRoom(encoded.payload().length)) {
      refused.add(login);
      return new Put.Full(row.letters(), row.bytes());
    }
    return keep(encoded, line);
  }

  private boolean hasRoom(int more) {
    return row.letters() < settings.letters() && row.bytes() + more <= settings.bytes();
  }

  private Put keep(Encoded encoded, LineRow before) {
    var letter = encoded.letter();
    row = row.with(encoded.payload().length);
    taken.add(new LetterRow(new Place(row.key(), row.lastPlace()), encoded));
    var sender = new Sender(row.key(), letter.from());
    long at = before == null ? letter.at() : Math.max(before.at(), letter.at());
    var line = new LineRow(sender, letter.epoch(), letter.number(), at);
    moved.put(sender, line);
    places.put(name(row.key(), letter), row.lastPlace());
    return new Put.Kept(row.lastPlace());
  }

  /** The row after what was taken. */
  InboxRow row() {
    return row;
  }

  List<LetterRow> taken() {
    return taken;
  }

  Collection<LineRow> movedLines() {
    return moved.values();
  }

  static boolean isRepeat(Letter letter, LineRow line) {
    return line != null && letter.epoch() == line.epoch() && letter.number() <= line.lastNumber();
  }

  static LetterName name(AccountKey key, Letter letter) {
    return new LetterName(new Sender(key, letter.from()), letter.epoch(), letter.number());
  }
}
