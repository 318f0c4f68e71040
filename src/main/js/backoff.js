/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a bound,
 * so that the clients of a server that has failed do not come back in step. The bound grows by a factor from
 * attempt to attempt: up to `maxInWindowMs` while the window is open, since others are told its steps, and on
 * from there to `maxMs` beyond it.
 */
export class Backoff {
  #random;
  #growth = 1;

  /** @param {() => number} random gives numbers from 0 up to, not including, 1 */
  constructor(random) {
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  nextDelayMs({ initialMs, factor, maxInWindowMs, windowMs, maxMs }, silentMs) {
    const most = silentMs < windowMs ? maxInWindowMs : maxMs;
    const bound = initialMs * this.#growth;
    this.#growth *= bound < most ? factor : 1;
    return this.#random() * Math.min(most, bound);
  }

  /** Starts over: the next attempt is the first. */
  reset() {
    this.#growth = 1;
  }
}
