package io.rejoin.server;

import io.rejoin.cluster.Clocks;
import java.time.Instant;
import java.time.InstantSource;

/** The clocks of production: the one class of the server that reads the machine's. */
public final class MachineClocks {

  /** Begins with the wall's time, so that what it shows can be read, and then goes its own way. */
  private static final class Steady implements InstantSource {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
      return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public long millis() {
      return start.toEpochMilli() + (System.nanoTime() - startNanos) / 1_000_000;
    }
  }

  private MachineClocks() {}

  /** Both clocks of a node that starts now. */
  public static Clocks start() {
    return new Clocks(new Steady(), wall());
  }

  /** The machine's time of day. */
  public static InstantSource wall() {
    return InstantSource.system();
  }
}
