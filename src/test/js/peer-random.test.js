import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED, randomFrom } from './seeded.js';
import { PROFILE, World, only } from './world.js';

const ROUNDS = 60;
const RECEIVERS = ['bob', 'carol', 'alice'];
const REFUSALS = [
  ['too-often', 4007], ['inbox-full', 4017], ['store-unavailable', 4005], ['peer-gap', 4016], ['payload-too-large', 4510],
];

/** A server that loses answers, refuses for now or for good, and takes the rest. */
function unreliable(world, random) {
  return (frame, socket) => {
    const chance = random();
    if (chance < 0.1) {
      world.server.peers.take(world.server.session.epoch, frame);
    } else if (chance < 0.2) {
      const [code, number] = REFUSALS[Math.floor(random() * REFUSALS.length)];
      world.server.refuse(frame, code, number, random() < 0.5 ? { retryAfterMs: random() * 2000 } : {});
    } else {
      world.server.send(frame, socket);
    }
  };
}

/** Ways in which this world fails; the login itself lasts. */
function faultsOf(world, random) {
  const { server } = world;
  return [
    () => server.pullPlug(),
    () => server.plugIn(),
    () => server.end(1006, '', server.session.socket),
    () => server.peers.forget(),
    () => server.peers.inbox.forEach((frame) => server.tell(frame, server.session.socket)),
    () => world.client.networkIsBack(),
    () => world.clock.sleep(random() * 15_000),
    () => Object.assign(server.answers, { send: unreliable(world, random) }),
    () => delete server.answers.send,
    () => Object.assign(server.answers, { received: () => {} }),
    () => delete server.answers.received,
    () => server.peers.renew(),
  ];
}

/** Minutes of talk both ways while things fail; then all is well again for a while. */
async function live(seed) {
  const random = randomFrom(seed);
  const world = await new World({ random, profile: { ...PROFILE, requestTimeoutMs: 15_000 } }).login();
  const faults = faultsOf(world, random);
  const sent = [];
  const written = [];
  for (let step = 0; step < 300; step += 1) {
    await world.clock.advance(random() * 600);
    if (random() < 0.15) {
      await faults[Math.floor(random() * faults.length)]();
    } else if (random() < 0.4) {
      world.server.write('bob', `bob ${step}`);
      written.push(`bob ${step}`);
    } else {
      const to = RECEIVERS[Math.floor(random() * RECEIVERS.length)];
      sent.push({ to, text: `${step}`, fate: world.watch(world.client.sendMessage(to, `${step}`)) });
    }
  }
  world.server.plugIn();
  world.server.answers = {};
  world.server.end(1006);
  await world.clock.advance(60_000);
  return { world, sent, written };
}

/** Every acknowledged message was delivered, none twice, all in the order of sending. */
function checkSent({ world, sent }, to) {
  const mine = sent.filter((each) => each.to === to);
  const delivered = (world.server.peers.delivered.get(to) ?? []).map(({ payload }) => payload);
  const order = delivered.map((text) => mine.findIndex((each) => each.text === text));
  assert.ok(order.every((at, i) => at > (order[i - 1] ?? -1)), `${to} was given ${delivered}`);
  const lost = mine.filter(({ fate, text }) => fate.now === 'done' && !delivered.includes(text));
  assert.deepEqual(lost, []);
  const unknown = mine.filter(({ fate }) => !['done', 'timeout', 'payload-too-large'].includes(fate.now));
  assert.deepEqual(unknown, []);
}

/** What others wrote was told once and in order, and all was acknowledged. */
function checkReceived({ world, written }) {
  const told = only(world.told, 'peer-message').filter(({ from }) => from === 'bob');
  assert.deepEqual(told.map(({ payload }) => payload), written);
  assert.deepEqual(world.server.peers.inbox, []);
}

test(`through random faults acknowledged messages arrive once and in order (SEED=${SEED})`, async () => {
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = SEED + round;
    try {
      const lived = await live(seed);
      RECEIVERS.forEach((to) => checkSent(lived, to));
      checkReceived(lived);
      acknowledged += lived.sent.filter(({ fate }) => fate.now === 'done').length;
      assert.deepEqual(only(lived.world.told, 'error'), []);
      lived.world.client.close();
      await lived.world.clock.advance(1000);
      assert.equal(lived.world.clock.pending, 0);
    } catch (failure) {
      throw new Error(`SEED=${seed}: ${failure.message}`, { cause: failure });
    }
  }
  assert.ok(acknowledged > ROUNDS * 50, `only ${acknowledged} were acknowledged`);
});
