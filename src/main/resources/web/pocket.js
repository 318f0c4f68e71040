/**
 * The clock of a client whose device can sleep, as a phone in a pocket: time goes on, timers do not
 * run, and those that were due run late, in their order, when it wakes.
 */
export class Pocket {
  #clock;
  #position = 'awake';
  #late = [];

  /** @param clock the clock of a device that never sleeps: `now`, `setTimeout`, `clearTimeout` */
  constructor(clock) {
    this.#clock = clock;
  }

  /** `awake` or `asleep`. */
  get position() {
    return this.#position;
  }

  now() {
    return this.#clock.now();
  }

  setTimeout(task, delayMs) {
    const timer = { task, inner: null };
    timer.inner = this.#clock.setTimeout(() => this.#due(timer), delayMs);
    return timer;
  }

  clearTimeout(timer) {
    if (timer) {
      this.#clock.clearTimeout(timer.inner);
      this.#late = this.#late.filter((each) => each !== timer);
    }
  }

  sleep() {
    this.#position = 'asleep';
  }

  wake() {
    this.#position = 'awake';
    while (this.#late.length > 0 && this.#position === 'awake') {
      this.#late.shift().task();
    }
  }

  #due(timer) {
    if (this.#position === 'asleep') {
      this.#late.push(timer);
    } else {
      timer.task();
    }
  }
}
