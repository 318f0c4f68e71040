/**
 * The guided story: what a newcomer does first, in steps. It goes on by what happens, whoever caused
 * it, and knows no page.
 */
export class Story {
  #steps;
  #at = 0;
  #times = [];

  /** @param steps `{ id, done(fact, lane) }` in order: which fact ends which step */
  constructor(steps = STEPS) {
    this.#steps = steps;
  }

  /** The id of the step that waits to be done; `end` when all are. */
  get step() {
    return this.#steps[this.#at]?.id ?? 'end';
  }

  /** When the steps that are done were done, in seconds, in order. */
  get times() {
    return [...this.#times];
  }

  /** Something has happened to a client; returns whether the story has gone on. */
  take(lane, fact, at) {
    const step = this.#steps[this.#at];
    if (step === undefined || !step.done(fact, lane)) {
      return false;
    }
    this.#at += 1;
    this.#times.push(at);
    return true;
  }

  again() {
    this.#at = 0;
    this.#times = [];
  }
}

const HERO = 'pane-1';

const STEPS = [
  { id: 'meet', done: ({ kind }, lane) => kind === 'joined' && lane === HERO },
  { id: 'pull', done: ({ kind, to }, lane) => kind === 'plug' && to === 'out' && lane === HERO },
  { id: 'wait', done: ({ kind, to }, lane) => kind === 'state' && to === 'reconnecting' && lane === HERO },
  { id: 'write', done: ({ kind }, lane) => kind === 'said' && lane !== HERO },
  { id: 'return', done: ({ kind, to }, lane) => kind === 'plug' && to === 'in' && lane === HERO },
  { id: 'read', done: ({ kind }, lane) => kind === 'verdict' && lane === HERO },
];
