package io.rejoin.store;

import io.rejoin.store.InboxAnswer.OpenAnswer;
import io.rejoin.store.InboxAnswer.PutAnswer;
import io.rejoin.store.InboxWrite.Encoded;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/**
 * The inboxes in a database, H2 or PostgreSQL. Thread-safe. Several servers may use one PostgreSQL.
 * Stages are completed on the store's threads: what depends on them must not block.
 */
final class InboxStore implements Inboxes, AutoCloseable {
  private final BatchWriter<InboxWrite, InboxAnswer> writer;

  InboxStore(DataSource source, StoreSettings settings, InstantSource wall) {
    var table = new InboxTable(settings.inbox(), wall);
    this.writer =
        new BatchWriter<>(
            "rejoin-store-inboxes", new Commits<>(source, table, settings), table, settings);
  }

  @Override
  public CompletionStage<Opened> open(String app, String user) {
    return writer
        .write(new InboxWrite.Open(new AccountKey(app, user)))
        .thenApply(answer -> ((OpenAnswer) answer).opened());
  }

  @Override
  public CompletionStage<List<Put>> put(
      String app, String user, long incarnation, List<Letter> letters) {
    var encoded = letters.stream().map(Encoded::of).toList();
    return writer
        .write(new InboxWrite.Put(new AccountKey(app, user), incarnation, encoded))
        .thenApply(answer -> ((PutAnswer) answer).puts());
  }

  @Override
  public CompletionStage<Void> remove(
      String app, String user, long incarnation, List<Long> places) {
    return writer
        .write(new InboxWrite.Remove(new AccountKey(app, user), incarnation, List.copyOf(places)))
        .thenAccept(removed -> {});
  }

  /** Takes no more calls, and writes what waits for up to {@link StoreSettings#timeout}. Blocks. */
  @Override
  public void close() {
    writer.close();
  }
}
