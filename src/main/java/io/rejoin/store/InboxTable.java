package io.rejoin.store;

import io.rejoin.store.Accounts.Account;
import io.rejoin.store.InboxAnswer.OpenAnswer;
import io.rejoin.store.InboxAnswer.PutAnswer;
import io.rejoin.store.InboxAnswer.RemoveAnswer;
import io.rejoin.store.InboxWrite.Open;
import io.rejoin.store.InboxWrite.Put;
import io.rejoin.store.InboxWrite.Remove;
import io.rejoin.store.Inboxes.Opened;
import io.rejoin.store.LetterRows.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The inboxes' tables: a batch is one statement for each thing that its writes need, however many
 * they are.
 *
 * <p>First the accounts' rows are locked. Until the commit nobody else changes an incarnation or an
 * inbox of theirs, so what an old session writes is either there when the next one opens the inbox,
 * or is refused.
 */
final class InboxTable implements BatchTable<InboxWrite, InboxAnswer> {
  private static final Opened NEVER = new Opened(new Account(0, 0, false), List.of(), List.of());

  private final InboxSettings settings;
  private final InstantSource wall;

  InboxTable(InboxSettings settings, InstantSource wall) {
    this.settings = settings;
    this.wall = wall;
  }

  @Override
  public Object subject(InboxWrite write) {
    return write.key();
  }

  @Override
  public int weight(InboxWrite write) {
    return write.weight();
  }

  @Override
  public List<InboxAnswer> write(Connection connection, List<InboxWrite> writes)
      throws SQLException {
    long expired = wall.millis() - settings.age().toMillis();
    var rows = InboxRows.lock(connection, writes.stream().map(InboxWrite::key).toList());
    var answers = new HashMap<AccountKey, InboxAnswer>();
    open(connection, rows, only(Open.class, writes), expired, answers);
    put(connection, rows, only(Put.class, writes), expired, answers);
    remove(connection, rows, only(Remove.class, writes), answers);
    return writes.stream().map(write -> answers.get(write.key())).toList();
  }

  private static <W> List<W> only(Class<W> kind, List<InboxWrite> writes) {
    return writes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void open(
      Connection connection,
      Map<AccountKey, InboxRow> rows,
      List<Open> opens,
      long expired,
      Map<AccountKey, InboxAnswer> answers)
      throws SQLException {
    opens.forEach(open -> answers.put(open.key(), new OpenAnswer(NEVER)));
    var reborn =
        opens.stream()
            .map(open -> rows.get(open.key()))
            .filter(Objects::nonNull)
            .map(InboxRow::reborn)
            .toList();
    if (reborn.isEmpty()) {
      return;
    }
    InboxRows.write(connection, reborn);
    // Most users never had a letter.
    var keys = reborn.stream().filter(InboxRow::hadLetters).map(InboxRow::key).toList();
    var letters = LetterRows.ofUsers(connection, keys, expired);
    var lines = LineRows.ofUsers(connection, keys, expired);
    for (var row : reborn) {
      var opened =
          new Opened(
              row.account(),
              List.copyOf(letters.getOrDefault(row.key(), List.of())),
              List.copyOf(lines.getOrDefault(row.key(), List.of())));
      answers.put(row.key(), new OpenAnswer(opened));
    }
  }

  private void put(
      Connection connection,
      Map<AccountKey, InboxRow> rows,
      List<Put> puts,
      long expired,
      Map<AccountKey, InboxAnswer> answers)
      throws SQLException {
    for (var put : puts) {
      long incarnation = incarnation(rows.get(put.key()));
      Inboxes.Put fenced = new Inboxes.Put.Fenced(incarnation);
      answers.put(put.key(), new PutAnswer(put.letters().stream().map(l -> fenced).toList()));
    }
    var allowed =
        puts.stream()
            .filter(put -> incarnation(rows.get(put.key())) == put.incarnation())
            .filter(put -> rows.containsKey(put.key()))
            .toList();
    answers.putAll(new Puts(connection, settings, expired).write(rows, allowed));
  }

  private static void remove(
      Connection connection,
      Map<AccountKey, InboxRow> rows,
      List<Remove> removes,
      Map<AccountKey, InboxAnswer> answers)
      throws SQLException {
    removes.forEach(remove -> answers.put(remove.key(), new RemoveAnswer()));
    var places =
        removes.stream()
            .filter(remove -> incarnation(rows.get(remove.key())) == remove.incarnation())
            .flatMap(
                remove ->
                    remove.places().stream()
                        .distinct()
                        .map(place -> new Place(remove.key(), place)))
            .toList();
    LetterRows.delete(connection, places);
  }

  private static long incarnation(InboxRow row) {
    return row == null ? 0 : row.account().incarnation();
  }
}
