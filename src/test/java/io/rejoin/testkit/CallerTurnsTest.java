package io.rejoin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallerTurnsTest {
  private final ExecutorService turns =
      new CallerTurns(ConfigFactory.empty(), null)
          .createExecutorServiceFactory("turns", Thread::new)
          .createExecutorService();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whoBringsATaskRunsItWithAllThatComesOfItInOrder() {
    turns.execute(
        () -> {
          turns.execute(() -> done.add("third"));
          done.add("first");
          turns.execute(() -> done.add("fourth"));
          done.add("second");
        });
    assertEquals(List.of("first", "second", "third", "fourth"), done);
  }

  @Test
  void whatAnotherThreadBringsMeanwhileIsLeftToTheOneThatRuns() throws InterruptedException {
    CountDownLatch brought = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              turns.execute(() -> done.add(Thread.currentThread().getName()));
              brought.countDown(); // it has not waited
            });
    turns.execute(
        () -> {
          other.start();
          await(brought);
          done.add("first");
        });
    other.join();
    assertEquals(List.of("first", Thread.currentThread().getName()), done);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsForTheEndRunsWhenNothingWaits() {
    turns.execute(
        () -> {
          CallerTurns.whenIdle(() -> done.add("third " + CallerTurns.isTurn()));
          turns.execute(() -> turns.execute(() -> done.add("second")));
          done.add("first");
        });
    assertEquals(List.of("first", "second", "third true"), done);
    assertFalse(CallerTurns.isTurn());
  }

  @Test
  void aTaskThatThrowsIsToldToItsThreadAndStopsNobody() throws InterruptedException {
    Runnable story =
        () -> {
          turns.execute(
              () -> {
                turns.execute(() -> done.add("second"));
                throw new IllegalStateException("planted by a test");
              });
          turns.execute(() -> done.add("third"));
        };
    Thread thread = new Thread(story);
    thread.setUncaughtExceptionHandler((where, what) -> done.add(what.getMessage()));
    thread.start();
    thread.join();
    assertEquals(List.of("planted by a test", "second", "third"), done);
  }
}
