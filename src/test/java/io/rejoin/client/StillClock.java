package io.rejoin.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that stands still until a test moves it. Timers of one moment run in their order. */
final class StillClock implements ClientClock {

  private record Due(long at, Runnable task) {}

  private final List<Due> timers = new ArrayList<>();
  private long now;

  @Override
  public long now() {
    return now;
  }

  @Override
  public Timer schedule(Runnable task, long delayMs) {
    Due timer = new Due(now + Math.max(0, delayMs), task);
    timers.add(timer);
    return () -> timers.removeIf(each -> each == timer);
  }

  /** How many timers are set. */
  int pending() {
    return timers.size();
  }

  /** Lets time pass; each timer runs at its moment. */
  void advance(long ms) {
    long until = now + ms;
    for (Optional<Due> next = next(until); next.isPresent(); next = next(until)) {
      Due due = next.get();
      timers.removeIf(each -> each == due);
      now = Math.max(now, due.at());
      due.task().run();
    }
    now = until;
  }

  /** The machine is asleep for that long: no timer runs; then it wakes, and all that are due do. */
  void sleep(long ms) {
    now += ms;
    advance(0);
  }

  private Optional<Due> next(long until) {
    return timers.stream()
        .filter(timer -> timer.at() <= until)
        .min(Comparator.comparingLong(Due::at));
  }
}
