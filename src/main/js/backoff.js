/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a
 * bound which grows by a factor from attempt to attempt up to a maximum, so that the clients of a
 * server that has failed do not come back in step.
 */
export class Backoff {
  #random;
  #attempts = 0;

  /** @param {() => number} random gives numbers from 0 up to, not including, 1 */
  constructor(random) {
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  nextDelayMs({ initialMs, factor, maxMs }) {
    const bound = Math.min(maxMs, initialMs * factor ** this.#attempts);
    this.#attempts += 1;
    return this.#random() * bound;
  }

  /** Starts over: the next attempt is the first. */
  reset() {
    this.#attempts = 0;
  }
}
