import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, codes } from './world.js';

const sends = (world) => world.server.all('send').map(({ number, settled, payload }) => `${number}/${settled} ${payload}`);

/** Sends each text to bob; what becomes of them. */
const sendAll = (world, ...texts) => texts.map((text) => world.watch(world.client.sendMessage('bob', text)));

const fates = (sent) => sent.map(({ now }) => now);

/** Refuses the frames with one payload, `times` times; all others are taken. */
function refuse(world, text, code, number, { times = 1, ...more } = {}) {
  let left = times;
  world.server.answers.send = (frame, socket) => {
    if (frame.payload === text && left > 0) {
      left -= 1;
      world.server.refuse(frame, code, number, more);
    } else {
      world.server.send(frame, socket);
    }
  };
}

test('when the server misses a number all that is not settled is sent again at once, and only once', async () => {
  const world = await new World().login();
  world.server.answers.send = () => {};
  const sent = sendAll(world, 'one', 'two');
  await world.clock.advance(100);
  refuse(world, 'three', 'peer-gap', 4016);
  sent.push(...sendAll(world, 'three'));
  await world.clock.advance(100);
  assert.deepEqual(fates(sent), ['done', 'done', 'done']);
  assert.deepEqual(sends(world), ['1/0 one', '2/0 two', '3/0 three', '1/0 one', '2/0 two', '3/0 three']);
});

test('gaps of many frames that were under way together cause one repetition', async () => {
  const world = await new World().login();
  refuse(world, 'one', 'peer-gap', 4016);
  const sent = sendAll(world, 'one', 'two', 'three');
  await world.clock.advance(100);
  assert.deepEqual(fates(sent), ['done', 'done', 'done']);
  assert.equal(sends(world).length, 6);
});

test('a server that misses a number over and over is asked every three seconds, not in a loop', async () => {
  const world = await new World().login();
  world.server.answers.send = (frame) => world.server.refuse(frame, 'peer-gap', 4016);
  const [sent] = sendAll(world, 'one');
  await world.clock.advance(9000);
  assert.equal(sends(world).length, 4);
  await world.clock.advance(1000);
  const fact = 'message 1 to bob was not acknowledged within 10.0 s; last refused with peer-gap;';
  assert.ok(sent.error.message.startsWith(fact), sent.error.message);
  await world.clock.advance(60_000);
  assert.equal(sends(world).length, 5);
});

test('a full inbox is tried again after the time that was told, and nothing overtakes meanwhile', async () => {
  const world = await new World().login();
  refuse(world, 'one', 'inbox-full', 4017, { retryAfterMs: 5000 });
  const sent = sendAll(world, 'one', 'two');
  await world.clock.advance(1000);
  sent.push(...sendAll(world, 'three'));
  await world.clock.advance(3900);
  assert.deepEqual(sends(world), ['1/0 one', '2/0 two']);
  await world.clock.advance(200);
  assert.deepEqual(fates(sent), ['done', 'done', 'done']);
  assert.deepEqual(sends(world).slice(2), ['1/0 one', '2/0 two', '3/0 three']);
  assert.deepEqual(world.server.peers.delivered.get('bob').map(({ payload }) => payload), ['one', 'two', 'three']);
});

test('other receivers do not wait for one whose inbox is full', async () => {
  const world = await new World().login();
  refuse(world, 'one', 'inbox-full', 4017, { retryAfterMs: 5000 });
  const [one] = sendAll(world, 'one');
  await world.clock.advance(100);
  const other = world.watch(world.client.sendMessage('carol', 'two'));
  await world.clock.advance(100);
  assert.deepEqual([one.now, other.now], ['open', 'done']);
});

for (const code of ['store-unavailable', 'fenced', 'too-often', 'internal']) {
  test(`a message that is refused with ${code} is sent again after three seconds`, async () => {
    const world = await new World().login();
    refuse(world, 'one', code, codes[code].number);
    const [sent] = sendAll(world, 'one');
    await world.clock.advance(2900);
    assert.equal(sends(world).length, 1);
    await world.clock.advance(200);
    assert.equal(sent.now, 'done');
    assert.deepEqual(sends(world), ['1/0 one', '1/0 one']);
  });
}

test('of several times to wait the longest counts', async () => {
  const world = await new World().login();
  world.server.answers.send = (frame) => {
    world.server.refuse(frame, 'too-often', 4007, { retryAfterMs: frame.payload === 'two' ? 5000 : 1000 });
  };
  sendAll(world, 'one', 'two', 'three');
  await world.clock.advance(4900);
  assert.equal(sends(world).length, 3);
  await world.clock.advance(200);
  assert.equal(sends(world).length, 6);
});

for (const code of ['peer-unknown', 'peer-offline', 'forbidden', 'payload-too-large', 'unknown-type']) {
  test(`a message that is refused with ${code} fails, and later ones go on without it`, async () => {
    const world = await new World().login();
    refuse(world, 'two', code, codes[code].number, { times: 9 });
    const sent = sendAll(world, 'one', 'two', 'three');
    await world.clock.advance(100);
    assert.deepEqual(fates(sent), ['done', code, 'done']);
    assert.deepEqual(sends(world), ['1/0 one', '2/0 two', '3/0 three', '3/2 three']);
    await world.clock.advance(60_000);
    assert.equal(sends(world).length, 4);
    assert.deepEqual(world.told, []);
  });
}

test('behind a refused message later ones wait until those before it are settled', async () => {
  const world = await new World().login();
  let isHeldBack = true;
  world.server.answers.send = (frame, socket) => {
    if (frame.payload === 'two') {
      world.server.refuse(frame, 'payload-too-large', 4510);
    } else if (frame.payload !== 'one' || !isHeldBack) {
      world.server.send(frame, socket);
    } else {
      world.server.peers.take(1, frame);
    }
  };
  const sent = sendAll(world, 'one', 'two', 'three');
  await world.clock.advance(2000);
  assert.deepEqual(fates(sent), ['open', 'payload-too-large', 'open']);
  assert.deepEqual(sends(world).slice(3), ['1/0 one', '3/0 three']);
  isHeldBack = false;
  await world.clock.advance(2000);
  assert.deepEqual(fates(sent), ['done', 'payload-too-large', 'done']);
  assert.deepEqual(sends(world).slice(5), ['1/0 one', '3/0 three', '3/2 three']);
});

test('when those before a refused message are answered at last, the later ones go at once', async () => {
  const world = await new World().login();
  world.server.answers.send = (frame, socket) => {
    if (frame.payload === 'two') {
      world.server.refuse(frame, 'payload-too-large', 4510);
    } else if (frame.payload === 'one') {
      world.server.peers.take(1, frame);
    } else {
      world.server.send(frame, socket);
    }
  };
  const sent = sendAll(world, 'one', 'two', 'three');
  await world.clock.advance(1000);
  const { id, to, number } = world.server.all('send')[0];
  world.server.tell({ type: 'sent', id, to, number, result: 'received' });
  await world.clock.advance(100);
  assert.deepEqual(fates(sent), ['done', 'payload-too-large', 'done']);
  assert.deepEqual(sends(world).slice(5), ['3/2 three']);
});

test('of a silent link the newest 8192 frames are remembered', async () => {
  const world = await new World().login();
  world.server.answers.send = () => {};
  for (let round = 0; round < 3; round += 1) {
    Array.from({ length: 1000 }, (_, i) => world.watch(world.client.sendMessage(`user ${i % 10}`, 'x')));
    await world.clock.advance(10_100);
  }
  const frames = world.server.all('send');
  assert.equal(frames.length, 12_000);
  [frames.at(-8193), frames.at(-8192)].forEach((frame) => world.server.refuse(frame, 'peer-offline', 4525));
  await world.clock.advance(100);
  assert.deepEqual(world.told.map(([event, { code }]) => [event, code]), [['error', 'peer-offline']]);
});

test('answers to what was answered before, or given up, are told to nobody', async () => {
  const world = await new World().login();
  world.server.answers.send = () => {};
  const sent = sendAll(world, 'one');
  await world.clock.advance(3100);
  const [first, repeated] = world.server.all('send');
  world.server.send(first, world.server.socket);
  world.server.refuse(repeated, 'peer-offline', 4525);
  await world.clock.advance(100);
  sent.push(...sendAll(world, 'two'));
  await world.clock.advance(10_100);
  world.server.all('send').slice(2).forEach((frame) => world.server.refuse(frame, 'peer-offline', 4525));
  await world.clock.advance(60_000);
  assert.deepEqual(fates(sent), ['done', 'timeout']);
  assert.deepEqual(world.told, []);
});

test('what a new link is told does not wait for what the old one was refused', async () => {
  const world = await new World().login();
  refuse(world, 'one', 'inbox-full', 4017, { retryAfterMs: 8000 });
  const sent = sendAll(world, 'one');
  await world.clock.advance(100);
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual(fates(sent), ['done']);
});
