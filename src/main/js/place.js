/**
 * How far a room's messages and presence have been heard. Message positions are (epoch, offset) and
 * ordered by epoch, then offset. Behind a hole that no verdict has named yet, messages are heard, but
 * the position stays: should the link drop before the verdict, the next verdict names the hole.
 */
export class Place {
  #epoch = 0;
  #offset = 0;
  #sure = { epoch: 0, offset: 0 };
  #presence = 0;
  #promisedPresence = 0;
  #behind = null;

  /** What the server is told about it on coming back. */
  get position() {
    return { ...this.#sure, presence: this.#presence };
  }

  /** Begins at a room's head. */
  start({ epoch, offset, presence }) {
    this.#epoch = epoch;
    this.#offset = offset;
    this.#sure = { epoch, offset };
    this.#presence = presence;
    this.#promisedPresence = presence;
    this.#behind = null;
  }

  /** Whether a message is `next`, a `duplicate`, or shows a `hole` before it. */
  judge({ epoch, offset }) {
    if (!this.#isBefore({ epoch, offset })) {
      return 'duplicate';
    }
    return epoch === this.#epoch && offset === this.#offset + 1 ? 'next' : 'hole';
  }

  /** A message was heard. */
  hear({ epoch, offset }) {
    if (epoch === this.#sure.epoch && offset === this.#sure.offset + 1) {
      this.#sure = { epoch, offset };
    }
    this.#epoch = epoch;
    this.#offset = offset;
  }

  /** All up to there was heard, or is known to be missing. */
  reach({ epoch, offset }) {
    if (this.#isBefore({ epoch, offset })) {
      this.#epoch = epoch;
      this.#offset = offset;
    }
    this.#sure = { epoch: this.#epoch, offset: this.#offset };
  }

  /** The server will bring the presence up to this version by single events, in no order. */
  promisePresence(version) {
    this.#promisedPresence = version;
  }

  /** All presence up to this version was heard at once. */
  reachPresence(version) {
    this.#presence = version;
    this.#promisedPresence = version;
  }

  /**
   * An event of that version was heard. Returns true if it is live: then all that was promised has
   * come before it.
   */
  hearPresence(version) {
    const isLive = version > this.#promisedPresence;
    if (isLive) {
      this.reachPresence(version);
    }
    return isLive;
  }

  /** A live message was heard: so all presence that was promised before it has come. */
  hearLive() {
    this.#presence = this.#promisedPresence;
  }

  /**
   * A pong says where the room's head is now, or (null) nothing of this room. Returns true if for
   * `graceMs` or longer this place has been behind a head that it was told.
   */
  isLeftBehind(head, now, graceMs) {
    if (this.#behind !== null && !this.#isBefore(this.#behind.head)) {
      this.#behind = null;
    }
    if (this.#behind === null && head !== null && this.#isBefore(head)) {
      this.#behind = { head, since: now };
    }
    return this.#behind !== null && now - this.#behind.since >= graceMs;
  }

  #isBefore({ epoch, offset }) {
    return this.#epoch < epoch || (this.#epoch === epoch && this.#offset < offset);
  }
}
