package io.rejoin.testkit;

import io.rejoin.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How a {@link MemoryStore} does just now: what becomes of a call. */
sealed interface MemoryHealth {

  /**
   * A call.
   *
   * @param work what the store does, if it does it
   */
  <T> CompletionStage<T> call(Supplier<T> work);

  /** All is done and answered at once. */
  record Working() implements MemoryHealth {
    @Override
    public <T> CompletionStage<T> call(Supplier<T> work) {
      return CompletableFuture.completedFuture(work.get());
    }
  }

  /** Nothing is done. */
  record Out(Instant since) implements MemoryHealth {
    @Override
    public <T> CompletionStage<T> call(Supplier<T> work) {
      return CompletableFuture.failedFuture(refusal());
    }

    StoreUnavailableException refusal() {
      return new StoreUnavailableException("the store is out since " + since, null);
    }
  }

  /** All is done, and nobody is told. */
  record LosingAnswers(Instant since) implements MemoryHealth {
    @Override
    public <T> CompletionStage<T> call(Supplier<T> work) {
      work.get();
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(
              "the store does not answer since " + since + "; it may still be written", null));
    }
  }

  /** All waits. */
  record Slow(Queue<Waiting<?>> waiting) implements MemoryHealth {

    record Waiting<T>(Supplier<T> work, CompletableFuture<T> answer) {
      void carryOut() {
        answer.complete(work.get());
      }
    }

    Slow() {
      this(new ArrayDeque<>());
    }

    @Override
    public <T> CompletionStage<T> call(Supplier<T> work) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      waiting.add(new Waiting<>(work, answer));
      return answer;
    }

    /** Does and answers what waits, and what those that are answered ask for by that. */
    void carryOutAll() {
      for (Waiting<?> next = waiting.poll(); next != null; next = waiting.poll()) {
        next.carryOut();
      }
    }

    void fail(StoreUnavailableException refusal) {
      for (Waiting<?> next = waiting.poll(); next != null; next = waiting.poll()) {
        next.answer().completeExceptionally(refusal);
      }
    }
  }
}
