import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED, randomFrom } from './seeded.js';
import { PROFILE, World, only } from './world.js';

const ROUNDS = 40;

/** Five minutes of talk over a network that fails in every way that the fake one knows. */
async function live(seed) {
  const random = randomFrom(seed);
  const world = await new World({ random, profile: { ...PROFILE, requestTimeoutMs: 600_000 } }).login();
  const room = await world.join();
  const sent = [];
  const faults = [
    () => world.server.pullPlug(),
    () => world.server.plugIn(),
    () => world.server.end(1006, '', world.server.session?.socket),
    () => Object.assign(world.server, { network: 'refusing' }),
    () => world.server.room('lobby').append('bob', 'lost on the live road'),
    () => world.server.room('lobby').log.slice(-3).forEach((frame) => world.server.tell(frame)),
    () => world.server.forget(),
    () => world.clock.sleep(random() * 20_000),
    () => world.client.networkIsBack(),
  ];
  for (let step = 0; step < 300; step += 1) {
    await world.clock.advance(random() * 2000);
    if (random() < 0.15) {
      await faults[Math.floor(random() * faults.length)]();
    } else if (random() < 0.5) {
      world.server.say('lobby', `bob ${step}`);
    } else {
      sent.push({ text: `alice ${step}`, fate: world.watch(room.publish(`alice ${step}`)) });
    }
  }
  world.server.plugIn();
  await world.clock.advance(60_000);
  return { world, room, sent };
}

/** Every offset from 1 to the last was told once, in order, or is named by a verdict. */
function checkNoGap({ world, room }) {
  const missing = only(room.told, 'verdict').filter(({ missingFrom }) => missingFrom !== null);
  const isNamed = (offset) => missing.some(({ missingFrom, missingTo }) => missingFrom <= offset && offset <= missingTo);
  let last = 0;
  for (const { offset, payload } of only(room.told, 'message')) {
    assert.ok(offset > last, `offset ${offset} came after ${last}`);
    for (let hole = last + 1; hole < offset; hole += 1) {
      assert.ok(isNamed(hole), `offset ${hole} is missing and no verdict names it`);
    }
    assert.equal(payload, world.server.room('lobby').log[offset - 1].payload);
    last = offset;
  }
  assert.equal(last, world.server.room('lobby').offset);
}

/** All that was published is in the room once, in order, and was acknowledged. */
function checkPublications({ world, sent }) {
  const taken = world.server.room('lobby').log.filter(({ from }) => from === 'alice').map(({ payload }) => payload);
  assert.deepEqual(taken, sent.map(({ text }) => text));
  assert.deepEqual(sent.filter(({ fate }) => fate.now !== 'done'), []);
}

test(`through random drops nothing is missed, repeated or out of order (SEED=${SEED})`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = SEED + round;
    try {
      const lived = await live(seed);
      checkNoGap(lived);
      checkPublications(lived);
      assert.deepEqual(lived.world.told.filter(([event]) => event === 'error'), []);
      assert.equal(lived.world.client.state, 'connected');
      lived.world.client.close();
      await lived.world.clock.advance(1000);
      assert.equal(lived.world.clock.pending, 0);
    } catch (failure) {
      throw new Error(`SEED=${seed}: ${failure.message}`, { cause: failure });
    }
  }
});
