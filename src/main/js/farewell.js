import { Backoff } from './backoff.js';
import { RejoinError, errorOfClose, errorOfFrame } from './errors.js';
import { Link } from './link.js';

/**
 * Says that a user has logged out whose client has no live link: over one that it dials for that, again
 * after each failure, until it is answered or the time is up. Whatever is then still on its way from the
 * login's earlier links brings nothing back.
 */
export class Farewell {
  #WebSocket;
  #url;
  #clock;
  #backoff;
  #reconnect;
  #frame;
  #link = null;
  #timer = null;
  #limit = null;
  #end;
  #error = null;

  /**
   * @param frame the login frame that says it
   * @param reconnect of the profile
   */
  constructor({ WebSocket, url, clock, random, reconnect, frame }) {
    this.#WebSocket = WebSocket;
    this.#url = url;
    this.#clock = clock;
    this.#backoff = new Backoff(random);
    this.#reconnect = reconnect;
    this.#frame = frame;
  }

  /**
   * Fulfilled when it was said (with null), could not be in `limitMs`, or was refused for good (with the error).
   *
   * @param limit the whole time of a logout, in words
   */
  say(limitMs, limit) {
    return new Promise((resolve) => {
      this.#end = (error) => {
        this.#leave();
        this.#clock.clearTimeout(this.#limit);
        resolve(error);
      };
      this.#limit = this.#clock.setTimeout(() => this.#end(this.#error ?? timeout(limit)), limitMs);
      this.#dial();
    });
  }

  /** Says it no longer. */
  giveUp() {
    this.#end?.(null);
  }

  #dial() {
    this.#leave();
    this.#timer = this.#clock.setTimeout(() => this.#retry(0), this.#reconnect.attemptTimeoutMs);
    try {
      this.#link = new Link(this.#WebSocket, this.#url, {
        opened: () => this.#link.send(this.#frame),
        received: (frame) => frame.id === this.#frame.id && this.#answered(frame),
        unreadable() {},
        closed: (close) => this.#failed(errorOfClose(close)),
      });
    } catch {
      this.#retry(0);
    }
  }

  #answered(frame) {
    if (frame.type === 'error') {
      this.#failed(errorOfFrame(frame));
    } else {
      this.#end(null);
    }
  }

  #failed(error) {
    this.#error = error;
    if (error.retry) {
      this.#retry(error.retryAfterMs ?? 0);
    } else {
      this.#end(error);
    }
  }

  #retry(atLeastMs) {
    this.#leave();
    const delayMs = Math.max(atLeastMs, this.#backoff.nextDelayMs(this.#reconnect, 0));
    this.#timer = this.#clock.setTimeout(() => this.#dial(), delayMs);
  }

  #leave() {
    this.#clock.clearTimeout(this.#timer);
    this.#link?.abandon();
    this.#link = null;
  }
}

function timeout(limit) {
  return new RejoinError('timeout', `no link to say the logout over within ${limit}`);
}
