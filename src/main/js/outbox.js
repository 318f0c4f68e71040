import { seconds } from './clock.js';
import { RejoinError, errorOfFrame, mayBeRepeated } from './errors.js';
import { tooLarge } from './payload.js';

/** The gate of requests that need a live link and nothing else; other gates are the ids of rooms. */
export const LINK = Symbol('link');

/** How many requests may wait for their answers; one more is refused with `too-often`. */
const CAPACITY = 1024;

/**
 * Requests that wait for their answers. Each waits for its gate, is sent, is sent again after a link
 * was lost or after a refusal that may be retried, and fails when the profile's request timeout has
 * passed since it was asked. Requests of one room are sent in the order in which they were asked.
 *
 * A publication also gets its number here, when it is first sent, and is repeated under the same
 * number while a link is silent about it.
 */
export class Outbox {
  #clock;
  #host;
  #resendAfterMs;
  #maxFrameBytes;
  #entries = new Map();

  /** @param host is asked: `nextId()`, `isGateOpen(gate)`, `send(frame)`, `profile()`, `describe()`; and
   *     told `refused(gate, error)` of each refusal that is to be retried */
  constructor({ clock, host, resendAfterMs, maxFrameBytes }) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#clock = clock;
    this.#host = host;
    this.#resendAfterMs = resendAfterMs;
  }

  /**
   * Asks for something; the promise is kept with the answering frame.
   *
   * @param frame without id
   * @param numbers the numbering that a publication takes part in; null for other requests
   * @param asked told the request's id before it is sent
   */
  ask(frame, { gate = LINK, numbers = null, asked = () => {} } = {}) {
    if (this.#entries.size >= CAPACITY) {
      const message = `${this.#entries.size} requests wait for answers; limit ${CAPACITY}`;
      return Promise.reject(new RejoinError('too-often', message));
    }
    const large = tooLarge(frame, this.#maxFrameBytes);
    if (large !== null) {
      return Promise.reject(new RejoinError('frame-too-large', large));
    }
    return new Promise((resolve, reject) => {
      const id = this.#host.nextId();
      const entry = { frame: { ...frame, id }, gate, numbers, resolve, reject, step: 'waiting', unanswered: 0, last: null };
      entry.expiry = this.#clock.setTimeout(() => this.#expire(entry), this.#host.profile().requestTimeoutMs);
      this.#entries.set(id, entry);
      asked(id);
      this.opened(gate);
    });
  }

  /** Sends what waits at a gate, if that is open. */
  opened(gate) {
    if (!this.#host.isGateOpen(gate)) {
      return;
    }
    for (const entry of [...this.#entries.values()].filter((each) => each.gate === gate)) {
      if (entry.step === 'delayed' && gate !== LINK) {
        return; // What was asked later must not overtake it.
      }
      if (entry.step === 'waiting') {
        this.#send(entry);
      }
    }
  }

  /** A link was lost: all that is unanswered will be sent again when its gate opens. */
  linkLost() {
    for (const entry of [...this.#entries.values()]) {
      if (entry.last !== null) {
        this.#reject(entry, entry.last);
      } else {
        this.#wait(entry);
      }
    }
  }

  /** Takes an answer; returns false if nobody asked or nobody waits any more. */
  answer(frame) {
    const entry = this.#entries.get(frame.id);
    if (entry === undefined) {
      return false;
    }
    entry.unanswered -= 1;
    if (frame.type !== 'error') {
      this.#end(entry);
      entry.resolve(frame);
      return true;
    }
    if (entry.unanswered === 0) {
      entry.numbers?.giveBack(entry.frame);
    }
    if (entry.last === null && mayBeRepeated(frame)) {
      this.#delay(entry, frame);
    } else {
      this.#reject(entry, entry.last ?? errorOfFrame(frame));
    }
    return true;
  }

  /** Fails all; or all that waits at a gate, but for what `close` has left. */
  fail(error, gate = null) {
    for (const entry of [...this.#entries.values()]) {
      if (gate === null || (entry.gate === gate && entry.last === null)) {
        this.#reject(entry, error);
      }
    }
  }

  /** A gate opens no more: what was sent over the link may still be answered, and fails if it is not. */
  close(gate, error) {
    for (const entry of [...this.#entries.values()].filter((each) => each.gate === gate)) {
      if (entry.step === 'sent') {
        this.#clock.clearTimeout(entry.timer);
        entry.last = error;
      } else {
        this.#reject(entry, error);
      }
    }
  }

  /**
   * Takes out what was sent over the link, and may still be answered: `answer(frame)` takes an answer, `fail(error)`
   * fails the rest. Joins are not among them: nobody is to be in a room any more.
   */
  setAside() {
    const sent = [...this.#entries].filter(([, { step, frame }]) => step === 'sent' && frame.type !== 'join');
    sent.forEach(([id, { timer }]) => {
      this.#clock.clearTimeout(timer);
      this.#entries.delete(id);
    });
    const rest = new Outbox({ clock: this.#clock, host: this.#host });
    sent.forEach(([id, entry]) => {
      entry.last = new RejoinError('logged-out', 'logout was called');
      rest.#entries.set(id, entry);
    });
    return rest;
  }

  #send(entry) {
    entry.numbers?.give(entry.frame);
    if (!this.#host.send(entry.frame)) {
      return;
    }
    entry.step = 'sent';
    entry.unanswered += 1;
    if (entry.numbers !== null) {
      entry.timer = this.#clock.setTimeout(() => this.#send(entry), this.#resendAfterMs);
    }
  }

  #delay(entry, frame) {
    this.#wait(entry);
    entry.step = 'delayed';
    entry.timer = this.#clock.setTimeout(() => {
      entry.step = 'waiting';
      this.opened(entry.gate);
    }, frame.retryAfterMs ?? this.#resendAfterMs);
    this.#host.refused(entry.gate, errorOfFrame(frame));
  }

  #wait(entry) {
    this.#clock.clearTimeout(entry.timer);
    entry.step = 'waiting';
  }

  #expire(entry) {
    const limit = seconds(this.#host.profile().requestTimeoutMs);
    const { type } = entry.frame;
    this.#reject(entry, new RejoinError('timeout', `no answer to ${type} within ${limit}; ${this.#host.describe()}`));
    this.opened(entry.gate);
  }

  #reject(entry, error) {
    this.#end(entry);
    entry.reject(error);
  }

  #end(entry) {
    this.#clock.clearTimeout(entry.timer);
    this.#clock.clearTimeout(entry.expiry);
    this.#entries.delete(entry.frame.id);
  }
}

/**
 * The publication numbers of one room: from 1, without holes as far as that is known. A number is given
 * at the first sending; one that was surely not taken by the room is given back.
 */
export class Numbers {
  #last = 0;

  give(frame) {
    if (frame.number === 0) {
      this.#last += 1;
      frame.number = this.#last;
    }
  }

  giveBack(frame) {
    if (frame.number === this.#last) {
      this.#last -= 1;
    }
    frame.number = 0;
  }
}
