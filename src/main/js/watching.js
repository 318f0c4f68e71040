import { errorOfFrame, mayBeRepeated } from './errors.js';

/**
 * The users whose online status this client wants to be told: from `subscribe` to `unsubscribe` or the
 * end of the login. The server keeps them over the connections of a login, but not past its window, so
 * all that it has taken are named again whenever a link is live; a status is told when it is new.
 *
 * Its host is asked: `nextId()`, `ask(frame)` (waits for its answer through drops), `send(frame)`; and told
 * `tell(event, detail)`.
 */
export class Watching {
  #clock;
  #host;
  #retryAfterMs;
  #users = new Map();
  #renewal = 0;
  #timer = null;

  constructor({ clock, host, retryAfterMs }) {
    this.#clock = clock;
    this.#host = host;
    this.#retryAfterMs = retryAfterMs;
  }

  async query(users) {
    const { statuses } = await this.#host.ask({ type: 'status-query', users });
    return statuses;
  }

  async subscribe(users) {
    const entries = [...new Set(users)].map((user) => this.#wanted(user));
    try {
      const { statuses } = await this.#host.ask({ type: 'status-subscribe', users });
      entries.forEach((entry) => Object.assign(entry, { step: 'taken' }));
      this.#learn(statuses);
      return statuses;
    } catch (error) {
      const refused = entries.filter(({ step, calls }) => step === 'asked' && calls === 1);
      refused.filter((entry) => this.#users.get(entry.user) === entry).forEach(({ user }) => this.#users.delete(user));
      throw error;
    } finally {
      entries.forEach((entry) => Object.assign(entry, { calls: entry.calls - 1 }));
    }
  }

  async unsubscribe(users) {
    users.forEach((user) => this.#users.delete(user));
    await this.#host.ask({ type: 'status-unsubscribe', users });
  }

  /** A link is live: the server may have forgotten, or told what did not arrive. */
  opened() {
    this.#clock.clearTimeout(this.#timer);
    const users = [...this.#users.values()].filter(({ step }) => step === 'taken').map(({ user }) => user);
    if (users.length > 0) {
      this.#renewal = this.#host.nextId();
      this.#host.send({ type: 'status-subscribe', id: this.#renewal, users });
    }
  }

  /** No link: what waits to be said again is said when there is one. */
  linkLost() {
    this.#clock.clearTimeout(this.#timer);
  }

  /** Takes a frame that is about statuses and answers no call; returns false if it is another. */
  heard(frame) {
    if (frame.type === 'status') {
      this.#learn({ [frame.user]: frame.status });
    } else if (frame.type === 'statuses') {
      this.#learn(frame.statuses);
    } else if (frame.type === 'error' && frame.id === this.#renewal) {
      this.#refused(frame);
    } else {
      return false;
    }
    return true;
  }

  /** The login is over. */
  end() {
    this.#clock.clearTimeout(this.#timer);
    this.#users.clear();
  }

  #wanted(user) {
    const entry = this.#users.get(user) ?? { user, step: 'asked', status: null, calls: 0 };
    entry.calls += 1;
    this.#users.set(user, entry);
    return entry;
  }

  #learn(statuses) {
    for (const [user, status] of Object.entries(statuses)) {
      const entry = this.#users.get(user);
      if (entry !== undefined && entry.status !== status) {
        entry.status = status;
        this.#host.tell('status', { user, status });
      }
    }
  }

  #refused(frame) {
    if (mayBeRepeated(frame)) {
      this.#timer = this.#clock.setTimeout(() => this.opened(), frame.retryAfterMs ?? this.#retryAfterMs);
    } else {
      this.#host.tell('error', errorOfFrame(frame));
    }
  }
}
