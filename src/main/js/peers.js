import { seconds } from './clock.js';
import { RejoinError, errorOfFrame } from './errors.js';
import { tooLarge } from './payload.js';
import { PeerStream } from './peer-stream.js';

/** How many messages to one user may be unsettled; one more is refused with `too-often`. */
const PER_RECEIVER = 200;

/** How many messages may be unsettled in all; one more is refused with `too-often`. */
const CAPACITY = 1024;

/** How many sent frames are remembered until they are answered; the oldest are forgotten. */
const FRAMES = 8192;

/**
 * What this client sends to other users: a stream for each of them, which lasts as long as the login.
 * Each message waits for a link, is sent again as often as needed, and is given up when the profile's
 * request timeout has passed since it was asked.
 *
 * Its host is asked: `nextId()`, `isLive()`, `send(frame)`, `profile()`, `describe()`.
 */
export class Peers {
  #clock;
  #host;
  #resendAfterMs;
  #maxFrameBytes;
  #streams = new Map();
  #sent = new Map();

  constructor({ clock, host, resendAfterMs, maxFrameBytes }) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#clock = clock;
    this.#host = host;
    this.#resendAfterMs = resendAfterMs;
  }

  /** Sends a message; the promise is kept with `{ result, to, number }`. */
  send(to, content) {
    const stream = this.#streams.get(to) ?? new PeerStream(to, this.#hostOfStream());
    const full = this.#full(to, stream);
    if (full !== null) {
      return Promise.reject(new RejoinError('too-often', full));
    }
    const large = tooLarge({ type: 'send', to, number: 0, settled: 0, ...content }, this.#maxFrameBytes);
    if (large !== null) {
      return Promise.reject(new RejoinError('frame-too-large', large));
    }
    this.#streams.set(to, stream);
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimeout(() => this.#expire(stream, to, message), this.#host.profile().requestTimeoutMs);
      const message = stream.add({ content, timer, resolve, reject });
    });
  }

  /** A link is live; `resumed` if the login is the one before, so that its numbers go on. */
  opened(resumed) {
    for (const [to, stream] of [...this.#streams]) {
      if (!resumed) {
        stream.renumber();
      }
      if (stream.size > 0 || resumed) {
        stream.opened();
      } else {
        this.#streams.delete(to);
      }
    }
  }

  linkLost() {
    this.#sent.clear();
    this.#streams.forEach((stream) => stream.linkLost());
  }

  /** Takes an answer; returns false if it answers no message. */
  answer(frame) {
    const asked = this.#sent.get(frame.id);
    if (asked === undefined) {
      return false;
    }
    this.#sent.delete(frame.id);
    const { stream, message } = asked;
    if (frame.type === 'error') {
      stream.refused(message, frame.id, errorOfFrame(frame));
    } else if (frame.type === 'sent') {
      stream.acknowledged(message, frame.result);
    }
    return true;
  }

  /**
   * Takes out what was sent over the link, and may still be answered: `answer(frame)` takes an answer, `fail(error)`
   * fails the rest.
   */
  setAside() {
    const rest = new Peers({ clock: this.#clock, host: this.#host, resendAfterMs: this.#resendAfterMs });
    rest.#streams = this.#streams;
    rest.#sent = this.#sent;
    this.#streams = new Map();
    this.#sent = new Map();
    rest.#streams.forEach((stream) => stream.linkLost());
    return rest;
  }

  /** The login is over: all messages fail, and its numbers are forgotten. */
  fail(error) {
    this.#streams.forEach((stream) => stream.fail(error));
    this.#streams.clear();
    this.#sent.clear();
  }

  #full(to, stream) {
    let all = 0;
    this.#streams.forEach(({ size }) => {
      all += size;
    });
    if (all >= CAPACITY) {
      return `${all} messages are unsettled; limit ${CAPACITY}`;
    }
    return stream.size >= PER_RECEIVER ? `${stream.size} messages to ${to} are unsettled; limit ${PER_RECEIVER}` : null;
  }

  #expire(stream, to, message) {
    const limit = seconds(this.#host.profile().requestTimeoutMs);
    const refusal = message.refusal === null ? '' : `; last refused with ${message.refusal.code}`;
    const fact = `message ${message.number} to ${to} was not acknowledged within ${limit}${refusal}`;
    stream.giveUp(message, new RejoinError('timeout', `${fact}; ${this.#host.describe()}`));
  }

  #hostOfStream() {
    return {
      clock: this.#clock,
      resendAfterMs: this.#resendAfterMs,
      isLive: () => this.#host.isLive(),
      post: (stream, message, frame) => this.#post(stream, message, frame),
    };
  }

  /** Each sending has an id of its own, so that it is known which of them an answer is about. */
  #post(stream, message, { type, ...rest }) {
    const id = this.#host.nextId();
    this.#sent.set(id, { stream, message });
    if (this.#sent.size > FRAMES) {
      this.#sent.delete(this.#sent.keys().next().value);
    }
    this.#host.send({ type, id, ...rest });
    return id;
  }
}
