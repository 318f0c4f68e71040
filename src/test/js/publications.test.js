import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROFILE, World, only } from './world.js';

const payloads = (room) => only(room.told, 'message').map(({ payload }) => payload);
const numbers = (world) => world.server.all('publish').map(({ number }) => number);

test('a publication is acknowledged with its place, and its sender hears it too', async () => {
  const world = await new World().login();
  const room = await world.join();
  const sent = world.watch(room.publish('hello'));
  await world.clock.advance(100);
  assert.deepEqual(sent.value, { epoch: 7, offset: 1 });
  assert.deepEqual(payloads(room), ['hello']);
  assert.equal(only(room.told, 'message')[0].from, 'alice');
});

test('bytes arrive as the bytes they were', async () => {
  const world = await new World().login();
  const room = await world.join();
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  room.publish(bytes);
  await world.clock.advance(100);
  assert.deepEqual(payloads(room), [bytes]);
  await assert.rejects(room.publish(42), TypeError);
});

test('publications are numbered from one, per room, over leaving and joining again', async () => {
  const world = await new World().login();
  const room = await world.join();
  const other = await world.join('kitchen');
  room.publish('a');
  room.publish('b');
  other.publish('c');
  await world.clock.advance(100);
  await Promise.all([room.leave(), world.clock.advance(100)]);
  (await world.join()).publish('d');
  await world.clock.advance(100);
  assert.deepEqual(numbers(world), [1, 2, 1, 3]);
});

test('what is published while reconnecting waits, and is sent in order after the return', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  await world.clock.advance(5000);
  assert.equal(world.client.state, 'reconnecting');
  const sent = ['one', 'two', 'three'].map((text) => world.watch(room.publish(text)));
  await world.clock.advance(2000);
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.deepEqual(sent.map(({ now }) => now), ['done', 'done', 'done']);
  assert.deepEqual(payloads(room), ['one', 'two', 'three']);
  assert.deepEqual(numbers(world), [1, 2, 3]);
});

test('what was sent and not acknowledged before a drop is sent again under its number, and delivered once', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = (frame) => {
    world.server.room('lobby').publish('alice', world.server.session.instance, frame);
    world.server.end(1006);
  };
  const sent = world.watch(room.publish('once'));
  await world.clock.advance(15);
  delete world.server.answers.publish;
  await world.clock.advance(2000);
  assert.equal(sent.now, 'done');
  assert.deepEqual(sent.value, { epoch: null, offset: null });
  assert.deepEqual(numbers(world), [1, 1]);
  assert.deepEqual(payloads(room), ['once']);
});

test('while connected an unacknowledged publication is repeated every three seconds', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = () => {};
  const sent = world.watch(room.publish('hello'));
  await world.clock.advance(7000);
  assert.deepEqual(numbers(world), [1, 1, 1]);
  delete world.server.answers.publish;
  await world.clock.advance(2500);
  assert.equal(sent.now, 'done');
  assert.deepEqual(payloads(room), ['hello']);
  await world.clock.advance(10_000);
  assert.deepEqual(numbers(world), [1, 1, 1, 1]);
});

test('a publication fails after its own timeout, with the measured fact', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  const first = world.watch(room.publish('first'));
  await world.clock.advance(6000);
  const second = world.watch(room.publish('second'));
  await world.clock.advance(4000);
  assert.equal(first.now, 'timeout');
  assert.equal(first.error.message, 'no answer to publish within 10.0 s; reconnecting, nothing heard for 10.1 s');
  assert.equal(first.error.number, 4014);
  assert.equal(second.now, 'open');
  world.server.plugIn();
  await world.clock.advance(5900);
  assert.equal(second.now, 'done');
  assert.deepEqual(payloads(room), ['second']);
});

test('publishing without a login or a room is refused at once', async () => {
  const world = await new World().login();
  const room = await world.join();
  await assert.rejects(world.client.room('elsewhere').publish('x'), { code: 'not-joined' });
  world.client.logout();
  await assert.rejects(room.publish('x'), { code: 'not-connected' });
  await world.clock.advance(100);
  assert.deepEqual(numbers(world), []);
});

test('what was sent before a logout waits for its answer, at most its own time', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  const sent = world.watch(room.publish('never'));
  world.client.logout();
  await world.clock.advance(9999);
  assert.equal(sent.now, 'open');
  await world.clock.advance(1);
  assert.equal(sent.now, 'timeout');
});

test('a publication that is refused for good fails with the code of the server', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = (frame, socket) => {
    if (frame.payload === 'long') {
      world.server.refuse(frame, 'payload-too-large', 4510);
    } else {
      world.server.publish(frame, socket);
    }
  };
  const long = world.watch(room.publish('long'));
  await world.clock.advance(100);
  const short = world.watch(room.publish('short'));
  await world.clock.advance(100);
  assert.deepEqual([long.now, short.now], ['payload-too-large', 'done']);
  // The number that the room did not take is used again, so that there is no hole.
  assert.deepEqual(numbers(world), [1, 1]);
});

test('a publication that is refused for now is repeated later, and none overtakes it meanwhile', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = (frame) => {
    delete world.server.answers.publish;
    world.server.refuse(frame, 'too-often', 4007, { retryAfterMs: 500 });
  };
  const one = world.watch(room.publish('one'));
  await world.clock.advance(100);
  const two = world.watch(room.publish('two'));
  await world.clock.advance(1000);
  assert.deepEqual([one.now, two.now], ['done', 'done']);
  assert.deepEqual(payloads(room), ['one', 'two']);
  assert.deepEqual(numbers(world), [1, 1, 2]);
});

test('a publication that is refused while a later one is taken gets a new number, not a false acknowledgement', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = (frame) => {
    delete world.server.answers.publish;
    world.server.refuse(frame, 'too-often', 4007, { retryAfterMs: 500 });
  };
  room.publish('one');
  room.publish('two');
  await world.clock.advance(1000);
  assert.deepEqual(payloads(room), ['two', 'one']);
  assert.deepEqual(numbers(world), [1, 2, 3]);
});

test('a publication that is refused because the room was not joined joins first', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.publish = (frame) => {
    delete world.server.answers.publish;
    world.server.refuse(frame, 'not-joined', 4009, { retryAfterMs: 100 });
  };
  room.publish('hello');
  await world.clock.advance(1000);
  assert.equal(world.server.all('join').length, 2);
  assert.deepEqual(payloads(room), ['hello']);
});

test('more than 1024 waiting requests are refused', async () => {
  const world = await new World({ profile: { ...PROFILE, requestTimeoutMs: 60_000 } }).login();
  const room = await world.join();
  world.server.pullPlug();
  const sent = Array.from({ length: 1025 }, (_, i) => world.watch(room.publish(`${i}`)));
  await world.clock.advance(0);
  assert.deepEqual(sent.map(({ now }) => now).filter((now) => now !== 'open'), ['too-often']);
  assert.match(sent[1024].error.message, /1024 requests wait for answers; limit 1024/);
});

test('streams are published and withdrawn', async () => {
  const world = await new World().login();
  const room = await world.join();
  const done = world.watch(room.publishStream({ stream: 'cam', kind: 'video', info: 'front' }));
  await world.clock.advance(100);
  assert.equal(done.now, 'done');
  const gone = world.watch(room.unpublishStream('cam'));
  await world.clock.advance(100);
  assert.equal(gone.now, 'done');
  const { id, ...said } = world.server.all('stream-publish')[0];
  assert.ok(id > 0);
  assert.deepEqual(said, { type: 'stream-publish', room: 'lobby', stream: 'cam', kind: 'video', info: 'front' });
});
