import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const told = (world) => only(world.told, 'peer-message').map(({ from, payload }) => `${from}: ${payload}`);

const acknowledged = (world) =>
  world.server.all('received').map(({ from, epoch, number }) => `${from} ${epoch}/${number}`);

test('a message is told with its details and acknowledged when the listeners have run', async () => {
  const world = await new World().login();
  const order = [];
  world.client.on('peer-message', () => order.push('told'));
  world.client.on('frame', ({ frame }) => frame.type === 'received' && order.push(frame));
  world.server.write('bob', 'hello');
  await world.clock.advance(100);
  assert.deepEqual(world.told, [
    ['peer-message', { from: 'bob', payload: 'hello', at: 1_700_000_000_000, epoch: 3, number: 1, stored: false }],
  ]);
  assert.deepEqual(order, ['told', { type: 'received', from: 'bob', epoch: 3, number: 1 }]);
  assert.deepEqual(world.server.peers.inbox, []);
});

test('bytes arrive as bytes, and what was stored says so', async () => {
  const world = await new World().login();
  world.server.write('bob', 'AP8=', { binary: true, stored: true });
  await world.clock.advance(100);
  const [{ payload, stored }] = only(world.told, 'peer-message');
  assert.deepEqual([payload, stored], [Uint8Array.of(0, 255), true]);
});

test('messages of one turn are acknowledged at once, one frame for each sender and login', async () => {
  const world = await new World().login();
  const { peers, socket } = world.server;
  world.clock.setTimeout(() => {
    socket.say(peers.write('bob', 'one'));
    socket.say(peers.write('carol', 'two'));
    socket.say(peers.write('bob', 'three'));
    peers.renew();
    socket.say(peers.write('bob', 'four'));
  }, 0);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one', 'carol: two', 'bob: three', 'bob: four']);
  assert.deepEqual(acknowledged(world), ['bob 3/2', 'carol 3/1', 'bob 4/1']);
});

test('a listener that throws is reported, and the message is acknowledged all the same', async () => {
  const world = await new World().login();
  world.client.on('peer-message', () => {
    throw new Error('the application failed');
  });
  const thrown = [];
  const { queueMicrotask } = globalThis;
  globalThis.queueMicrotask = (task) => queueMicrotask(() => {
    try {
      task();
    } catch (error) {
      thrown.push(error.message);
    }
  });
  try {
    world.server.write('bob', 'hello');
    await world.clock.advance(100);
  } finally {
    globalThis.queueMicrotask = queueMicrotask;
  }
  assert.deepEqual(thrown, ['the application failed']);
  assert.deepEqual(acknowledged(world), ['bob 3/1']);
});

test('a message that comes again is not told again, but acknowledged again, up to the last one', async () => {
  const world = await new World().login();
  const frame = world.server.peers.write('bob', 'one');
  world.server.tell(frame);
  world.server.write('bob', 'two');
  world.server.tell(frame);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one', 'bob: two']);
  assert.deepEqual(acknowledged(world).at(-1), 'bob 3/2');
});

test('what was told before a drop, and whose acknowledgement was lost, is not told after it', async () => {
  const world = await new World().login();
  world.server.answers.received = () => {};
  world.server.write('bob', 'one');
  await world.clock.advance(100);
  delete world.server.answers.received;
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual(told(world), ['bob: one']);
  assert.deepEqual(acknowledged(world), ['bob 3/1', 'bob 3/1']);
  assert.deepEqual(world.server.peers.inbox, []);
});

test('numbers that a sender gave up are not waited for', async () => {
  const world = await new World().login();
  world.server.write('bob', 'one');
  world.server.peers.write('bob', 'given up');
  world.server.write('bob', 'three');
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one', 'bob: three']);
  assert.deepEqual(acknowledged(world).at(-1), 'bob 3/3');
});

test('a new login of a sender begins new numbers, and what comes of an older one is a repeat', async () => {
  const world = await new World().login();
  const { peers } = world.server;
  const old = [peers.write('bob', 'one'), peers.write('bob', 'two')];
  old.forEach((frame) => world.server.tell(frame));
  peers.renew();
  world.server.write('bob', 'new one');
  world.server.tell(old[1]);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one', 'bob: two', 'bob: new one']);
  assert.deepEqual(acknowledged(world), ['bob 3/1', 'bob 3/2', 'bob 4/1', 'bob 3/2']);
});

test('a new login of this client still knows what it was told, but that of another user does not', async () => {
  const world = await new World().login();
  const frame = world.server.peers.write('bob', 'one');
  world.server.tell(frame);
  await world.clock.advance(100);
  world.client.logout();
  await world.clock.advance(100);
  await world.login();
  world.server.tell(frame);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one']);
  world.client.logout();
  await world.clock.advance(100);
  const other = world.client.login({ user: 'dora' });
  await world.clock.advance(100);
  await other;
  world.server.tell(frame);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob: one', 'bob: one']);
  assert.equal(acknowledged(world).length, 3);
});

test('4096 senders are remembered, and the one not heard for longest is forgotten first', async () => {
  const world = await new World().login();
  const { peers, socket } = world.server;
  const frames = Array.from({ length: 4096 }, (_, i) => peers.write(`user ${i}`, 'hello'));
  frames.forEach((frame) => socket.say(frame));
  socket.say(frames[0]);
  await world.clock.advance(100);
  assert.equal(told(world).length, 4096);
  socket.say(peers.write('one more', 'hello'));
  await world.clock.advance(0);
  world.told.length = 0;
  socket.say(frames[0]);
  socket.say(frames[1]);
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['user 1: hello']);
});
