package io.rejoin.testkit;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Faults of users' networks that come by themselves, drawn from the simulation's seed for each user
 * apart: nothing passes, both ways or one; frames take longer; little passes in a second. After
 * each all is well again, until the next. What a test does to a network besides stays as it is.
 *
 * @param every how long it is from the end of one to the beginning of the next, on average; zero
 *     for none at all
 * @param longest how long one lasts at most
 * @param spike how much longer a frame takes at least, and twice as much at most, while frames take
 *     longer
 * @param bytesPerSecond what passes while little does
 */
public record RandomFaults(Duration every, Duration longest, Duration spike, int bytesPerSecond) {
  private static final int KINDS = 5;

  static RandomFaults from(Config config) {
    return new RandomFaults(
        config.getDuration("every"),
        config.getDuration("longest"),
        config.getDuration("spike"),
        Math.toIntExact(config.getBytes("bytes-per-second")));
  }

  /** The same, but so often and so long. */
  RandomFaults with(Duration newEvery, Duration newLongest) {
    return new RandomFaults(newEvery, newLongest, spike, bytesPerSecond);
  }

  /** From now on they come on these lines. */
  void begin(VirtualTime time, SplittableRandom random, Line up, Line down) {
    if (!every.isZero()) {
      new Weather(time, random, up, down).waitForNext();
    }
  }

  /** What happens to one user. */
  private final class Weather {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final Line up;
    private final Line down;

    Weather(VirtualTime time, SplittableRandom random, Line up, Line down) {
      this.time = time;
      this.random = random;
      this.up = up;
      this.down = down;
    }

    void waitForNext() {
      time.schedule(this::harm, random.nextLong(2 * every.toMillis()) + 1);
    }

    private void harm() {
      switch (random.nextInt(KINDS)) {
        case 0 -> up.cut(Line.Cause.WEATHER);
        case 1 -> down.cut(Line.Cause.WEATHER);
        case 2 -> {
          up.cut(Line.Cause.WEATHER);
          down.cut(Line.Cause.WEATHER);
        }
        case 3 -> {
          up.storm(Faults.Delay.of(spike, spike));
          down.storm(Faults.Delay.of(spike, spike));
        }
        default -> {
          up.narrow(bytesPerSecond);
          down.narrow(bytesPerSecond);
        }
      }
      time.schedule(this::calm, random.nextLong(longest.toMillis()) + 1);
    }

    private void calm() {
      up.clear();
      down.clear();
      waitForNext();
    }
  }
}
