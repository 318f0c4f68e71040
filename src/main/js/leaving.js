import { seconds } from './clock.js';
import { RejoinError, errorOfFrame } from './errors.js';
import { Farewell } from './farewell.js';

/** Codes by which a logout is refused that has nothing more to end. */
const NOTHING_TO_END = [
  'epoch-unknown', 'session-closed', 'superseded', 'kicked', 'banned', 'logged-out', 'fenced', 'login-first',
];

/**
 * A logout on its way: by the link that is open, and if that brings no answer, or there is none, by a farewell.
 * It has ended when the server knows it, or the profile's request timeout has passed since it was asked.
 */
export class Leaving {
  /** Fulfilled when it has ended, or was given up. */
  ended;
  #parts;
  #limitAt;
  #farewell = null;
  #giveUp;

  /**
   * @param answer the last frame of the open link; null if it ended without one; undefined if none was open
   * @param farewell makes the login frame that says it; null if the server has nothing to be told
   * @param ended told how it has ended: with the error for which the server may not know it, or null
   */
  constructor(parts) {
    this.#parts = parts;
    this.#limitAt = parts.clock.now() + parts.profile.requestTimeoutMs;
    const givenUp = new Promise((resolve) => {
      this.#giveUp = resolve;
    });
    this.ended = Promise.race([this.#end(), givenUp]);
  }

  /** Another login follows, or nothing more. */
  giveUp() {
    this.#parts = { ...this.#parts, farewell: null, ended() {} };
    this.#farewell?.giveUp();
    this.#giveUp();
  }

  async #end() {
    const last = await this.#parts.answer;
    let failure = last?.type === 'error' ? errorOfFrame(last) : null;
    if (this.#parts.farewell !== null && (last === null || last === undefined || failure?.retry)) {
      failure = await this.#sayFarewell();
    }
    this.#parts.ended(failure !== null && NOTHING_TO_END.includes(failure.code) ? null : failure);
  }

  #sayFarewell() {
    const { WebSocket, url, clock, random, profile, farewell } = this.#parts;
    const { reconnect, requestTimeoutMs } = profile;
    const limit = seconds(requestTimeoutMs);
    const leftMs = this.#limitAt - clock.now();
    if (leftMs <= 0) {
      return new RejoinError('timeout', `no answer to logout within ${limit}`);
    }
    this.#farewell = new Farewell({ WebSocket, url, clock, random, reconnect, frame: farewell() });
    return this.#farewell.say(leftMs, limit);
  }
}
