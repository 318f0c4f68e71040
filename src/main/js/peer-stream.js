import { mayBeRepeated } from './errors.js';

/**
 * The messages of this login to one user, numbered from 1 without holes, until they are settled: each
 * answered or given up, and all before it too. What is not settled is sent again as a whole and in
 * order, because the server takes no number before the one that precedes it; every frame says up to
 * which number all is settled, so that the server does not wait for what was given up.
 *
 * It is always in one of these steps: `away` (no link), `flowing` (a message goes out when it is asked
 * for), `held` (the server wants nothing before a time that it told), `gapped` (the server misses a
 * number that was refused for good: nothing helps but that those before it are settled, or time).
 *
 * Its host gives `clock`, `resendAfterMs`, `isLive()`, and `post(stream, message, frame)`, which sends a
 * frame under a new id and returns that id.
 */
export class PeerStream {
  #to;
  #host;
  #step;
  #messages = [];
  #last = 0;
  #resent = { from: 0, to: 0, settled: 0 };
  #heldUntil = 0;
  #timer = null;

  constructor(to, host) {
    this.#to = to;
    this.#host = host;
    this.#step = host.isLive() ? 'flowing' : 'away';
  }

  /** How many messages are not settled. */
  get size() {
    return this.#messages.length;
  }

  /** Takes a message: `{ content, timer, resolve, reject }`. */
  add({ content, timer, resolve, reject }) {
    this.#last += 1;
    const message = { content, timer, resolve, reject, number: this.#last, step: 'open', sentAt: 0, refusal: null };
    this.#messages.push(message);
    if (this.#step === 'flowing') {
      this.#send(message);
      this.#watch();
    }
    return message;
  }

  /** A link is live: all that is not settled is sent again. */
  opened() {
    this.#resend();
  }

  linkLost() {
    this.#enter('away');
  }

  /** The login is a new one: what nobody has answered is numbered from 1 under it. */
  renumber() {
    this.#messages = this.#messages.filter(({ step }) => step === 'open');
    this.#messages.forEach((message, index) => {
      message.number = index + 1;
    });
    this.#last = this.#messages.length;
  }

  /** The receiver's client has a message, or the store. */
  acknowledged(message, result) {
    if (message.step === 'open') {
      message.resolve({ result, to: this.#to, number: message.number });
      this.#end(message, 'acknowledged');
    }
  }

  /** The frame of that id was refused. */
  refused(message, id, error) {
    if (message.step !== 'open') {
      return;
    }
    message.refusal = error;
    if (!mayBeRepeated(error)) {
      this.giveUp(message, error);
    } else if (error.code === 'peer-gap') {
      this.#missing(id);
    } else {
      this.#hold(error.retryAfterMs ?? this.#host.resendAfterMs);
    }
  }

  /** Nobody waits for a message any more; those behind it go on without it. */
  giveUp(message, error) {
    message.reject(error);
    this.#end(message, 'given up');
  }

  /** Gives everything up. */
  fail(error) {
    this.#enter('away');
    this.#messages.filter(({ step }) => step === 'open').forEach((message) => this.giveUp(message, error));
  }

  /** The last number up to which all is settled. */
  get #settled() {
    return this.#messages.length > 0 ? this.#messages[0].number - 1 : this.#last;
  }

  #end(message, step) {
    const before = this.#settled;
    message.step = step;
    this.#host.clock.clearTimeout(message.timer);
    while (this.#messages.length > 0 && this.#messages[0].step !== 'open') {
      this.#messages.shift();
    }
    if (this.#step === 'gapped' && this.#settled > before) {
      this.#resend();
    } else if (this.#step === 'flowing') {
      this.#watch();
    }
  }

  #send(message) {
    const { number, content } = message;
    const frame = { type: 'send', to: this.#to, number, settled: this.#settled, ...content };
    message.sentAt = this.#host.clock.now();
    return this.#host.post(this, message, frame);
  }

  /** Acknowledged messages behind an open one go too: without them the server would miss their numbers. */
  #resend() {
    this.#enter('flowing');
    const ids = this.#messages.filter(({ step }) => step !== 'given up').map((message) => this.#send(message));
    if (ids.length > 0) {
      this.#resent = { from: ids[0], to: ids.at(-1), settled: this.#settled };
    }
    this.#watch();
  }

  /** The first message, which is always open, is repeated with all behind it when its time has passed. */
  #watch() {
    this.#enter('flowing');
    if (this.#messages.length > 0) {
      this.#resendIn(this.#messages[0].sentAt + this.#host.resendAfterMs - this.#host.clock.now());
    }
  }

  /** The server misses a number before the one of that frame. */
  #missing(id) {
    if (this.#step !== 'flowing' || id < this.#resent.from) {
      return; // All is sent again later, or has been since.
    }
    if (id > this.#resent.to || this.#settled > this.#resent.settled) {
      this.#resend();
    } else {
      this.#enter('gapped');
      this.#resendIn(this.#host.resendAfterMs);
    }
  }

  #hold(delayMs) {
    const until = this.#host.clock.now() + delayMs;
    if (this.#step !== 'held' || until > this.#heldUntil) {
      this.#enter('held');
      this.#heldUntil = until;
      this.#resendIn(delayMs);
    }
  }

  #resendIn(delayMs) {
    this.#timer = this.#host.clock.setTimeout(() => this.#resend(), delayMs);
  }

  #enter(step) {
    this.#host.clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#step = step;
  }
}
