const PRIMES = ['', '′', '″', '‴'];

/**
 * One silence of a client as its server counts it: from the last byte heard to the return, or to the
 * window's end. Times are in seconds of the page's clock.
 */
export class Absence {
  /** When it was over, by return or because the window had passed; null while the window is open. */
  to = null;

  /** How it ended: `back`, `over` (the window has passed), `ended` (by a logout or another login). */
  end = null;

  /** When the client was heard again, inside the window or after it; null while it is away. */
  backAt = null;

  #told = [];

  /**
   * @param lane whose silence
   * @param from when the last byte from it was heard
   * @param heardAt when the client itself heard its last byte
   * @param profile of the client
   */
  constructor({ lane, from, heardAt, profile }) {
    const { server, interruptedAfterMs, lostAfterMs, giveUpAfterMs } = profile;
    this.lane = lane;
    this.from = from;
    this.heardAt = heardAt;
    this.windowS = server.windowMs / 1000;
    this.steps = server.departures.map(({ afterMs, observers, event }) => {
      return { at: from + afterMs / 1000, afterS: afterMs / 1000, observers, event };
    });
    this.own = [['reconnecting', interruptedAfterMs], ['lost', lostAfterMs], ['failed', giveUpAfterMs]]
      .filter(([, afterMs]) => afterMs !== null)
      .map(([event, afterMs]) => ({ at: heardAt + afterMs / 1000, afterS: afterMs / 1000, event }));
  }

  /** When the window ends, if nobody returns. */
  get limit() {
    return this.from + this.windowS;
  }

  /** Whether the client has not been heard since, be its window open or over. */
  get isAway() {
    return this.backAt === null && this.end !== 'ended';
  }

  /** T6 for the first thing that others are told of it, T6′ for the second, and so on. */
  markOf(event) {
    if (!this.#told.includes(event)) {
      this.#told.push(event);
    }
    return `T6${PRIMES[this.#told.indexOf(event)] ?? ''}`;
  }

  /** Whether others were told that of it. */
  hasTold(event) {
    return this.#told.includes(event);
  }

  /** Time has passed; true if the window has ended by that. */
  pass(now) {
    if (this.to !== null || now < this.limit) {
      return false;
    }
    this.to = this.limit;
    this.end = 'over';
    return true;
  }

  /** The client was heard again. */
  back(at) {
    this.backAt = at;
    this.to ??= at;
    this.end ??= 'back';
  }

  /** It does not count any more: the login that was silent is no more. */
  close(at) {
    this.to ??= at;
    this.end = 'ended';
  }

  /** What is still to come if nobody returns, as `{ at, lane or null for the server's, event, afterS }`. */
  due(now) {
    if (!this.isAway) {
      return [];
    }
    const own = this.own.map((step) => ({ ...step, lane: this.lane }));
    const others = this.steps.map((step) => ({ ...step, lane: null }));
    const soon = [...others, ...own].filter(({ at }) => at > now && at <= this.limit);
    const late = own.filter(({ at }) => at > now && at > this.limit);
    return this.to === null ? soon : late;
  }
}
