const LOGGED_IN = ['connected', 'reconnecting'];

/** One client's line through the chronicle: its states, and when nothing passed. Times are in seconds. */
export class Lane {
  /** `{ from, to, what }`, the last of which goes on if its `to` is null. */
  states = [];
  cuts = [];
  naps = [];

  lastUp = null;
  lastDown = null;

  /** When it last asked to log in or to resume. */
  loginAt = null;
  bornAt = -1;
  joinedAt = null;
  profile = null;

  /** Its newest silence; null if there was none. */
  absence = null;

  constructor(id, name) {
    this.id = id;
    this.name = name;
  }

  get state() {
    return this.states.at(-1)?.what ?? 'disconnected';
  }

  get isLoggedIn() {
    return LOGGED_IN.includes(this.state);
  }

  enter(state, at) {
    end(this.states, at);
    this.states.push({ from: at, to: null, what: state });
  }

  heard(direction, type, at) {
    if (direction === 'up') {
      this.lastUp = at;
      this.loginAt = type === 'login' ? at : this.loginAt;
    } else {
      this.lastDown = at;
    }
  }

  /** @param way that is stopped; null if everything passes again */
  unplugged(way, at) {
    end(this.cuts, at);
    if (way !== null) {
      this.cuts.push({ from: at, to: null, what: way });
    }
  }

  slept(position, at) {
    end(this.naps, at);
    if (position === 'asleep') {
      this.naps.push({ from: at, to: null, what: 'asleep' });
    }
  }

  /** Forgets what was over before that moment. */
  clear(from) {
    for (const spans of ['states', 'cuts', 'naps']) {
      this[spans] = this[spans].filter(({ to }) => to === null).map((span) => ({ ...span, from: Math.max(from, span.from) }));
    }
    if (!this.absence?.isAway) {
      this.absence = null;
    }
  }
}

function end(spans, at) {
  const last = spans.at(-1);
  if (last?.to === null) {
    last.to = at;
  }
}
