/** A clock that stands still until a test moves it. Timers of one moment run in the order of setting. */
export class FakeClock {
  #now = 0;
  #timers = [];

  now = () => this.#now;

  setTimeout = (task, delayMs) => {
    const timer = { at: this.#now + Math.max(0, delayMs), task };
    this.#timers.push(timer);
    return timer;
  };

  clearTimeout = (timer) => {
    this.#timers = this.#timers.filter((each) => each !== timer);
  };

  /** How many timers are set. */
  get pending() {
    return this.#timers.length;
  }

  /** Lets time pass; each timer runs at its moment, and then what was promised. */
  async advance(ms) {
    const until = this.#now + ms;
    await settled();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.clearTimeout(next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settled();
    }
    this.#now = until;
  }

  /** The computer is asleep for that long: no timer runs; then it wakes, and all that are due do. */
  async sleep(ms) {
    this.#now += ms;
    await this.advance(0);
  }

  #next(until) {
    const due = this.#timers.filter(({ at }) => at <= until);
    return due.reduce((first, each) => (first === undefined || each.at < first.at ? each : first), undefined);
  }
}

/** All that was promised so far has happened. */
export function settled() {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
