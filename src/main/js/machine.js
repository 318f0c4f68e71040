/**
 * The states of a client and the ways between them. Every transition passes `enter`.
 *
 *                   login                  login-success
 *   disconnected ──────────▶ connecting ──────────────────▶ connected ◀─┐
 *        ▲  login-failure, login-timeout │     interrupted │   │        │ resumed
 *        └───────────────────────────────┘                 ▼   │        │
 *   aborted ◀── superseded, kicked, banned, token-expired, ─ reconnecting ─── gave-up ──▶ failed
 *               server-refused
 *
 * `logout` leads from everywhere to disconnected, by way of disconnecting where the profile names that; `login`
 * from aborted and failed to connecting.
 */
const LEGAL = {
  disconnected: ['connecting'],
  connecting: ['connected', 'disconnected', 'disconnecting'],
  connected: ['reconnecting', 'disconnected', 'disconnecting', 'aborted'],
  reconnecting: ['connected', 'disconnected', 'disconnecting', 'aborted', 'failed'],
  disconnecting: ['disconnected'],
  aborted: ['connecting', 'disconnected'],
  failed: ['connecting', 'disconnected'],
};

/** Holds the one current state. */
export class Machine {
  #state = 'disconnected';
  #entries;
  #leave;
  #tell;
  #untold = [];

  /**
   * @param entries what to do on entering: a function for each state, given the error that led there
   * @param leave stops the timers of whatever state is left
   * @param tell hears `{ from, to, reason, error }` once the new state holds, in the order of the
   *     transitions even if a listener causes the next
   */
  constructor({ entries, leave, tell }) {
    this.#entries = entries;
    this.#leave = leave;
    this.#tell = tell;
  }

  get state() {
    return this.#state;
  }

  /** Whether there is a way from the current state to that one. */
  leadsTo(state) {
    return LEGAL[this.#state].includes(state);
  }

  /** Goes to another state; throws if there is no way. */
  enter(to, reason, error = null) {
    const from = this.#state;
    if (!this.leadsTo(to)) {
      throw new Error(`no way from ${from} to ${to} (${reason})`);
    }
    this.#leave();
    this.#state = to;
    this.#untold.push({ from, to, reason, error });
    this.#entries[to](error);
    if (this.#untold.length === 1) {
      while (this.#untold.length > 0) {
        this.#tell(this.#untold[0]);
        this.#untold.shift();
      }
    }
  }
}
