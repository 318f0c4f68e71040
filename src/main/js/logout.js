import { RejoinError } from './errors.js';
import { Leaving } from './leaving.js';

/** How a client logs out: one logout at a time. */
export class Logout {
  #host;
  #ticket;
  #line;
  #machine;
  #dialling;

  /** The one that is under way; null if none is. */
  #leaving = null;

  constructor({ host, ticket, line, machine, dialling }) {
    this.#host = host;
    this.#ticket = ticket;
    this.#line = line;
    this.#machine = machine;
    this.#dialling = dialling;
  }

  /** Fulfilled when the server knows it, or cannot be reached in time. */
  begin(afterMs) {
    if (this.#machine.state === 'disconnected') {
      throw new RejoinError('not-connected', 'the client is disconnected: nobody is logged in');
    }
    if (this.#leaving === null) {
      this.#leave({ type: 'logout', id: this.#host.nextId(), afterMs: afterMs || undefined });
    }
    return this.#leaving?.ended;
  }

  /** Waits for none any more: another login follows, or nothing. */
  giveUp() {
    const leaving = this.#leaving;
    this.#leaving = null;
    leaving?.giveUp();
    this.#line.giveUp();
  }

  #leave(frame) {
    const error = new RejoinError('logged-out', 'logout was called');
    const hasLogin = this.#machine.state !== 'aborted' && this.#ticket.isShown;
    const { isOpen } = this.#line;
    const rest = this.#line.step === 'live' ? this.#host.setAside() : null;
    if (isOpen) {
      this.#host.seen('out', frame);
    }
    const answer = this.#line.stopAfter(frame, (late) => rest?.answer(late));
    const leaving = new Leaving({
      ...this.#dialling,
      profile: this.#host.profile(),
      farewell: hasLogin ? () => this.#ticket.farewell(this.#host.nextId()) : null,
      told: (failure) => this.#left(error, failure),
    });
    this.#leaving = leaving;
    this.#goDisconnected(isOpen, error);
    if (answer === null) {
      leaving.answered(null);
    } else {
      answer.then((last) => {
        rest?.fail(error);
        return leaving.answered(last);
      });
    }
  }

  /** By way of disconnecting, where the profile names that and an answer is awaited. */
  #goDisconnected(isAwaited, error) {
    const isNamed = this.#host.profile().states?.disconnecting !== undefined;
    if (isNamed && this.#machine.leadsTo('disconnecting')) {
      this.#machine.enter('disconnecting', 'logout', error);
    }
    if (!isAwaited || this.#machine.state !== 'disconnecting') {
      this.#machine.enter('disconnected', 'logout', error);
    }
  }

  #left(error, failure) {
    this.#leaving = null;
    if (this.#machine.state === 'disconnecting') {
      this.#machine.enter('disconnected', 'logout', error);
    }
    if (failure !== null) {
      const vendor = this.#host.profile().reasons?.['logout-failure'] ?? null;
      this.#host.tell('logout-failed', { error: failure, vendor });
    }
  }
}
