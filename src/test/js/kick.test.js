import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const expelled = (code, number) => ({ type: 'expelled', room: 'lobby', code, number, message: 'spam' });

for (const [code, number] of [['kicked', 4520], ['banned', 4521]]) {
  test(`a user who is ${code} from a room is out of it, and stays logged in`, async () => {
    const world = await new World().login();
    const room = await world.join();
    const waits = world.watch(room.publish('too late'));
    world.server.answers.publish = () => {};
    world.server.tell(expelled(code, number));
    await world.clock.advance(100);
    assert.equal(room.state, 'ended');
    const [{ error }] = only(room.told, 'ended');
    assert.deepEqual([error.code, error.number, error.retry, error.message], [code, number, false, 'spam']);
    assert.equal(waits.now, code);
    assert.equal(world.client.state, 'connected');
    assert.equal(world.server.all('join').length, 1);
    // Whoever may come back asks anew, with a room that knows nothing.
    assert.equal((await world.join()).state, 'inside');
    assert.equal(world.server.all('join')[1].position, undefined);
  });
}

test('a user who was kicked from a room while away hears it when it is back', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  await world.clock.advance(5000);
  world.server.plugIn();
  const login = world.server.login.bind(world.server);
  world.server.answers.login = (frame, socket) => {
    login({ ...frame, resume: { ...frame.resume, rooms: {} } }, socket);
    world.server.tell(expelled('kicked', 4520), socket);
  };
  await world.clock.advance(5000);
  assert.equal(world.client.state, 'connected');
  assert.equal(room.state, 'ended');
  assert.equal(only(room.told, 'ended')[0].error.code, 'kicked');
  await world.clock.advance(60_000);
  assert.equal(world.server.all('join').length, 1);
});

test('who is banned is told how long, and does not try again', async () => {
  const world = new World();
  world.server.answers.login = (frame) => world.server.refuse(frame, 'banned', 4521, { retryAfterMs: 60_000 });
  const login = world.watch(world.client.login());
  await world.clock.advance(300_000);
  assert.deepEqual([login.now, login.error.retryAfterMs], ['banned', 60_000]);
  assert.deepEqual(world.states.slice(-1), ['0.0 connecting > disconnected: login-failure']);
  assert.equal(world.server.sockets.length, 1);
});

test('a kick says whom, from where, why and for how long, and tells a refusal', async () => {
  const world = await new World().login();
  world.server.answers.kick = (frame) => world.server.tell({ type: 'ok', id: frame.id });
  await Promise.all([
    world.client.kick('bob', { room: 'lobby', reason: 'spam', forMs: 1000 }),
    world.client.kick('carol'),
    world.clock.advance(100),
  ]);
  const [first, second] = world.server.all('kick').map(({ id, ...frame }) => frame);
  assert.deepEqual(first, { type: 'kick', user: 'bob', room: 'lobby', reason: 'spam', forMs: 1000 });
  assert.deepEqual(second, { type: 'kick', user: 'carol' });
  world.server.answers.kick = (frame) => world.server.refuse(frame, 'forbidden', 4503);
  const refused = world.watch(world.client.kick('bob'));
  await world.clock.advance(100);
  assert.equal(refused.now, 'forbidden');
  await assert.rejects(new World().client.kick('bob'), { code: 'not-connected' });
});
