package io.rejoin.testing;

import java.util.function.Function;

/**
 * A function that works, but for one time when a test says so.
 *
 * @param <T> what it gives
 */
public final class Faulty<T> implements Function<String, T> {
  private final Function<String, T> works;
  private volatile boolean failsNext;

  public Faulty(Function<String, T> works) {
    this.works = works;
  }

  /** The next call throws. */
  public void failNext() {
    failsNext = true;
  }

  @Override
  public T apply(String name) {
    if (failsNext) {
      failsNext = false;
      throw new IllegalStateException("planted by a test");
    }
    return works.apply(name);
  }
}
