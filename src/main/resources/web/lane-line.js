import { shape } from './svg.js';

const LETTER = 6.1;
const ROWS = [19, 31, 43];
const SYMBOLS = {
  state: 'event', lost: 'event', joined: 'event', told: 'event', 'last-byte': 'byte', 'last-heard': 'byte', back: 'event', message: 'message',
  said: 'message', replay: 'replay', verdict: 'verdict', plug: 'hand', pocket: 'hand', cut: 'hand', killed: 'hand',
  started: 'hand', kicked: 'hand', second: 'hand', token: 'hand',
};

/** The line of a lane up to now, coloured by its state, with the spans in which nothing passed. */
export function laneLine({ id, lane, y, place, hues, due, left, end }) {
  const { x, nowX, now } = place;
  const base = shape('line', { class: 'ground', x1: left - 18, x2: end - 6, y1: y, y2: y });
  if (lane === null) {
    return [base, shape('line', { class: 'line server', x1: left - 18, x2: nowX, y1: y, y2: y })];
  }
  const states = lane.states.map(({ from, to, what }) => {
    const ends = { x1: x(from), x2: x(to ?? now), y1: y, y2: y };
    return shape('line', { class: `line ${what}`, ...ends, 'data-state': what });
  });
  const quiet = [...lane.cuts.map((span) => ({ ...span, kind: 'cut' })), ...lane.naps.map((span) => ({ ...span, kind: 'nap' }))];
  const spans = quiet.map(({ from, to, what, kind }) => {
    const width = Math.max(2, x(to ?? now) - x(from));
    const box = { x: x(from), y: y - 7, width, height: 14, rx: 3 };
    return shape('rect', { class: kind, ...box, fill: kind === 'cut' ? 'url(#hatch)' : null, 'data-what': what });
  });
  const coming = due.filter((step) => step.lane === id).flatMap(({ at, event, afterS }) => [
    shape('circle', { class: 'due', cx: x(at), cy: y, r: 4 }),
    shape('text', { class: 'due-text', x: x(at) - 4, y: y + ROWS[0] }, `${event} at ${afterS < 120 ? `${afterS} s` : `${afterS / 60} min`}`),
  ]);
  return [base, ...states, ...spans, ...coming];
}

/** The symbols, flags and labels of a lane's facts; labels that find no room are left to the titles. */
export function placeFacts(facts, { y, hues, isServer }) {
  const free = ROWS.map(() => -Infinity);
  let freeFlag = -Infinity;
  return facts.flatMap((fact) => {
    const { kind, x, at, mark, label, words, about } = fact;
    const data = { 'data-kind': kind, 'data-at': at.toFixed(3), 'data-label': label, 'data-mark': mark?.id };
    const title = words === null ? [] : [shape('title', {}, `${at.toFixed(2)} s: ${words}`)];
    if (kind === 'dialed') {
      return [shape('line', { class: 'dialed', x1: x, x2: x, y1: y - 4, y2: y + 4, ...data })];
    }
    const parts = [];
    if (SYMBOLS[kind]) {
      const size = kind === 'message' || kind === 'said' ? 3 : 4.5;
      parts.push(shape('circle', { class: `symbol ${SYMBOLS[kind]} ${kind} ${label}`, cx: x, cy: y, r: size }));
    }
    if (mark?.id) {
      const width = mark.id.length * 7 + 8;
      const up = x - width / 2 < freeFlag ? 17 : 0;
      freeFlag = up === 0 ? x + width / 2 + 1 : freeFlag;
      const box = { class: `flag hue-${hues.get(about)}`, x: x - width / 2, y: y - 25 - up, width, height: 16, rx: 4 };
      parts.push(shape('rect', box), shape('text', { class: 'flag-text', x, y: y - 13 - up, 'text-anchor': 'middle' }, mark.id));
    }
    const row = label && !isServer ? free.findIndex((end) => x - 4 > end) : -1;
    if (row >= 0) {
      free[row] = x + label.length * LETTER + 4;
      parts.push(shape('text', { class: `label ${kind}`, x: x - 4, y: y + ROWS[row] }, label));
    }
    return [shape('g', data, ...title, ...parts)];
  });
}
