package io.rejoin.client;

/** One client's timers: they ring in its turns, and never after they were cancelled. */
final class Alarms {
  private final ClientClock clock;
  private final Turns turns;

  Alarms(ClientClock clock, Turns turns) {
    this.clock = clock;
    this.turns = turns;
  }

  long now() {
    return clock.now();
  }

  Alarm in(long delayMs, Runnable task) {
    Alarm alarm = new Alarm(task);
    alarm.timer = clock.schedule(() -> turns.run(alarm::ring), Math.max(0, delayMs));
    return alarm;
  }

  /** Forgets an alarm that may have rung, or may never have been set (null). */
  static void cancel(Alarm alarm) {
    if (alarm != null) {
      alarm.task = null;
      alarm.timer.cancel();
    }
  }

  /** One timer. A clock may have begun to ring it when it is cancelled: it then has no task. */
  static final class Alarm {
    private Runnable task;
    private ClientClock.Timer timer;

    private Alarm(Runnable task) {
      this.task = task;
    }

    private void ring() {
      Runnable due = task;
      task = null;
      if (due != null) {
        due.run();
      }
    }
  }
}
