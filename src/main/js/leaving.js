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
  #end;

  /**
   * @param farewell makes the login frame that says it; null if the server has nothing to be told
   * @param told how it has ended: with the error for which the server may not know it, or null
   */
  constructor(parts) {
    this.#parts = parts;
    this.#limitAt = parts.clock.now() + parts.profile.requestTimeoutMs;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Another login follows, or nothing more. */
  giveUp() {
    this.#parts = { ...this.#parts, farewell: null, told() {} };
    this.#farewell?.giveUp();
    this.#end();
  }

  /** The open link has brought this; null if it has ended without an answer, or none was open. */
  async answered(last) {
    let failure = last?.type === 'error' ? errorOfFrame(last) : null;
    if (this.#parts.farewell !== null && (last === null || failure?.retry)) {
      failure = await this.#sayFarewell();
    }
    this.#parts.told(failure !== null && NOTHING_TO_END.includes(failure.code) ? null : failure);
    this.#end();
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
