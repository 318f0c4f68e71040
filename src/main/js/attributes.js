/**
 * Attributes, as a client asks for them. What it has set of its user's own and the server has taken is
 * remembered until the login ends, and said again on each new link, before anything that still waits: the
 * login may be a new one, or the server may have lost them.
 *
 * Its host gives `requireLogin()`, `ask(frame)`, which is kept with the answer, and `send(frame)`.
 */
export class Attributes {
  #host;
  #own = new Map();

  constructor(host) {
    this.#host = host;
  }

  /** Changes the user's own: `{ clear, set, remove }`, in this order, as a whole. */
  async changeOwn(change) {
    await this.#ask(frameOf(change));
    const { clear = false, set = {}, remove = [] } = change;
    if (clear) {
      this.#own.clear();
    }
    Object.entries(set).forEach(([key, value]) => this.#own.set(key, value));
    remove.forEach((key) => this.#own.delete(key));
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

  /** A link is live. */
  opened() {
    if (this.#own.size > 0) {
      this.#host.send(frameOf({ clear: true, set: Object.fromEntries(this.#own) }));
    }
  }

  /** The login is over. */
  end() {
    this.#own.clear();
  }
}

/** What is undefined is left out of the text of a frame. */
function frameOf({ clear, set, remove, announce }) {
  return { type: 'attributes-change', clear, set, remove, announce };
}
