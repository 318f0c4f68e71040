import { bands, rowsOf } from './bands.js';
import { SERVER } from './chronicle.js';
import { laneLine, placeFacts } from './lane-line.js';
import { scale } from './scale.js';
import { shape } from './svg.js';

const TOP = 46;
const LANE = 84;
const SERVER_LINE = 42;
const BAND = 30;
const RIGHT = 96;
const LEFT_PAD = 18;
const FACT_WIDTH = 28;
const DUE_WIDTH = 34;

/**
 * Draws a chronicle as the vendors draw theirs: a lane for each client and one for the server, time from
 * left to right, marks T0 to T8 where things happen, and on the server's lane each window as a band that
 * fills. Pure: the same chronicle gives the same drawing.
 *
 * @param chronicle what happened
 * @param options `now` in seconds; `width` to be filled, beyond which the drawing grows; `names` the
 *     width of the column of names
 * @returns `{ drawing, names, width, height, nowX }`: shapes, of which `names` is to stay at the left
 */
export function figure(chronicle, { now, width, names }) {
  const due = chronicle.absences.flatMap((absence) => absence.due(now).map((step) => ({ ...step, absence })));
  const [attempts, told] = [chronicle.facts.filter(isAttempt), chronicle.facts.filter((fact) => !isAttempt(fact))];
  const moments = momentsOf(told, due);
  const fill = width - names - RIGHT - LEFT_PAD;
  const { xs, gaps, x, end } = scale(moments, { from: chronicle.from, to: now, fill });
  const left = names + LEFT_PAD;
  const place = { x: (at) => left + x(at), nowX: left + x(now), now };
  const facts = [
    ...attempts.map((fact) => ({ ...fact, x: place.x(fact.at) })),
    ...told.map((fact, index) => ({ ...fact, x: left + xs[index] })),
  ];
  const rows = rowsOf(chronicle.absences);
  const lanes = laid([...chronicle.lanes.values()], rows.count);
  const size = { width: Math.max(width, Math.ceil(left + end + RIGHT)), height: lanes.height };
  const hues = new Map([...chronicle.lanes.keys()].map((id, index) => [id, index + 1]));
  const context = { facts, place, lanes, hues, due, left };
  const drawing = [
    pattern(),
    ...axis(context, gaps),
    ...guides(context),
    ...lanes.order.map(({ id, lane, y }) => shape('g', { 'data-lane': id }, ...laneLine({ id, lane, y, ...context, end: size.width }))),
    ...bands(chronicle.absences, rows, { ...context, top: lanes.y(SERVER) + 14, step: BAND, names: chronicle.lanes }),
    ...arrows(context),
    ...lanes.order.flatMap(({ id, y }) => placeFacts(facts.filter((fact) => fact.lane === id), { y, hues, isServer: id === SERVER })),
    shape('line', { class: 'now', x1: place.nowX, x2: place.nowX, y1: TOP - 8, y2: lanes.height - 6 }),
  ];
  return { drawing, names: nameColumn(lanes, hues, names), ...size, nowX: place.nowX };
}

/** An attempt to connect takes no room of its own. */
function isAttempt({ kind }) {
  return kind === 'dialed';
}

/** The facts, in their order, and then what is to come. */
function momentsOf(facts, due) {
  const past = facts.map((fact) => {
    const { at, lane, mark, label, width } = fact;
    return { at, lane, width: width ?? (mark?.id || label ? FACT_WIDTH : 0) };
  });
  const future = due.map(({ at, lane }) => ({ at, lane: lane ?? SERVER, width: DUE_WIDTH }));
  return [...past, ...future.sort((a, b) => a.at - b.at)];
}

/** The server stands between the first half of the clients and the others. */
function laid(lanes, rowsOfBands) {
  const above = Math.floor(lanes.length / 2);
  const order = [];
  let top = TOP;
  lanes.forEach((lane, index) => {
    if (index === above) {
      order.push({ id: SERVER, lane: null, y: top + SERVER_LINE });
      top += SERVER_LINE + 24 + Math.max(1, rowsOfBands) * BAND;
    }
    order.push({ id: lane.id, lane, y: top + 36 });
    top += LANE;
  });
  const ys = new Map(order.map(({ id, y }) => [id, y]));
  return { order, height: top + 4, y: (id) => ys.get(id) };
}

function pattern() {
  const line = shape('path', { class: 'hatching', d: 'M0 6 L6 0' });
  const tile = { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  return shape('defs', {}, shape('pattern', tile, line));
}

/** How long each gap was: the axis has no even scale, so it says so. */
function axis({ facts, left, place }, gaps) {
  const lengths = gaps.filter(({ from, to, seconds }) => seconds >= 0.05 && to - from > lengthOf(seconds).length * 6 + 6).flatMap(({ from, to, seconds }) => {
    const middle = left + (from + to) / 2;
    const ends = { class: 'gap', x1: left + from + 2, x2: left + to - 2, y1: 18, y2: 18 };
    return [
      shape('line', ends),
      shape('text', { class: 'gap-text', x: middle, y: 12, 'text-anchor': 'middle' }, lengthOf(seconds)),
    ];
  });
  const times = [];
  let free = 0;
  for (const { x, at, mark } of facts) {
    if (mark?.id && x > free) {
      times.push(shape('text', { class: 'clock', x, y: 33, 'text-anchor': 'middle' }, at.toFixed(at < 100 ? 1 : 0)));
      free = x + 30;
    }
  }
  const now = shape('text', { class: 'now-text', x: place.nowX + 4, y: TOP - 1 }, 'now');
  return [...lengths, ...times, now];
}

/** A length of time in the least words: 40 ms, 4.0 s, 12 min. */
export function lengthOf(seconds) {
  if (seconds < 0.995) {
    return `${Math.round(seconds * 100) * 10} ms`;
  }
  if (seconds < 120) {
    return `${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  return `${(seconds / 60).toFixed(seconds < 600 ? 1 : 0)} min`;
}

function guides({ facts, lanes }) {
  return facts
    .filter(({ mark }) => mark?.id)
    .map(({ x }) => shape('line', { class: 'guide', x1: x, x2: x, y1: TOP - 8, y2: lanes.height - 6 }));
}

function arrows({ facts, lanes, hues }) {
  return facts.filter(({ link }) => link !== null && link !== undefined).flatMap(({ x, lane, link, kind, about }) => {
    const client = lanes.y(lane);
    const server = lanes.y(SERVER);
    const [from, to] = link === 'up' ? [client, server] : [server, client];
    const toward = Math.sign(to - from);
    const tip = to - toward * 6;
    const kinds = `arrow ${kind} ${about ? `hue-${hues.get(about)}` : ''}`;
    return [
      shape('line', { class: kinds, x1: x, x2: x, y1: from, y2: tip }),
      shape('path', { class: `${kinds} tip`, d: `M${x - 3} ${tip - toward * 5} L${x} ${tip} L${x + 3} ${tip - toward * 5}` }),
    ];
  });
}

function nameColumn({ order, height }, hues, width) {
  const most = Math.floor((width - 22) / 6.9);
  return [
    shape('rect', { class: 'names', x: 0, y: 0, width, height }),
    ...order.flatMap(({ id, lane, y }) => {
      const name = lane === null ? 'server' : lane.name;
      const shown = name.length > most ? `${name.slice(0, most - 1)}…` : name;
      return [
        shape('circle', { class: lane === null ? 'dot server' : `dot hue-${hues.get(id)}`, cx: 10, cy: y, r: 5 }),
        shape('text', { class: 'name', x: 21, y: y + 4 }, shown, shape('title', {}, name)),
      ];
    }),
  ];
}
