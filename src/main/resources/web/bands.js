import { shape } from './svg.js';

const HEIGHT = 22;
const LETTER = 6;

/** On which row each absence is drawn, so that those that overlap in time do not overlap in sight. */
export function rowsOf(absences) {
  const ends = [];
  const rowOf = new Map();
  for (const absence of absences) {
    const row = ends.findIndex((end) => end <= absence.from);
    const taken = row >= 0 ? row : ends.length;
    ends[taken] = absence.to ?? absence.limit;
    rowOf.set(absence, taken);
  }
  return { count: ends.length, of: (absence) => rowOf.get(absence) };
}

/** The window of each absence: a band from the last byte to its end, filled up to now, its steps as ticks. */
export function bands(absences, rows, { place, hues, top, step, names }) {
  return absences.map((absence) => {
    const y = top + rows.of(absence) * step;
    const { from, to, limit, end, windowS } = absence;
    const x1 = place.x(from);
    const x2 = place.x(to ?? limit);
    const full = Math.max(0, place.x(Math.min(to ?? place.now, limit)) - x1);
    const data = {
      class: `band hue-${hues.get(absence.lane)}`,
      'data-about': absence.lane,
      'data-from': from.toFixed(3),
      'data-limit': limit.toFixed(3),
      'data-to': to?.toFixed(3),
      'data-end': end,
    };
    return shape(
      'g',
      data,
      shape('title', {}, `${names.get(absence.lane).name}: window of ${windowS} s${end === null ? '' : `, ${end}`}`),
      shape('rect', { class: 'fill', x: x1, y, width: full, height: HEIGHT, rx: 3 }),
      shape('rect', { class: 'frame', x: x1, y, width: Math.max(2, x2 - x1), height: HEIGHT, rx: 3 }),
      ...ticks(absence, { y, x1, x2, place }),
      ...caption(absence, { y, x1, x2, place }),
    );
  });
}

function ticks({ steps, to, limit }, { y, x1, x2, place }) {
  let free = x1;
  return steps.filter(({ at }) => at <= (to ?? limit)).flatMap(({ at, event, afterS }) => {
    const x = place.x(at);
    const text = `${event.replace('streams-removed', 'streams')} ${afterS} s`;
    const line = shape('line', { class: 'step', x1: x, x2: x, y1: y, y2: y + HEIGHT, 'data-event': event, 'data-at': at.toFixed(3) });
    if (x - text.length * LETTER - 6 < free || x > x2 + 1) {
      return [line];
    }
    free = x;
    return [line, shape('text', { class: 'step-text', x: x - 4, y: y + 15, 'text-anchor': 'end' }, text)];
  });
}

/** What became of the window, or how much of it is left, right of it. */
function caption({ from, to, end, limit, windowS, backAt }, { y, x2, place }) {
  const away = Math.min((to ?? place.now) - from, windowS).toFixed(1);
  const words = {
    back: `back after ${away} of ${windowS} s`,
    over: backAt === null ? 'over: it has left' : 'over: it had left',
    ended: 'this login has ended',
  };
  const text = words[end] ?? `${away} of ${windowS} s`;
  return [shape('text', { class: 'caption', x: x2 + 6, y: y + 15, 'data-left': Math.max(0, limit - place.now).toFixed(1) }, text)];
}
