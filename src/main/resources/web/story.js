/**
 * The guided story: what a newcomer does first, in steps. It goes on by what happens, whoever caused
 * it, and knows no page.
 */
export class Story {
  #steps;
  #at = 0;

  /**
   * @param steps in order: `{ id, done(fact, lane), undone(fact, lane) }`: which fact ends a step, and the
   *     id of the step to which a fact leads back, undefined for none
   */
  constructor(steps = STEPS) {
    this.#steps = steps;
  }

  /** The id of the step that waits to be done; `end` when all are. */
  get step() {
    return this.#steps[this.#at]?.id ?? 'end';
  }

  /** Something has happened to a client; returns whether the story has gone on. */
  take(lane, fact) {
    const step = this.#steps[this.#at];
    if (step?.done(fact, lane)) {
      this.#at += 1;
      return true;
    }
    const back = step?.undone?.(fact, lane);
    this.#at = back === undefined ? this.#at : this.#steps.findIndex(({ id }) => id === back);
    return back !== undefined;
  }

  again() {
    this.#at = 0;
  }
}

const HERO = 'pane-1';

/** Where the story leads back to when its hero is away by another way than its plug, or back too early. */
function undone({ kind, to }, lane) {
  if (lane !== HERO) {
    return undefined;
  }
  return { killed: 'meet', 'room-ended': 'meet', plug: to === 'in' ? 'pull' : undefined }[kind];
}

const STEPS = [
  { id: 'meet', done: ({ kind }, lane) => kind === 'joined' && lane === HERO },
  { id: 'pull', done: ({ kind, to }, lane) => kind === 'plug' && to === 'out' && lane === HERO, undone },
  { id: 'wait', done: ({ kind, to }, lane) => kind === 'state' && to === 'reconnecting' && lane === HERO, undone },
  { id: 'write', done: ({ kind }, lane) => kind === 'said' && lane !== HERO, undone },
  { id: 'return', done: ({ kind, to }, lane) => kind === 'plug' && to === 'in' && lane === HERO, undone },
  { id: 'read', done: ({ kind }, lane) => kind === 'verdict' && lane === HERO, undone },
];
