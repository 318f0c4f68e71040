package io.rejoin.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Tasks that run one after another, in the order in which they were given, one in each of its
 * turns: an event loop, or a client's process. It can stand still: then what is given waits.
 */
final class Lane implements Executor {
  private enum Step {
    IDLE,
    DUE,
    SUSPENDED,
    ENDED
  }

  private final Turns turns;
  private final Runnable before;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Step step = Step.IDLE;

  /**
   * @param before runs before each task
   */
  Lane(Turns turns, Runnable before) {
    this.turns = turns;
    this.before = before;
  }

  @Override
  public void execute(Runnable task) {
    if (step != Step.ENDED) {
      tasks.add(task);
      await();
    }
  }

  private void await() {
    if (step == Step.IDLE && !tasks.isEmpty()) {
      step = Step.DUE;
      turns.execute(this::turn);
    }
  }

  private void turn() {
    if (step != Step.DUE) {
      return;
    }
    step = Step.IDLE;
    Runnable task = tasks.remove();
    await();
    before.run();
    task.run();
  }

  /** Stands still until {@link #resume}. */
  void suspend() {
    if (step != Step.ENDED) {
      step = Step.SUSPENDED;
    }
  }

  /** Goes on with what waits. */
  void resume() {
    if (step == Step.SUSPENDED) {
      step = Step.IDLE;
      await();
    }
  }

  /** Never runs anything any more. */
  void end() {
    step = Step.ENDED;
    tasks.clear();
  }
}
