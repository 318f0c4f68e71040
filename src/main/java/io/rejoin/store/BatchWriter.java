package io.rejoin.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes what waits together in one commit, on a thread of its own. A commit costs much more than a
 * write: the first that finds none waiting waits {@link StoreSettings#gather} for others. Writes
 * about one subject are written in the order in which they were given, each in a batch of its own.
 *
 * <p>At most {@link StoreSettings#queueSize} writes, by their weights, wait or are being written;
 * one more fails at once. A write that is not answered within {@link StoreSettings#timeout} fails
 * too, a tenth of that later at most; if it still waits then, it is never written, otherwise it may
 * have been. Stages are completed on the writer's threads: what depends on them must not block.
 */
final class BatchWriter<W, R> implements AutoCloseable {

  /** Parts of a timeout in which it is looked who has waited too long. */
  private static final int TICKS = 20;

  /**
   * A write that is not answered.
   *
   * @param tick when it was given
   */
  private record Pending<W, R>(W write, int weight, long tick, CompletableFuture<R> answer) {}

  private final Commits<W, R> commits;
  private final BatchTable<W, R> table;
  private final StoreSettings settings;
  private final Semaphore room;
  private final ConcurrentLinkedQueue<Pending<W, R>> arrived = new ConcurrentLinkedQueue<>();

  /** What arrived before, in order; the writer's thread alone touches it. */
  private final List<Pending<W, R>> waiting = new LinkedList<>();

  /** All that may still time out, in the order of their ticks. */
  private final ConcurrentLinkedQueue<Pending<W, R>> unanswered = new ConcurrentLinkedQueue<>();

  /** Set while a task of the writer is to come that takes all that has arrived by then. */
  private final AtomicBoolean due = new AtomicBoolean();

  private final ScheduledExecutorService writer;
  private final ScheduledExecutorService timeouts;
  private volatile long ticks;

  BatchWriter(String name, Commits<W, R> commits, BatchTable<W, R> table, StoreSettings settings) {
    this.commits = commits;
    this.table = table;
    this.settings = settings;
    this.room = new Semaphore(settings.queueSize());
    this.writer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name));
    this.timeouts =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-timeouts"));
    long tick = Math.max(1, settings.timeout().toMillis() / TICKS);
    timeouts.scheduleAtFixedRate(this::failOverdue, tick, tick, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Takes a write; the stage is completed when it is committed, or cannot be. Never blocks. */
  CompletionStage<R> write(W write) {
    // The heaviest write must fit into an empty queue.
    int weight = Math.min(table.weight(write), settings.queueSize());
    var pending = new Pending<>(write, weight, ticks, new CompletableFuture<R>());
    if (!room.tryAcquire(weight)) {
      int wait = settings.queueSize() - room.availablePermits();
      pending.answer.completeExceptionally(
          unavailable(null, "%,d writes wait; limit %,d", wait, settings.queueSize()));
      return pending.answer;
    }
    arrived.add(pending);
    unanswered.add(pending);
    try {
      beDueAfter(settings.gather());
    } catch (RejectedExecutionException e) {
      due.set(false);
      pending.answer.completeExceptionally(closed());
    }
    return pending.answer;
  }

  private void beDueAfter(Duration time) {
    if (due.compareAndSet(false, true)) {
      writer.schedule(this::writeBatches, time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Fails what was given a whole timeout ago, by the count of ticks. */
  private void failOverdue() {
    ticks++;
    var next = unanswered.peek();
    while (next != null && (next.answer.isDone() || next.tick < ticks - TICKS)) {
      unanswered.poll();
      next.answer.completeExceptionally(
          unavailable(null, "not written within %s; it may still be", text(settings.timeout())));
      next = unanswered.peek();
    }
  }

  private void writeBatches() {
    due.set(false); // before it looks: what arrives later makes a task of its own
    do {
      writeBatch();
    } while (!waiting.isEmpty());
  }

  private void writeBatch() {
    var batch = nextBatch();
    if (batch.isEmpty()) {
      return;
    }
    try {
      var answers = commits.write(batch.stream().map(Pending::write).toList());
      release(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(answers.get(i));
      }
    } catch (StoreUnreachableException e) {
      // Nobody else would get a connection either: all that wait are told at once.
      batch.addAll(waiting);
      waiting.clear();
      fail(
          batch,
          unavailable(
              e.getCause(),
              "the store cannot be reached: %s",
              StoreUnavailableException.reason(e)));
    } catch (SQLException | RuntimeException e) {
      fail(batch, unavailable(e, "the store failed: %s", StoreUnavailableException.reason(e)));
    }
  }

  private List<Pending<W, R>> nextBatch() {
    for (var next = arrived.poll(); next != null; next = arrived.poll()) {
      waiting.add(next);
    }
    var batch = new ArrayList<Pending<W, R>>();
    var subjects = new HashSet<Object>();
    int left = settings.batchSize();
    Iterator<Pending<W, R>> all = waiting.iterator();
    while (all.hasNext() && left > 0) {
      var next = all.next();
      if (next.answer.isDone()) {
        all.remove();
        room.release(next.weight);
      } else if (subjects.add(table.subject(next.write))) {
        left -= next.weight;
        if (left < 0 && !batch.isEmpty()) {
          break;
        }
        all.remove();
        batch.add(next);
      }
    }
    return batch;
  }

  private void release(List<Pending<W, R>> batch) {
    room.release(batch.stream().mapToInt(Pending::weight).sum());
  }

  private void fail(List<Pending<W, R>> batch, StoreUnavailableException failure) {
    release(batch);
    batch.forEach(pending -> pending.answer.completeExceptionally(failure));
  }

  /**
   * Takes no more and writes what waits, for up to {@link StoreSettings#timeout}. What is not
   * written by then fails.
   */
  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.shutdownNow();
    timeouts.shutdownNow();
    for (var late = unanswered.poll(); late != null; late = unanswered.poll()) {
      late.answer.completeExceptionally(closed());
    }
  }

  private static StoreUnavailableException closed() {
    return unavailable(null, "the store is closed");
  }

  private static StoreUnavailableException unavailable(
      Throwable cause, String fact, Object... measured) {
    return new StoreUnavailableException(String.format(Locale.ROOT, fact, measured), cause);
  }

  private static String text(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
