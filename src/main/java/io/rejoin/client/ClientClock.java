package io.rejoin.client;

/**
 * The time that a client lives by. Tests give one that stands still until they move it.
 *
 * <p>Implementations are safe for all threads. A task runs on whatever thread the clock has and is
 * short: the client only hands itself over to its own turns.
 */
public interface ClientClock {

  /** Milliseconds from some moment on; they only grow, and count the time a machine was asleep. */
  long now();

  /** Runs a task once, when that many milliseconds have passed or as soon after as can be. */
  Timer schedule(Runnable task, long delayMs);

  /** A task that is scheduled. */
  interface Timer {
    /** Forgets the task, if it has not begun. */
    void cancel();
  }
}
