package io.rejoin.store;

import io.rejoin.store.InboxAnswer.PutAnswer;
import io.rejoin.store.InboxWrite.Put;
import io.rejoin.store.LetterRows.LetterName;
import io.rejoin.store.LetterRows.LetterRow;
import io.rejoin.store.LineRows.LineRow;
import io.rejoin.store.LineRows.Sender;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Keeps the letters of a batch of puts, within its transaction. */
final class Puts {
  private final Connection connection;
  private final InboxSettings settings;
  private final long expired;

  Puts(Connection connection, InboxSettings settings, long expired) {
    this.connection = connection;
    this.settings = settings;
    this.expired = expired;
  }

  /**
   * @param rows locked, with one for each put
   * @param puts by the sessions that these accounts have now
   */
  Map<AccountKey, PutAnswer> write(Map<AccountKey, InboxRow> rows, List<Put> puts)
      throws SQLException {
    if (puts.isEmpty()) {
      return Map.of();
    }
    var lines = LineRows.ofSenders(connection, senders(puts));
    var places = LetterRows.places(connection, repeats(puts, lines), expired);
    var counted = counted(rows, puts);
    var answers = new HashMap<AccountKey, PutAnswer>();
    var moved = new ArrayList<InboxRow>();
    var taken = new ArrayList<LetterRow>();
    var movedLines = new ArrayList<LineRow>();
    for (var put : puts) {
      var intake = new Intake(counted.get(put.key()), lines, places, settings);
      answers.put(put.key(), new PutAnswer(intake.take(put.letters())));
      if (!intake.row().equals(rows.get(put.key()))) {
        moved.add(intake.row());
      }
      taken.addAll(intake.taken());
      movedLines.addAll(intake.movedLines());
    }
    LetterRows.insert(connection, taken);
    LineRows.write(connection, movedLines);
    InboxRows.write(connection, moved);
    return answers;
  }

  private static HashSet<Sender> senders(List<Put> puts) {
    var senders = new HashSet<Sender>();
    for (var put : puts) {
      put.letters().forEach(letter -> senders.add(new Sender(put.key(), letter.letter().from())));
    }
    return senders;
  }

  private static HashSet<LetterName> repeats(List<Put> puts, Map<Sender, LineRow> lines) {
    var repeats = new HashSet<LetterName>();
    for (var put : puts) {
      for (var encoded : put.letters()) {
        var letter = encoded.letter();
        if (Intake.isRepeat(letter, lines.get(new Sender(put.key(), letter.from())))) {
          repeats.add(Intake.name(put.key(), letter));
        }
      }
    }
    return repeats;
  }

  /** The rows; those whose bounds might be reached are counted, which takes a look at all. */
  private Map<AccountKey, InboxRow> counted(Map<AccountKey, InboxRow> rows, List<Put> puts)
      throws SQLException {
    var tight = new ArrayList<InboxRow>();
    for (var put : puts) {
      var row = rows.get(put.key());
      if (row.letters() + put.letters().size() > settings.letters()
          || row.bytes() + put.bytes() > settings.bytes()) {
        tight.add(row);
      }
    }
    var counted = new HashMap<>(rows);
    for (var row : LetterRows.count(connection, tight, expired)) {
      counted.put(row.key(), row);
    }
    return counted;
  }
}
