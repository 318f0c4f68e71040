import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const AT = 1_700_000_000_000;
const by = (user, value) => ({ value, by: user, at: AT });

/** What a promise is kept with, when it has been let happen. */
async function kept(world, promise) {
  const fate = world.watch(promise);
  await world.clock.advance(100);
  assert.equal(fate.now, 'done', fate.error?.message);
  return fate.value;
}

test('own attributes are set, merged, deleted, cleared and read', async () => {
  const world = await new World().login();
  const { client } = world;
  const own = () => kept(world, client.readAttributes('alice'));
  await kept(world, client.setAttributes({ a: '1', b: '2' }));
  assert.deepEqual(await own(), { a: by('alice', '1'), b: by('alice', '2') });
  await kept(world, client.mergeAttributes({ b: '3', c: '4' }));
  assert.deepEqual(await kept(world, client.readAttributes('alice', ['b', 'x'])), { b: by('alice', '3') });
  await kept(world, client.deleteAttributes(['a', 'c']));
  assert.deepEqual(await own(), { b: by('alice', '3') });
  await kept(world, client.setAttributes({ d: '5' }));
  assert.deepEqual(await own(), { d: by('alice', '5') });
  await kept(world, client.clearAttributes());
  assert.deepEqual(await own(), {});
  assert.deepEqual(world.told, []);
});

test('attributes of a room are changed and read without joining it', async () => {
  const world = await new World().login();
  await kept(world, world.client.changeRoomAttributes('lobby', { set: { topic: 'tea', mood: 'calm' } }));
  await kept(world, world.client.changeRoomAttributes('lobby', { set: { topic: 'milk' }, remove: ['mood'] }));
  assert.deepEqual(await kept(world, world.client.readRoomAttributes('lobby')), { topic: by('alice', 'milk') });
  assert.deepEqual(await kept(world, world.client.readRoomAttributes('lobby', [])), {});
  assert.equal(world.server.all('join').length, 0);
});

test('a room tells a change that was announced, and nothing else', async () => {
  const world = await new World().login();
  const room = await world.join();
  await kept(world, world.client.changeRoomAttributes('lobby', { set: { quiet: '1' } }));
  assert.deepEqual(room.told, []);
  await kept(world, world.client.changeRoomAttributes('lobby', { clear: true, set: { topic: 'tea' }, announce: true }));
  await kept(world, world.client.readRoomAttributes('lobby'));
  assert.deepEqual(room.told, [['attributes', { attributes: { topic: by('alice', 'tea') } }]]);
});

test('a client that returns past its window sets its own again', async () => {
  const world = await new World().login();
  await kept(world, world.client.setAttributes({ a: '1', b: '2' }));
  await kept(world, world.client.deleteAttributes(['b']));
  world.server.pullPlug();
  await world.clock.advance(31_000);
  world.server.session = null;
  world.server.plugIn();
  await world.clock.advance(10_000);
  assert.equal(world.client.state, 'connected');
  assert.equal(world.server.session.epoch, 2);
  assert.deepEqual(world.server.session.attributes, { a: by('alice', '1') });
  assert.deepEqual(only(world.told, 'error'), []);
});

test('a resumed login sets them again too, before the changes that still wait', async () => {
  const world = await new World().login();
  await kept(world, world.client.setAttributes({ a: '1' }));
  world.server.pullPlug();
  const change = world.watch(world.client.mergeAttributes({ b: '2' }));
  await world.clock.advance(5000);
  world.server.session.attributes = {}; // As a server that was started anew.
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.equal(change.now, 'done');
  assert.equal(world.server.session.epoch, 1);
  assert.deepEqual(world.server.session.attributes, { a: by('alice', '1'), b: by('alice', '2') });
});

test('what was refused is not set again, and an ended login leaves nothing to set', async () => {
  const world = await new World().login();
  world.server.answers['attributes-change'] = (frame) => world.server.refuse(frame, 'attributes-too-large', 4527);
  const change = world.watch(world.client.setAttributes({ big: 'x' }));
  await world.clock.advance(100);
  assert.equal(change.now, 'attributes-too-large');
  delete world.server.answers['attributes-change'];
  world.server.end(1006);
  await world.clock.advance(2000);
  assert.equal(world.client.state, 'connected');
  assert.deepEqual(world.server.session.attributes, {});
  await kept(world, world.client.setAttributes({ a: '1' }));
  await kept(world, world.client.logout());
  await kept(world, world.client.login());
  assert.deepEqual(world.server.session.attributes, {});
});

test('attributes of a user who is not there are refused, and without a login all are', async () => {
  const world = new World();
  for (const call of ['setAttributes', 'deleteAttributes', 'readAttributes', 'changeRoomAttributes', 'readRoomAttributes']) {
    await assert.rejects(world.client[call]('lobby', {}), { code: 'not-connected' }, call);
  }
  await world.login();
  world.server.answers['attributes-read'] = (frame) => world.server.refuse(frame, 'user-not-found', 4528);
  const read = world.watch(world.client.readAttributes('nobody'));
  await world.clock.advance(100);
  assert.equal(read.now, 'user-not-found');
});
