package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import java.util.List;

/**
 * Measures for how long nothing was heard, always from the last byte, and tells when steps of it
 * are reached. A timer only asks for the measurement: one that fires late, after a machine was
 * asleep, still finds the true silence, and all steps that have passed meanwhile are told at once,
 * in order.
 */
final class Silence {

  /** What is to be told after a silence. */
  record Step(long afterMs, Runnable reached) {}

  private final Alarms alarms;
  private long heardAt;
  private List<Step> steps = List.of();
  private Alarm alarm;

  Silence(Alarms alarms) {
    this.alarms = alarms;
    heardAt = alarms.now();
  }

  /** Something was heard now. */
  void heard() {
    heardAt = alarms.now();
  }

  /** For how many milliseconds nothing has been heard. */
  long ms() {
    return alarms.now() - heardAt;
  }

  /** Watches for steps, ordered by time; replaces those watched before. */
  void watch(List<Step> watched) {
    steps = watched;
    arm();
  }

  /** Watches for nothing more. */
  void stop() {
    watch(List.of());
  }

  /** Measures now instead of when the next step is due, and tells of that step if it is reached. */
  void measure() {
    if (!steps.isEmpty() && ms() >= steps.get(0).afterMs()) {
      Step next = steps.get(0);
      steps = steps.subList(1, steps.size());
      next.reached().run();
    }
    arm();
  }

  private void arm() {
    Alarms.cancel(alarm);
    alarm = steps.isEmpty() ? null : alarms.in(steps.get(0).afterMs() - ms(), this::measure);
  }
}
