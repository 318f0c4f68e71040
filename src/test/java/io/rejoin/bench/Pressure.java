package io.rejoin.bench;

import io.netty.util.concurrent.Ticker;
import java.util.List;

/** Sends what the plan says, and measures. On the load's event loop only. */
final class Pressure {
  private static final int SAMPLE_ONE_OF = 16;
  private static final int SAMPLE_ALL_BELOW = 1000;

  private final Plan plan;
  private final List<LoadRoom> rooms;
  private final Meter meter;
  private final long start;
  private final int sampleOneOf;
  private long sent;
  private long deliveries;
  private long deliveriesAtBegin;
  private int readings;

  Pressure(Plan plan, List<LoadRoom> rooms, Ticker ticker) {
    this.plan = plan;
    this.rooms = rooms;
    this.meter = new Meter(ticker, plan.serverPid(), 0);
    this.start = meter.now();
    this.sampleOneOf = plan.deliveriesPerSecond() < SAMPLE_ALL_BELOW ? 1 : SAMPLE_ONE_OF;
  }

  private boolean isSaturating() {
    return plan.deliveriesPerSecond() == 0;
  }

  /** Sends what is due. */
  void tick() {
    long now = meter.now();
    if (isSaturating()) {
      rooms.forEach(room -> room.fill(plan.window(), now));
      return;
    }
    double nanosApart = 1e9 * plan.members() / plan.deliveriesPerSecond();
    while (start + (long) (sent * nanosApart) <= now) {
      // timed from when it was due, so that a late sender does not hide what it delays
      rooms.get((int) (sent % rooms.size())).sendOne(start + (long) (sent * nanosApart));
      sent++;
    }
  }

  /** A link has received its messages from {@code before} + 1 on. */
  void read(LoadLink link, long before) {
    deliveries += link.received() - before;
    if (isSaturating()) {
      if (link.room().isPublisher(link)) {
        link.room().fill(plan.window(), meter.now());
      }
    } else if (readings++ % sampleOneOf == 0) {
      long now = meter.now();
      for (long n = before + 1; n <= link.received(); n++) {
        meter.latency(now - link.room().sentAt(n));
      }
    }
  }

  void begin() {
    deliveriesAtBegin = deliveries;
    meter.begin();
  }

  LoadResult end() {
    return meter.end(deliveries - deliveriesAtBegin);
  }
}
