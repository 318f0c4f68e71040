/** Of a longer time browsers' timers make none at all. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Measures for how long nothing was heard, always from the last byte, and tells when steps of it are
 * reached. A timer only asks for the measurement: one that fires late, after a computer was asleep,
 * still finds the true silence, and all steps that have passed meanwhile are told at once, in order.
 */
export class Silence {
  #clock;
  #heardAt;
  #steps = [];
  #timer = null;

  constructor(clock) {
    this.#clock = clock;
    this.#heardAt = clock.now();
  }

  /** Something was heard now. */
  heard() {
    this.#heardAt = this.#clock.now();
  }

  /** For how many milliseconds nothing has been heard. */
  get ms() {
    return this.#clock.now() - this.#heardAt;
  }

  /** Watches for steps, given by time: `[{ afterMs, reached }]`; replaces those watched before. */
  watch(steps) {
    this.#steps = steps;
    this.#arm();
  }

  /** Watches for nothing more. */
  stop() {
    this.watch([]);
  }

  /** Measures now instead of when the next step is due, and tells of that step if it is reached. */
  measure() {
    const [next, ...later] = this.#steps;
    if (next !== undefined && this.ms >= next.afterMs) {
      this.#steps = later;
      next.reached();
    }
    this.#arm();
  }

  #arm() {
    this.#clock.clearTimeout(this.#timer);
    if (this.#steps.length > 0) {
      const leftMs = Math.min(MAX_TIMER_MS, Math.max(0, this.#steps[0].afterMs - this.ms));
      this.#timer = this.#clock.setTimeout(() => this.measure(), leftMs);
    }
  }
}
