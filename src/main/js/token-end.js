/**
 * When the token of a login ends, as far as the server has said, and that it is told once. It is in one of
 * these steps: `unknown` (the server has not said, of this token), `known`, `told`.
 */
export class TokenEnd {
  #clock;
  #tell;
  #replace;
  #step = 'unknown';
  #at = 0;

  /**
   * @param tell tells the application that the token has ended
   * @param replace puts another token in its place, if there is one; returns whether there is
   */
  constructor(clock, { tell, replace }) {
    this.#clock = clock;
    this.#tell = tell;
    this.#replace = replace;
  }

  /** Another token took the place of the last. */
  forget() {
    this.#step = 'unknown';
  }

  /** The server says when it ends; undefined if never. */
  isIn(ms) {
    this.#step = ms === undefined ? 'unknown' : 'known';
    this.#at = this.#clock.now() + (ms ?? 0);
  }

  /** Whether it has ended, as far as is known. */
  get isPast() {
    return this.#step === 'told' || (this.#step === 'known' && this.#clock.now() >= this.#at);
  }

  /** As a step of this silence, so that all is told in order; `afterMs` is null if it is not known, or told. */
  during(silence) {
    const afterMs = this.#step === 'known' ? silence.ms + this.#at - this.#clock.now() : null;
    return { afterMs, reached: () => this.#reached() };
  }

  /** It has ended: that is told, once. */
  passed() {
    const before = this.#step;
    this.#step = 'told';
    if (before !== 'told') {
      this.#tell();
    }
  }

  /** The token that was watched may have been renewed since. */
  #reached() {
    if (this.#step !== 'known' || this.#clock.now() < this.#at) {
      return;
    }
    if (this.#replace()) {
      this.forget();
    } else {
      this.passed();
    }
  }
}
