import { Backoff } from './backoff.js';
import { Link } from './link.js';

/**
 * The way to the server: dials, and dials again after each failure, until it is stopped. It is always
 * in one of these steps, each a method below: `idle`, `waiting` (for the next attempt), `dialing` (no
 * socket yet), `greeting` (login sent, not answered), `live`, `parked` (waiting for a new token).
 *
 * Its owner is told: `greet()` when a socket is open and login is to be sent, `beat()` when a ping is, `received(frame)`,
 * `unreadable(text)`, `broken({ code, reason })` when a socket has closed by itself, `attemptEnded()` when one has
 * failed and the next waits; and asked for `silentMs`.
 */
export class Line {
  #owner;
  #dial;
  #clock;
  #settings;
  #backoff;
  #step = 'idle';
  #link = null;
  #retired = null;
  #timer = null;

  /**
   * @param settings gives the client half of the profile whenever it is asked
   */
  constructor({ owner, WebSocket, url, clock, random, settings }) {
    this.#owner = owner;
    this.#dial = (ear) => new Link(WebSocket, url, ear);
    this.#clock = clock;
    this.#settings = settings;
    this.#backoff = new Backoff(random);
  }

  get step() {
    return this.#step;
  }

  /** Begins: the first attempt is made at once. */
  start() {
    this.#backoff.reset();
    this.#dialing();
  }

  /** Gives the current link up, if there is one, and goes on with the next attempt. */
  retry(atLeastMs = 0) {
    const delayMs = this.#backoff.nextDelayMs(this.#settings().reconnect, this.#owner.silentMs);
    this.#waiting(Math.max(atLeastMs, delayMs));
  }

  /** The network is back: starts over at once; where a link is live, asks it for a sign of life. */
  hint() {
    this.#backoff.reset();
    if (this.#step === 'live') {
      this.#beat();
    } else if (['waiting', 'dialing', 'greeting'].includes(this.#step)) {
      this.#dialing();
    }
  }

  /** The login was taken: from now on frames go both ways. */
  live() {
    this.#enter('live');
    this.#timer = this.#clock.setTimeout(() => this.#beat(), this.#settings().heartbeatMs);
  }

  /** The link has answered as only a working one does: the next failure is a first one again. */
  proven() {
    this.#backoff.reset();
  }

  /** Makes no attempts until `unpark`. */
  park() {
    this.#drop();
    this.#enter('parked');
    this.#owner.attemptEnded();
  }

  /** Goes on after `park`. */
  unpark() {
    if (this.#step === 'parked') {
      this.start();
    }
  }

  /** Sends on the current link; returns false if there is none that is open. */
  send(frame) {
    return this.#link !== null && this.#link.send(frame);
  }

  /** Ends all this at once. */
  stop() {
    this.#drop();
    this.#enter('idle');
  }

  /** Whether a link is open, be it that its login was not answered yet. */
  get isOpen() {
    return this.#step === 'live' || this.#step === 'greeting';
  }

  /**
   * Ends all this; over an open link only after a last frame was answered. Returns null if none is open, or a promise:
   * it is fulfilled with the answer, or with null if the link has ended without one or the time is up.
   *
   * @param received hears what comes over the link until then
   */
  stopAfter(frame, received) {
    const link = this.isOpen ? this.#link : null;
    this.#link = link === null ? this.#link : null;
    this.stop();
    this.#retired = link;
    const limitMs = this.#settings().requestTimeoutMs;
    return link?.retire(frame, { clock: this.#clock, limitMs, received }) ?? null;
  }

  /** Waits for the answer to a last frame no longer. */
  giveUp() {
    this.#retired?.giveUp();
  }

  #waiting(delayMs) {
    this.#drop();
    this.#enter('waiting');
    this.#timer = this.#clock.setTimeout(() => this.#dialing(), delayMs);
    this.#owner.attemptEnded();
  }

  #dialing() {
    this.#drop();
    this.#enter('dialing');
    // The limit covers the greeting too: a server that accepts and then says nothing is no server.
    const limitMs = this.#settings().reconnect.attemptTimeoutMs;
    this.#timer = this.#clock.setTimeout(() => this.retry(), limitMs);
    this.#link = this.#dialed({
      opened: () => this.#greeting(),
      received: (frame) => this.#owner.received(frame),
      unreadable: (text) => this.#owner.unreadable(text),
      closed: (close) => this.#closed(close),
    });
  }

  /** A constructor that throws (a browser that forbids it, say) is a connection that failed. */
  #dialed(ear) {
    try {
      return this.#dial(ear);
    } catch (thrown) {
      this.#clock.clearTimeout(this.#timer);
      this.#timer = this.#clock.setTimeout(() => ear.closed({ code: 1006, reason: String(thrown) }), 0);
      return null;
    }
  }

  #greeting() {
    this.#step = 'greeting';
    this.#owner.greet();
  }

  #beat() {
    this.live();
    this.#owner.beat();
  }

  #closed(close) {
    this.#link = null;
    this.#owner.broken(close, this.#step);
  }

  #drop() {
    this.#link?.abandon();
    this.#link = null;
  }

  #enter(step) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#step = step;
  }
}
