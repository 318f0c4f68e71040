import { fromWire } from './payload.js';

/** How many senders are remembered; the one that was not heard for longest is forgotten. */
const SENDERS = 4096;

/**
 * What this client has received from other users: tells each message once, and acknowledges it when
 * the listeners have run. A message that comes again is known by its sender's login and number; it is
 * not told again, but acknowledged again. Of each sender the newest login and its last number are
 * remembered, over reconnections and logins of the same user. That is enough, since the server brings
 * the messages of one sender in the order of logins and numbers; holes are what the sender gave up.
 *
 * What a listener throws changes nothing about the acknowledgement: the message has reached the
 * application, and would only fail there again.
 *
 * Its host gives `send(frame)`, which may fail (then the message comes again), `tell(event, detail)`, and
 * `after(task)`, which does something when the listeners have run.
 */
export class Senders {
  #host;
  #user = null;
  #heard = new Map();
  #due = new Map();

  constructor(host) {
    this.#host = host;
  }

  /** Another user has other messages, whose numbers mean nothing here. */
  loggedIn(user) {
    if (user !== this.#user) {
      this.#user = user;
      this.#heard.clear();
    }
  }

  /** Takes a `peer-message` frame. */
  heard(frame) {
    const { from, epoch, number, at, stored = false } = frame;
    const last = this.#heard.get(from) ?? { epoch: 0, number: 0 };
    const isNew = last.epoch < epoch || (last.epoch === epoch && last.number < number);
    this.#remember(from, isNew ? { epoch, number } : last);
    if (isNew) {
      this.#host.tell('peer-message', { from, payload: fromWire(frame), at, epoch, number, stored });
    }
    this.#acknowledge(from, epoch, last.epoch === epoch ? Math.max(last.number, number) : number);
  }

  #remember(from, place) {
    this.#heard.delete(from);
    this.#heard.set(from, place);
    if (this.#heard.size > SENDERS) {
      this.#heard.delete(this.#heard.keys().next().value);
    }
  }

  /** One frame acknowledges all of a login that came in this turn. */
  #acknowledge(from, epoch, number) {
    if (this.#due.size === 0) {
      this.#host.after(() => this.#flush());
    }
    this.#due.set(`${epoch} ${from}`, { type: 'received', from, epoch, number });
  }

  #flush() {
    const frames = [...this.#due.values()];
    this.#due.clear();
    frames.forEach((frame) => this.#host.send(frame));
  }
}
