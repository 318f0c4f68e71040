package io.rejoin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client's turns and timers, whatever threads there are. */
class TurnsTest {
  private static final int THREADS = 8;
  private static final int TASKS = 5_000;

  @Test
  void tasksOfManyThreadsRunOneAtATimeAndInTheOrderOfEachThread() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    Turns turns = new Turns(pool);
    AtomicInteger inTurn = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    int[] last = new int[THREADS];
    CountDownLatch done = new CountDownLatch(THREADS * TASKS);
    for (int thread = 0; thread < THREADS; thread++) {
      int giver = thread;
      new Thread(
              () -> {
                for (int i = 1; i <= TASKS; i++) {
                  int number = i;
                  turns.run(
                      () -> {
                        wrong.addAndGet(inTurn.getAndIncrement());
                        wrong.addAndGet(last[giver] == number - 1 ? 0 : 1);
                        last[giver] = number;
                        inTurn.decrementAndGet();
                        done.countDown();
                      });
                }
              })
          .start();
    }
    assertTrue(done.await(60, TimeUnit.SECONDS), () -> done.getCount() + " have not run");
    pool.shutdown();
    assertEquals(0, wrong.get());
  }

  @Test
  void aTaskThatIsGivenInATurnRunsAfterIt() {
    List<String> order = new ArrayList<>();
    Turns turns = new Turns(Runnable::run);
    turns.run(
        () -> {
          turns.run(() -> order.add("second"));
          order.add("first");
        });
    assertEquals(List.of("first", "second"), order);
  }

  @Test
  void othersOfTheExecutorHaveTheirTurnToo() {
    Deque<Runnable> queue = new ArrayDeque<>();
    Turns turns = new Turns(queue::add);
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      turns.run(() -> ran.add(number));
    }
    assertEquals(1, queue.size(), "one task at a time");
    queue.remove().run();
    assertEquals(64, ran.size());
    queue.remove().run();
    assertEquals(100, ran.size());
    assertTrue(queue.isEmpty());
  }

  @Test
  void anAlarmThatWasCancelledDoesNotRingThoughItsTimeHadCome() {
    Deque<Runnable> queue = new ArrayDeque<>();
    StillClock clock = new StillClock();
    Alarms alarms = new Alarms(clock, new Turns(queue::add));
    List<String> rung = new ArrayList<>();
    Alarms.Alarm alarm = alarms.in(100, () -> rung.add("cancelled"));
    alarms.in(100, () -> rung.add("kept"));
    clock.advance(100);
    Alarms.cancel(alarm);
    Alarms.cancel(null);
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
    assertEquals(List.of("kept"), rung);
  }

  @Test
  void thereIsNoWayBetweenStatesButThoseOfTheTable() {
    Machine machine =
        new Machine(
            new Machine.Entries() {
              @Override
              public void leave() {}

              @Override
              public void entered(State state, RejoinException error) {}

              @Override
              public void told(Machine.Transition transition) {}
            });
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class, () -> machine.enter(State.FAILED, Reason.GAVE_UP, null));
    assertEquals("no way from disconnected to failed (GAVE_UP)", thrown.getMessage());
    assertEquals(State.DISCONNECTED, machine.state());
  }
}
