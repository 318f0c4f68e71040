import { tooLarge } from './payload.js';

/**
 * What a client shows when it comes: who it is, and the login that it resumes, if the server has taken one.
 * A new token takes the place of the last when the server has taken it, or at once where the last has ended; a
 * refused one leaves the last in use.
 */
export class Ticket {
  user = null;
  #identity;
  #maxFrameBytes;
  #token = null;
  #offered = null;
  #former = null;
  #shown = null;
  #attempt = 0;
  #epoch = 0;
  #link = 0;

  /** @param identity what every login frame says: app, instance, platform, profile */
  constructor(identity, maxFrameBytes) {
    this.#identity = identity;
    this.#maxFrameBytes = maxFrameBytes;
  }

  begin(user, token) {
    this.user = user;
    this.#token = token;
    this.#offered = null;
    this.#former = null;
    this.#shown = null;
    this.anew();
  }

  /** The next greeting is a new login, not a resume. */
  anew() {
    this.#attempt += 1;
    this.#epoch = 0;
    this.#link = 0;
  }

  /** The server has taken the greeting. */
  taken({ epoch, link }) {
    this.#epoch = epoch;
    this.#link = link;
  }

  /** Whether there is a login to resume. */
  get isTaken() {
    return this.#epoch > 0;
  }

  /** Whether the server may have taken a login of this attempt. */
  get isShown() {
    return this.isTaken || this.#shown !== null;
  }

  /** A token that is to be renewed to, once the server has taken it. */
  offer(token) {
    this.#offered = token;
  }

  /** Uses a token from now on; the last one again, if it is refused. */
  use(token) {
    this.#former = this.#token;
    this.#token = token;
    this.#offered = null;
  }

  /** The server has taken a token. */
  renewed(token) {
    this.#token = token;
    this.#former = null;
    this.#offered = null;
  }

  /** The server has refused a token for good. */
  refused(token) {
    if (this.#offered === token) {
      this.#offered = null;
    } else if (this.#former !== null && this.#token === token) {
      this.#token = this.#former;
      this.#former = null;
    }
  }

  /** What was shown last has ended: whether there is another one to show. */
  useOther() {
    this.useOffered();
    return this.#shown.token !== this.#token;
  }

  /** The token in use has ended: puts the one that was offered in its place; returns false if none was. */
  useOffered() {
    const isThere = this.#offered !== null;
    if (isThere) {
      this.use(this.#offered);
    }
    return isThere;
  }

  /**
   * The login frame, and whether the user's own attributes are in it. If they are too many for it, they are
   * said behind it, and the rooms are entered behind them: others are not to find the user there without any.
   *
   * @param own the user's own attributes; null if there are none
   * @param rooms what to be in again, with positions
   */
  greeting(id, own, rooms) {
    this.#shown = { token: this.#token };
    const login = this.#login(id);
    const resume = this.isTaken ? { epoch: this.#epoch, link: this.#link, rooms } : undefined;
    const whole = { ...login, resume, attributes: own ?? undefined };
    if (own === null || tooLarge(whole, this.#maxFrameBytes) === null) {
      return { frame: whole, isWhole: true };
    }
    return { frame: { ...login, resume: resume && { ...resume, rooms: {} } }, isWhole: false };
  }

  /** The login frame that ends the login, whatever link it has. */
  farewell(id) {
    const resume = this.isTaken ? { epoch: this.#epoch, link: this.#link, rooms: {} } : undefined;
    return { ...this.#login(id), resume, logout: true };
  }

  #login(id) {
    const { app, instance, platform, profile } = this.#identity;
    const who = { type: 'login', id, app, user: this.user, instance, attempt: this.#attempt };
    return { ...who, platform, profile, token: this.#token ?? undefined };
  }
}
