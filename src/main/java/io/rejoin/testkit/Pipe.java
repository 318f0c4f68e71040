package io.rejoin.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: what is put in comes out in order, after some time. While it is
 * cut nothing comes out and nothing is lost, as with a socket whose packets are sent again until
 * they arrive.
 */
final class Pipe {
  private final VirtualTime time;
  private final Faults faults;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean cut;
  private long lastArrival;

  Pipe(VirtualTime time, Faults faults) {
    this.time = time;
    this.faults = faults;
  }

  void put(Runnable arrival) {
    lastArrival = Math.max(time.millis() + faults.ofClient(), lastArrival);
    time.schedule(() -> arrived(arrival), lastArrival - time.millis());
  }

  private void arrived(Runnable arrival) {
    if (cut || !held.isEmpty()) {
      held.add(arrival);
    } else {
      arrival.run();
    }
  }

  void cut() {
    cut = true;
  }

  void heal() {
    if (cut) {
      cut = false;
      time.schedule(this::release, faults.ofClient());
    }
  }

  private void release() {
    while (!cut && !held.isEmpty()) {
      held.remove().run();
    }
  }
}
