import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Pocket } from '../../main/resources/web/pocket.js';
import { possible } from '../../main/resources/web/possible.js';
import { inShort, inWords, spoken } from '../../main/resources/web/profile-words.js';
import { Story } from '../../main/resources/web/story.js';
import { DEMO_SECRET, demoToken } from '../../main/resources/web/token.js';
import { FakeClock } from './fake-clock.js';
import { profiles } from './world.js';

test('a pocket lets time go on and timers wait, which then run late and in order', async () => {
  const clock = new FakeClock();
  const pocket = new Pocket(clock);
  const ran = [];
  const set = (name, delayMs) => pocket.setTimeout(() => ran.push(`${name} ${clock.now()}`), delayMs);
  set('first', 100);
  const cleared = set('cleared', 150);
  set('second', 200);
  set('much later', 9000);
  pocket.sleep();
  await clock.advance(5000);
  assert.deepEqual(ran, []);
  assert.equal(pocket.now(), 5000);
  pocket.clearTimeout(cleared);
  pocket.wake();
  assert.deepEqual(ran, ['first 5000', 'second 5000']);
  await clock.advance(5000);
  assert.deepEqual(ran.slice(2), ['much later 9000']);
});

test('a late timer that another one has cleared does not run', async () => {
  const clock = new FakeClock();
  const pocket = new Pocket(clock);
  const ran = [];
  let second = null;
  pocket.setTimeout(() => {
    ran.push('first');
    pocket.clearTimeout(second);
  }, 100);
  second = pocket.setTimeout(() => ran.push('second'), 200);
  pocket.sleep();
  await clock.advance(1000);
  pocket.wake();
  assert.deepEqual(ran, ['first']);
});

const FRESH = {
  life: 'alive', state: 'disconnected', pocket: 'awake', plug: 'in', isConnected: false, isInRoom: false, second: null, token: 'none',
};
const IN = { ...FRESH, state: 'connected', isConnected: true, isInRoom: true };

function can(now) {
  return Object.entries(possible(now)).filter(([, is]) => is).map(([name]) => name);
}

test('a button can be pressed only where it makes sense', () => {
  assert.deepEqual(can(FRESH), ['connect', 'way']);
  assert.deepEqual(can(IN), ['logout', 'plug', 'way', 'cut', 'pocket', 'kill', 'twice', 'token', 'talk', 'kick']);
  assert.deepEqual(can({ ...IN, state: 'reconnecting', plug: 'out', isConnected: false }), ['logout', 'plug', 'pocket', 'kill', 'twice', 'talk']);
  assert.deepEqual(can({ ...IN, pocket: 'asleep' }), ['way', 'pocket']);
  assert.deepEqual(can({ ...FRESH, life: 'killed' }), ['kill']);
  assert.deepEqual(can({ ...FRESH, state: 'aborted', second: 'connected' }), ['connect', 'logout', 'way', 'twice']);
  assert.deepEqual(can({ ...FRESH, state: 'failed', plug: 'out' }), ['connect', 'logout', 'plug']);
  assert.ok(can({ ...IN, state: 'reconnecting', isConnected: false, token: 'short' }).includes('token'));
});

test('every profile is told in words, with each of its times', () => {
  for (const profile of Object.values(profiles)) {
    const words = Object.values(inWords(profile, profiles.rejoin)).flat().join(' ');
    const { server, heartbeatMs, interruptedAfterMs, lostAfterMs, giveUpAfterMs, loginTimeoutMs, requestTimeoutMs } = profile;
    const times = [heartbeatMs, interruptedAfterMs, lostAfterMs, giveUpAfterMs, loginTimeoutMs, requestTimeoutMs];
    for (const ms of [...times, ...server.departures.map(({ afterMs }) => afterMs), server.unreachableAfterMs]) {
      assert.ok(ms === null || words.includes(spoken(ms)), `${profile.name}: ${ms} is not in: ${words}`);
    }
    assert.doesNotMatch(words, /undefined|null|NaN/);
  }
});

test('the words of a profile are sentences that one can read aloud', () => {
  const { own, others, room } = inWords(profiles['agora-rtc-native'], profiles.rejoin);
  assert.equal(own[1], 'After 4 s without a byte it says reconnecting.');
  assert.equal(own[2], 'After 15 s it also tells its app: lost.');
  assert.equal(own[3], 'After 20 min it gives up: failed.');
  assert.equal(others[1], 'After 20 s others on native are told that it is lost.');
  assert.equal(others[2], 'After 30 s all others are told that it has left.');
  assert.equal(room[0], 'Who comes back is sent what it missed: the newest 32 messages of the last 30 s.');
  assert.equal(inShort(profiles.rejoin), 'reconnecting at 4 s, others first told at 4 s, left at 30 s');
  assert.equal(inShort(profiles['agora-rtm-1']), 'reconnecting at 4 s, left at 30 s');
  assert.deepEqual(inWords(profiles.rejoin, null).room, ['The room keeps what the default profile of its app says.']);
});

test('the story goes on by what happens, whoever caused it', () => {
  const story = new Story();
  const take = (lane, kind, to) => story.take(lane, { kind, to });
  assert.equal(take('pane-2', 'joined'), false);
  assert.equal(take('pane-1', 'joined'), true);
  assert.equal(take('pane-2', 'plug', 'out'), false);
  take('pane-1', 'plug', 'out');
  assert.equal(story.step, 'wait');
  take('pane-1', 'state', 'reconnecting');
  assert.equal(take('pane-1', 'said'), false);
  take('pane-3', 'said');
  take('pane-1', 'plug', 'in');
  assert.equal(story.step, 'read');
  take('pane-1', 'verdict');
  assert.equal(story.step, 'end');
  assert.equal(take('pane-1', 'verdict'), false);
  story.again();
  assert.equal(story.step, 'meet');
});

test('the story leads back when its hero is in again too early, or gone otherwise', () => {
  const story = new Story();
  const take = (lane, kind, to) => story.take(lane, { kind, to });
  take('pane-1', 'joined');
  take('pane-1', 'plug', 'out');
  take('pane-2', 'killed');
  assert.equal(story.step, 'wait');
  take('pane-1', 'plug', 'in');
  assert.equal(story.step, 'pull');
  take('pane-1', 'plug', 'out');
  take('pane-1', 'state', 'reconnecting');
  take('pane-1', 'killed');
  assert.equal(story.step, 'meet');
  take('pane-1', 'joined');
  assert.equal(story.step, 'pull');
});

test('a demo token is signed with the secret of the demo app, and ends when it should', async () => {
  const token = await demoToken({ app: 'demo', user: 'u1', lifeS: 4, nowMs: 1_000_000_000_500 });
  const [header, claims, signature] = token.split('.');
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  assert.deepEqual(read(header), { alg: 'HS256', typ: 'JWT', kid: 'demo' });
  assert.deepEqual(read(claims), { app: 'demo', sub: 'u1', iat: 999_999_999, exp: 1_000_000_005, kick: true });
  assert.equal(signature, createHmac('sha256', DEMO_SECRET).update(`${header}.${claims}`).digest('base64url'));
});
