package io.rejoin.server;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a step of starting or stopping; nowhere else does a thread wait. */
final class Waiting {

  private Waiting() {}

  /**
   * What the step comes to.
   *
   * @param what is waited for, for the message
   * @throws StartRefusedException if it fails or takes longer than {@code limit}
   */
  static <T> T on(CompletionStage<T> step, Duration limit, String what) {
    try {
      return step.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StartRefusedException(
          what + " did not come within " + limit.toMillis() / 1000.0 + " s", e);
    } catch (ExecutionException e) {
      throw new StartRefusedException(what + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException("interrupted while waiting for " + what, e);
    }
  }
}
