/** Of a longer time browsers' timers make none at all. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A step that is found so long after its time was not waited for: timers were late, or time has jumped. */
const LATE_MS = 250;

/** More pings than wait for their answers in any silence that a profile allows. */
const MAX_PINGS = 64;

/**
 * Measures a silence, and tells when steps of it are reached. It is counted from the last byte, or from the
 * first ping over the link that is not answered, if that is earlier: what comes down says nothing of the way up.
 *
 * It is always in one of these steps: `watching`; `reading`, when a step is reached in time, while what waits
 * in the socket is read; `asking`, when a step is found late, because timers were late, or the machine was
 * asleep, or its clock was set: nobody has listened meanwhile, so its owner asks first, by `ask()`, and calls
 * `judge()` when an answer must have come. A silence is asked once; then all that is due is told, in its order.
 */
export class Silence {
  #clock;
  #ask;
  #step = 'watching';
  #isAsked = false;
  #heardAt;
  #pings = [];
  #steps = [];
  #timer = null;

  /** @param ask asks for a sign of life, and lets the silence be judged some time later */
  constructor(clock, ask) {
    this.#clock = clock;
    this.#ask = ask;
    this.#heardAt = clock.now();
  }

  /** Something was heard now. */
  heard() {
    this.#heardAt = this.#clock.now();
    this.#isAsked = false;
    if (this.#step !== 'watching') {
      this.#watching();
    }
  }

  /** A ping was sent. */
  pinged() {
    if (this.#pings.length < MAX_PINGS) {
      this.#pings.push(this.#clock.now());
    }
  }

  /** A ping was answered: they are in their order. */
  ponged() {
    this.#pings.shift();
  }

  /** The link has gone, and what was asked over it. */
  linkLost() {
    this.#pings = [];
  }

  /** The link is given up for this silence, which goes on as it was counted. */
  interrupted() {
    this.#heardAt = this.#since;
    this.#pings = [];
  }

  /** For how many milliseconds there has been no sign that both ways work. */
  get ms() {
    return this.#clock.now() - this.#since;
  }

  /** What is missing since then, in words. */
  get fact() {
    return this.#since < this.#heardAt ? 'a ping unanswered' : 'nothing heard';
  }

  /** Watches for steps, given by time: `[{ afterMs, reached, isSure }]`; a sure one needs no question. */
  watch(steps) {
    this.#steps = steps;
    this.#isAsked = false;
    this.#watching();
  }

  /** Watches for nothing more. */
  stop() {
    this.watch([]);
  }

  /** Measures now instead of when the next step is due; returns whether that has led to a question. */
  measure() {
    if (this.#step !== 'watching') {
      return false;
    }
    this.#measure();
    return this.#step === 'asking';
  }

  /** An answer to the question must have come, if there is one. */
  judge() {
    if (this.#step === 'asking') {
      this.#step = 'watching';
      this.#measure();
    }
  }

  get #since() {
    return Math.min(this.#heardAt, this.#pings[0] ?? this.#heardAt);
  }

  #watching() {
    this.#step = 'watching';
    this.#arm();
  }

  #measure() {
    const lateMs = this.#lateMs();
    if (lateMs < 0) {
      this.#arm();
    } else if (this.#isQuestion(lateMs)) {
      this.#asking();
    } else if (this.#isAsked || this.#steps[0].isSure) {
      this.#reached();
    } else {
      this.#step = 'reading';
      this.#in(0, () => this.#read());
    }
  }

  #read() {
    const lateMs = this.#lateMs();
    if (lateMs < 0) {
      this.#watching();
    } else if (this.#isQuestion(lateMs)) {
      this.#asking();
    } else {
      this.#reached();
    }
  }

  /** Negative before the next step. */
  #lateMs() {
    return this.#steps.length === 0 ? -1 : this.ms - this.#steps[0].afterMs;
  }

  #isQuestion(lateMs) {
    return lateMs > LATE_MS && !this.#isAsked && !this.#steps[0].isSure;
  }

  #asking() {
    this.#clock.clearTimeout(this.#timer);
    this.#step = 'asking';
    this.#isAsked = true;
    this.#pings = this.#pings.map(() => this.#clock.now());
    this.#ask();
  }

  #reached() {
    const [next, ...later] = this.#steps;
    this.#steps = later;
    this.#step = 'watching';
    next.reached();
    if (this.#step === 'watching') {
      this.#arm();
    }
  }

  #arm() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#steps.length > 0) {
      this.#in(Math.min(MAX_TIMER_MS, Math.max(0, -this.#lateMs())), () => this.#measure());
    }
  }

  #in(delayMs, task) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(task, delayMs);
  }
}
