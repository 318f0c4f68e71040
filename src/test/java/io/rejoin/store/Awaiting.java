package io.rejoin.store;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounded waits for what a thread of the store does by itself. */
final class Awaiting {
  private static final int LOOKS = 2000;

  private Awaiting() {}

  static void until(Callable<Boolean> holds) throws Exception {
    var never = new Semaphore(0);
    for (int look = 0; look < LOOKS; look++) {
      if (holds.call()) {
        return;
      }
      never.tryAcquire(10, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("not within " + LOOKS * 10 + " ms");
  }
}
