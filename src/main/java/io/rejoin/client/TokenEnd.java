package io.rejoin.client;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** When the token of a login ends, as far as the server has said, and that it is told once. */
final class TokenEnd {
  private enum Step {
    /** The server has not said, of this token. */
    UNKNOWN,
    KNOWN,
    TOLD
  }

  private final Alarms alarms;
  private final Runnable teller;
  private final BooleanSupplier replace;
  private Step step = Step.UNKNOWN;
  private long at;

  /**
   * @param teller tells the application that the token has ended
   * @param replace puts another token in its place, if there is one; says whether there is
   */
  TokenEnd(Alarms alarms, Runnable teller, BooleanSupplier replace) {
    this.alarms = alarms;
    this.teller = teller;
    this.replace = replace;
  }

  /** Another token took the place of the last. */
  void forget() {
    step = Step.UNKNOWN;
  }

  /** The server says when it ends; null if never. */
  void isIn(Long ms) {
    step = ms == null ? Step.UNKNOWN : Step.KNOWN;
    at = ms == null ? 0 : alarms.now() + ms;
  }

  /** Whether it has ended, as far as is known. */
  boolean isPast() {
    return step == Step.TOLD || (step == Step.KNOWN && alarms.now() >= at);
  }

  /** As a step of this silence, so that all is told in order; empty if it is not known, or told. */
  Optional<Silence.Step> during(Silence silence) {
    return step == Step.KNOWN
        ? Optional.of(new Silence.Step(silence.ms() + at - alarms.now(), this::reached, true))
        : Optional.empty();
  }

  /** The token that was watched may have been renewed since. */
  private void reached() {
    if (step != Step.KNOWN || alarms.now() < at) {
      return;
    }
    if (replace.getAsBoolean()) {
      forget();
    } else {
      passed();
    }
  }

  /** It has ended: that is told, once. */
  void passed() {
    Step before = step;
    step = Step.TOLD;
    if (before != Step.TOLD) {
      teller.run();
    }
  }
}
