import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const COUNT = 180;
const PER_MS = 3000;
const PAUSE_MS = 500;

/** Lets the world's server take 180 messages in any 3 s, and refuse for 500 ms at least. */
function limitRates({ clock, server }) {
  let passed = [];
  let shutUntil = 0;
  server.answers.publish = (frame, socket) => {
    const now = clock.now();
    passed = passed.filter((at) => now - at < PER_MS);
    if (now >= shutUntil && passed.length >= COUNT) {
      shutUntil = Math.max(passed[0] + PER_MS, now + PAUSE_MS);
    }
    if (now < shutUntil) {
      server.refuse(frame, 'too-often', 4007, { retryAfterMs: shutUntil - now });
    } else {
      passed.push(now);
      server.publish(frame, socket);
    }
  };
}

const texts = (room) => only(room.told, 'message').map(({ payload }) => payload);
const upTo = (count) => Array.from({ length: count }, (_, i) => `${i}`);

async function limited() {
  const world = await new World().login();
  const room = await world.join();
  limitRates(world);
  return { world, room };
}

test('a burst above the rate arrives whole and in order, later', async () => {
  const { world, room } = await limited();
  const sent = upTo(500).map((text) => world.watch(room.publish(text)));
  await world.clock.advance(1000);
  assert.equal(sent.filter(({ now }) => now === 'done').length, COUNT);
  await world.clock.advance(6500);
  assert.deepEqual(texts(room), upTo(500));
  assert.ok(sent.every(({ now }) => now === 'done'));
});

test('messages at a steady pace above the rate arrive whole and in order, whatever is under way', async () => {
  const { world, room } = await limited();
  const sent = [];
  for (const text of upTo(400)) {
    sent.push(world.watch(room.publish(text)));
    await world.clock.advance(15);
  }
  await world.clock.advance(5000);
  assert.deepEqual(texts(room), upTo(400));
  assert.ok(sent.every(({ now }) => now === 'done'));
});

test('what is refused until its own timeout fails, and all that came through did so in order', async () => {
  const { world, room } = await limited();
  const sent = upTo(1000).map((text) => world.watch(room.publish(text)));
  await world.clock.advance(20_000);
  const done = sent.filter(({ now }) => now === 'done').length;
  assert.ok(done >= 3 * COUNT, `${done} in 10 s`);
  assert.deepEqual(texts(room), upTo(done));
  assert.ok(sent.slice(done).every(({ now }) => now === 'timeout'));
});

test('what is refused as too frequent goes on over a drop, in order', async () => {
  const { world, room } = await limited();
  const sent = upTo(300).map((text) => world.watch(room.publish(text)));
  await world.clock.advance(100);
  world.server.end(1006);
  await world.clock.advance(5000);
  assert.deepEqual(texts(room), upTo(300));
  assert.ok(sent.every(({ now }) => now === 'done'));
});
