/**
 * How long to wait before the next attempt: with full jitter, that is a random time between 0 and a bound,
 * so that the clients of a server that has failed do not come back in step. The bound grows by a factor from
 * attempt to attempt: up to `maxInWindowMs` while the window is open, since others are told its steps; beyond
 * the window from there to `maxMs`.
 */
export class Backoff {
  #random;
  #attempts = 0;
  #lateAttempts = 0;

  /** @param {() => number} random gives numbers from 0 up to, not including, 1 */
  constructor(random) {
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt; counts it. */
  nextDelayMs(policy, silentMs) {
    return this.#random() * (silentMs < policy.windowMs ? this.#bound(policy) : this.#lateBound(policy));
  }

  #bound({ initialMs, factor, maxInWindowMs }) {
    const bound = Math.min(maxInWindowMs, initialMs * factor ** this.#attempts);
    this.#attempts += 1;
    return bound;
  }

  #lateBound({ factor, maxInWindowMs, maxMs }) {
    this.#lateAttempts += 1;
    return Math.min(maxMs, maxInWindowMs * factor ** this.#lateAttempts);
  }

  /** Starts over: the next attempt is the first. */
  reset() {
    this.#attempts = 0;
    this.#lateAttempts = 0;
  }
}
