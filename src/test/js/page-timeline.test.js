import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chronicle } from '../../main/resources/web/chronicle.js';
import { figure, lengthOf } from '../../main/resources/web/figure.js';
import { scale } from '../../main/resources/web/scale.js';
import { shape, toFile } from '../../main/resources/web/svg.js';
import { PROFILE } from './world.js';

const NAME = { state: null, reason: null };
const SERVER_HALF = {
  departures: [
    { afterMs: 10_000, observers: 'web', event: 'streams-removed' },
    { afterMs: 20_000, observers: 'native', event: 'lost' },
    { afterMs: 30_000, observers: 'all', event: 'left' },
  ],
  windowMs: 30_000,
};
const WITH_SERVER = { ...PROFILE, server: SERVER_HALF };

/** u1 and u2 in a room at 1 s; all times in seconds. */
function two() {
  const chronicle = new Chronicle();
  ['u1', 'u2'].forEach((user) => {
    chronicle.addLane(user, user);
    state(chronicle, user, 'connecting', 'login', 0.5);
    chronicle.passed(user, 'up', 'login', 0.6);
    chronicle.passed(user, 'down', 'logged-in', 0.7);
    state(chronicle, user, 'connected', 'login-success', 0.7);
    chronicle.take(user, { kind: 'joined', room: 'lobby', count: 1 }, 1);
  });
  chronicle.take('u1', { kind: 'member-joined', user: 'u2' }, 1.1);
  return chronicle;
}

function state(chronicle, user, to, reason, at) {
  chronicle.take(user, { kind: 'state', to, reason, vendor: NAME, error: null, profile: WITH_SERVER, user }, at);
}

/** The last byte of u1 at 9 s, its plug pulled at 9.5 s, told at 13 s. */
function away() {
  const chronicle = two();
  chronicle.passed('u1', 'up', 'ping', 9);
  chronicle.passed('u1', 'down', 'pong', 9.02);
  chronicle.take('u1', { kind: 'plug', to: 'out', way: 'both' }, 9.5);
  state(chronicle, 'u1', 'reconnecting', 'interrupted', 13.02);
  return chronicle;
}

function marks({ facts }) {
  return facts.filter(({ mark }) => mark?.id).map(({ at, lane, mark }) => `${at} ${mark.id} of ${mark.about} on ${lane}`);
}

test('the marks of a drop stand where the figures of the vendors have them', () => {
  const chronicle = away();
  chronicle.take('u1', { kind: 'lost', vendor: null }, 24);
  chronicle.take('u2', { kind: 'member-lost', user: 'u1' }, 29);
  chronicle.passed('u1', 'up', 'login', 31);
  chronicle.take('u2', { kind: 'member-back', user: 'u1' }, 31.1);
  chronicle.passed('u1', 'down', 'logged-in', 31.2);
  state(chronicle, 'u1', 'connected', 'resumed', 31.2);
  assert.deepEqual(marks(chronicle).slice(5), [
    '9 T3 of u1 on server',
    '13.02 T4 of u1 on u1',
    '24 T5 of u1 on u1',
    '29 T6 of u1 on u2',
    '31 T7 of u1 on u1',
    '31.1 T8 of u1 on u2',
  ]);
  assert.deepEqual(marks(chronicle).slice(0, 5), [
    '0.5 T0 of u1 on u1', '0.5 T0 of u2 on u2', '1 T1 of u1 on u1', '1 T1 of u2 on u2', '1.1 T2 of u2 on u1',
  ]);
  const since = chronicle.facts.filter(({ mark }) => ['T4', 'T6', 'T7', 'T8'].includes(mark?.id)).map(({ at, mark }) => {
    return `${mark.id} = ${mark.since.name} + ${(at - mark.since.at).toFixed(1)}`;
  });
  assert.deepEqual(since, ['T4 = T3 + 4.0', 'T6 = T3 + 20.0', 'T7 = T3 + 22.0', 'T8 = T7 + 0.1']);
});

test('each further thing that others are told of one silence has a mark of its own', () => {
  const chronicle = away();
  const stream = { stream: 'video', kind: 'video' };
  const other = { stream: 'audio', kind: 'audio' };
  chronicle.take('u2', { kind: 'stream-removed', user: 'u1', stream, reason: 'timeout' }, 19);
  chronicle.take('u2', { kind: 'stream-removed', user: 'u1', stream: other, reason: 'timeout' }, 19.01);
  chronicle.take('u2', { kind: 'member-lost', user: 'u1' }, 29);
  chronicle.take('u2', { kind: 'member-left', user: 'u1', reason: 'timeout' }, 39);
  assert.deepEqual(marks(chronicle).slice(-3), ['19 T6 of u1 on u2', '29 T6′ of u1 on u2', '39 T6″ of u1 on u2']);
});

test('streams that were gone and come again say that the client is back', () => {
  const chronicle = away();
  const stream = { stream: 'video', kind: 'video' };
  chronicle.take('u2', { kind: 'stream-removed', user: 'u1', stream, reason: 'timeout' }, 19);
  chronicle.passed('u1', 'up', 'login', 22);
  chronicle.passed('u1', 'down', 'logged-in', 22.1);
  chronicle.take('u2', { kind: 'stream-added', user: 'u1', stream }, 22.2);
  assert.deepEqual(marks(chronicle).slice(-3), ['19 T6 of u1 on u2', '22 T7 of u1 on u1', '22.2 T8 of u1 on u2']);
});

test('a last byte that the client heard later than the server is told apart', () => {
  const chronicle = two();
  chronicle.passed('u1', 'up', 'ping', 9);
  chronicle.passed('u1', 'down', 'message', 9.8);
  chronicle.take('u1', { kind: 'plug', to: 'out', way: 'both' }, 9.9);
  state(chronicle, 'u1', 'reconnecting', 'interrupted', 13.8);
  const [server, own, , told] = chronicle.facts.filter(({ at }) => at >= 9);
  assert.deepEqual([server.at, server.mark.id, own.at, own.label], [9, 'T3', 9.8, 'last byte heard']);
  assert.deepEqual(told.mark.since, { name: 'its last byte heard', at: 9.8 });
});

test('a window ends when the client is heard again, or when it has passed', () => {
  const back = away();
  back.passed('u1', 'up', 'login', 20);
  back.passed('u1', 'down', 'logged-in', 20.1);
  back.tick(60);
  assert.deepEqual(ends(back), [[9, 20, 'back', 20]]);
  const gone = away();
  gone.tick(38.9);
  assert.deepEqual(ends(gone), [[9, null, null, null]]);
  gone.tick(39.2);
  assert.deepEqual(ends(gone), [[9, 39, 'over', null]]);
  gone.passed('u1', 'up', 'login', 50);
  gone.passed('u1', 'down', 'logged-in', 50.2);
  assert.deepEqual(ends(gone), [[9, 39, 'over', 50]]);
});

function ends({ absences }) {
  return absences.map(({ from, to, end, backAt }) => [from, to, end, backAt]);
}

test('who is cut off from hearing only is silent when it gives its socket up, and not before', () => {
  const chronicle = two();
  chronicle.take('u1', { kind: 'plug', to: 'out', way: 'down' }, 9);
  chronicle.passed('u1', 'up', 'ping', 12);
  assert.equal(chronicle.absences.length, 0);
  state(chronicle, 'u1', 'reconnecting', 'interrupted', 13);
  assert.deepEqual(chronicle.absences.map(({ from, limit }) => [from, limit]), [[12, 42]]);
});

test('a logout, and a login taken over, open no window', () => {
  const chronicle = two();
  state(chronicle, 'u1', 'disconnected', 'logout', 5);
  state(chronicle, 'u2', 'aborted', 'superseded', 6);
  chronicle.take('u1', { kind: 'plug', to: 'out', way: 'both' }, 7);
  assert.deepEqual(chronicle.absences, []);
});

test('missed messages that come together are one thing on the timeline', () => {
  const chronicle = two();
  [3, 4, 5].forEach((offset) => chronicle.take('u1', { kind: 'message', from: 'u2', offset, replayed: true }, 5 + offset / 100));
  assert.deepEqual(chronicle.facts.filter(({ kind }) => kind === 'replay').map(({ label }) => label), ['replay #3–#5']);
});

test('cleared, a timeline keeps the silence that lasts', () => {
  const chronicle = away();
  chronicle.clear(15);
  assert.deepEqual(chronicle.facts, []);
  assert.deepEqual(ends(chronicle), [[9, null, null, null]]);
  assert.equal(chronicle.from, 9);
});

test('forty milliseconds and twenty minutes are readable side by side', () => {
  const moments = [0, 0.04, 4, 30, 1200].map((at) => ({ at, lane: 'u1', width: 28 }));
  const { xs, gaps, end, x } = scale(moments, { from: 0, to: 1230, fill: 300 });
  const widths = xs.slice(1).map((each, index) => each - xs[index]);
  assert.ok(widths.every((width) => width >= 28), `${widths}`);
  assert.ok(widths.every((width, index) => index === 0 || width > widths[index - 1]), `${widths}`);
  assert.ok(end < 800, `${end}`);
  assert.equal(gaps[4].seconds, 1170);
  assert.equal(x(4), xs[2]);
  assert.equal(x(17), (xs[2] + xs[3]) / 2);
});

test('what happens at one moment on several lanes stands at one place, on one lane side by side', () => {
  const moments = [['u1', 1], ['u2', 1.001], ['u1', 1.002]].map(([lane, at]) => ({ at, lane, width: 28 }));
  const { xs } = scale(moments, { from: 0, to: 2, fill: 100 });
  assert.equal(xs[0], xs[1]);
  assert.ok(xs[2] - xs[1] >= 28);
});

test('the window is drawn from the last byte to its end, filled up to now, with its steps', () => {
  const chronicle = away();
  const { drawing, nowX } = figure(chronicle, { now: 24, width: 900, names: 84 });
  const [band] = parts(drawing, ({ attributes }) => attributes.class === 'band hue-1');
  assert.deepEqual([band.attributes['data-from'], band.attributes['data-limit'], band.attributes['data-to']], ['9.000', '39.000', undefined]);
  const [fill] = parts([band], ({ attributes }) => attributes.class === 'fill');
  const [frame] = parts([band], ({ attributes }) => attributes.class === 'frame');
  assert.ok(Math.abs(fill.attributes.x + fill.attributes.width - nowX) < 0.01);
  assert.ok(frame.attributes.width > fill.attributes.width);
  const steps = parts([band], ({ attributes }) => attributes.class === 'step');
  assert.deepEqual(steps.map(({ attributes }) => `${attributes['data-event']} ${attributes['data-at']}`), [
    'streams-removed 19.000', 'lost 29.000', 'left 39.000',
  ]);
});

test('two silences at once are drawn below each other', () => {
  const chronicle = away();
  chronicle.take('u2', { kind: 'pocket', to: 'asleep' }, 15);
  const { drawing } = figure(chronicle, { now: 16, width: 900, names: 84 });
  const frames = parts(drawing, ({ attributes }) => attributes.class === 'frame');
  assert.deepEqual(frames.map(({ attributes }) => attributes.y).length, 2);
  assert.ok(frames[1].attributes.y - frames[0].attributes.y >= 22);
});

test('a drawing becomes a file in which every text is escaped', () => {
  const drawing = shape('svg', { width: 1, 'data-x': null }, shape('text', { 'data-name': '<"&>' }, 'a < b & c'));
  assert.equal(
    toFile(drawing, 'svg { fill: red }'),
    '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1"><style>svg { fill: red }</style>'
      + '<text data-name="&lt;&quot;&amp;&gt;">a &lt; b &amp; c</text></svg>\n',
  );
});

test('lengths of time are told in the least words', () => {
  assert.deepEqual([0.04, 0.5, 4.02, 31, 150, 1200].map(lengthOf), ['40 ms', '500 ms', '4.0 s', '31 s', '2.5 min', '20 min']);
});

function parts(shapes, isWanted) {
  const drawn = shapes.filter((each) => typeof each !== 'string');
  return drawn.flatMap((each) => [...(isWanted(each) ? [each] : []), ...parts(each.children, isWanted)]);
}
