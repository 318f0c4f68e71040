/**
 * The other users, as a server has them that is always able to reach them: takes numbered messages,
 * refuses gaps, recognises what it has taken; and keeps what they wrote until it is acknowledged.
 */
export class FakePeers {
  /** By receiver, what its application was given: `{ epoch, number, payload }`. */
  delivered = new Map();
  /** What waits for the client's acknowledgement, oldest first. */
  inbox = [];
  /** The login of the others; their numbers count from 1 in each. */
  epoch = 3;
  #taken = new Map();
  #written = new Map();

  /** Takes a message of a login, or recognises it; returns false if a number before it is missing. */
  take(epoch, { to, number, settled, payload }) {
    const stream = `${epoch} ${to}`;
    const last = Math.max(this.#taken.get(stream) ?? 0, settled);
    if (number > last + 1) {
      return false;
    }
    this.#taken.set(stream, Math.max(last, number));
    this.#deliver(to, { epoch, number, payload });
    return true;
  }

  /** Knows no numbers any more, as after a failure; the receivers' clients still do. */
  forget() {
    this.#taken.clear();
  }

  /** A user writes to the client; returns the frame, which is kept until it is acknowledged. */
  write(from, payload, extra = {}) {
    const number = (this.#written.get(from) ?? 0) + 1;
    this.#written.set(from, number);
    const frame = { type: 'peer-message', from, epoch: this.epoch, number, at: 1_700_000_000_000, payload, ...extra };
    this.inbox.push(frame);
    return frame;
  }

  /** The others log in anew. */
  renew() {
    this.epoch += 1;
    this.#written.clear();
  }

  acknowledged({ from, epoch, number }) {
    const isOver = (each) => each.from === from && each.epoch === epoch && each.number <= number;
    this.inbox = this.inbox.filter((each) => !isOver(each));
  }

  #deliver(to, { epoch, number, payload }) {
    const list = this.delivered.get(to) ?? [];
    const last = list.at(-1);
    if (last === undefined || last.epoch < epoch || (last.epoch === epoch && last.number < number)) {
      this.delivered.set(to, [...list, { epoch, number, payload }]);
    }
  }
}
