import { tooLarge } from './payload.js';

/**
 * Attributes, as a client asks for them. What it has set of its user's own and the server has taken is
 * remembered until the login ends, and goes with each later login frame: the login may be a new one, or the
 * server may have lost them.
 *
 * Its host gives `requireLogin()`, `ask(frame)`, which is kept with the answer, and `send(frame)`.
 */
export class Attributes {
  #host;
  #maxFrameBytes;
  #own = new Map();

  constructor(host, maxFrameBytes) {
    this.#host = host;
    this.#maxFrameBytes = maxFrameBytes;
  }

  /** What is set of the user's own; null if nothing is. */
  get own() {
    return this.#own.size === 0 ? null : Object.fromEntries(this.#own);
  }

  /** Changes the user's own: `{ clear, set, remove }`, in this order, as a whole. */
  async changeOwn(change) {
    const own = this.#own;
    await this.#ask(frameOf(change));
    const { clear = false, set = {}, remove = [] } = change;
    if (clear) {
      own.clear();
    }
    Object.entries(set).forEach(([key, value]) => own.set(key, value));
    remove.forEach((key) => own.delete(key));
  }

  /** Changes a room's: `{ clear, set, remove, announce }`. */
  async changeRoom(room, change) {
    await this.#ask({ ...frameOf(change), room });
  }

  /** Reads those of `{ user }` or `{ room }`; without `keys` all. */
  async read(whose, keys) {
    const { attributes } = await this.#ask({ type: 'attributes-read', ...whose, keys });
    return attributes;
  }

  #ask(frame) {
    this.#host.requireLogin();
    return this.#host.ask(frame);
  }

  /** Says what the login frame had no room for, in as few frames as take it. */
  opened() {
    let change = { clear: true, set: {} };
    for (const [key, value] of this.#own) {
      const larger = { ...change, set: { ...change.set, [key]: value } };
      if (tooLarge(frameOf(larger), this.#maxFrameBytes) === null) {
        change = larger;
      } else {
        this.#host.send(frameOf(change));
        change = { set: { [key]: value } };
      }
    }
    this.#host.send(frameOf(change));
  }

  /** The login is over. */
  end() {
    this.#own = new Map();
  }
}

/** What is undefined is left out of the text of a frame. */
function frameOf({ clear, set, remove, announce }) {
  return { type: 'attributes-change', clear, set, remove, announce };
}
