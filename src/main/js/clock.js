/**
 * The clock that a client lives by where none is injected. `now` is in milliseconds, only grows, and
 * counts the time that a computer was asleep (which `performance.now` does not everywhere); a wall
 * clock that is set back stands still instead.
 */
export const systemClock = {
  now: growing(() => Date.now()),
  setTimeout: (task, delayMs) => globalThis.setTimeout(task, delayMs),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
};

function growing(read) {
  let before = read();
  let elapsed = 0;
  return () => {
    const reading = read();
    elapsed += Math.max(0, reading - before);
    before = reading;
    return elapsed;
  };
}

/** Milliseconds as people read them in messages: 4.0 s. */
export function seconds(ms) {
  return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
}
