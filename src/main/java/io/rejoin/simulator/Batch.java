package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The stories of seeds that follow each other, told by several threads. What it finds is the same
 * for any number of threads: the lowest seed whose story goes wrong.
 */
final class Batch {
  private final Simulator simulator;
  private final int threads;
  private final AtomicLong next;
  private final AtomicReference<Outcome> firstBad = new AtomicReference<>();
  private final AtomicLong end;

  /**
   * @param threads at least 1
   * @param first the first seed
   * @param seeds how many
   */
  Batch(Simulator simulator, int threads, long first, int seeds) {
    this.simulator = simulator;
    this.threads = threads;
    this.next = new AtomicLong(first);
    this.end = new AtomicLong(first + seeds);
  }

  /** Tells them all, or until one goes wrong: that of the lowest seed; null if none does. */
  Outcome firstBad() {
    ExecutorService tellers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> told = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        told.add(tellers.submit(this::tell));
      }
      for (Future<?> one : told) {
        one.get();
      }
      return firstBad.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a story could not be told", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      tellers.shutdownNow();
    }
  }

  private void tell() {
    for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
      Outcome outcome = told(seed);
      if (!outcome.isGood()) {
        firstBad.accumulateAndGet(outcome, Batch::lower);
        end.accumulateAndGet(seed, Math::min);
      }
    }
  }

  private Outcome told(long seed) {
    try {
      return simulator.run(seed);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the story of seed " + seed + " broke off", e);
    }
  }

  private static Outcome lower(Outcome known, Outcome other) {
    return known == null || other.story().seed() < known.story().seed() ? other : known;
  }
}
