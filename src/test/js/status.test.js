import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const told = (world) => only(world.told, 'status').map(({ user, status }) => `${user} ${status}`);

const asked = (world) => world.server.all('status-subscribe').map(({ users }) => users.join(' '));

/** A world in which bob is online and subscribed to, and all of that is forgotten. */
async function watchingBob() {
  const world = await new World().login();
  world.server.status('bob', 'online');
  const done = world.client.subscribeStatus(['bob']);
  await world.clock.advance(100);
  await done;
  world.told.length = 0;
  world.server.heard.length = 0;
  return world;
}

test('a query tells once, and nothing afterwards', async () => {
  const world = await new World().login();
  world.server.status('bob', 'unreachable');
  const fate = world.watch(world.client.queryStatus(['bob', 'carol']));
  await world.clock.advance(100);
  world.server.status('bob', 'online');
  await world.clock.advance(100);
  assert.deepEqual(fate.value, { bob: 'unreachable', carol: 'offline' });
  assert.deepEqual(world.told, []);
});

test('a subscription tells all at first, and then what changes', async () => {
  const world = await new World().login();
  world.server.status('bob', 'online');
  const fate = world.watch(world.client.subscribeStatus(['bob', 'carol', 'bob']));
  await world.clock.advance(100);
  assert.deepEqual(fate.value, { bob: 'online', carol: 'offline' });
  assert.deepEqual(told(world), ['bob online', 'carol offline']);
  world.server.status('bob', 'unreachable');
  world.server.status('bob', 'unreachable');
  world.server.status('dora', 'online');
  await world.clock.advance(100);
  assert.deepEqual(told(world), ['bob online', 'carol offline', 'bob unreachable']);
});

test('after a resume only what has changed is told, and the server is asked again', async () => {
  const world = await watchingBob();
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual([told(world), asked(world)], [[], ['bob']]);
  world.server.end(1006);
  await world.clock.advance(10);
  world.server.statuses.set('bob', 'offline');
  await world.clock.advance(1000);
  assert.deepEqual([told(world), asked(world)], [['bob offline'], ['bob', 'bob']]);
});

test('a new login in place of one that is gone has the same subscriptions', async () => {
  const world = await watchingBob();
  world.server.pullPlug();
  await world.clock.advance(60_000);
  world.server.session = null;
  world.server.statuses.set('bob', 'offline');
  world.server.plugIn();
  await world.clock.advance(20_000);
  assert.equal(world.client.state, 'connected');
  assert.equal(world.server.session.epoch, 2);
  world.server.status('bob', 'online');
  await world.clock.advance(100);
  assert.deepEqual([told(world), asked(world)], [['bob offline', 'bob online'], ['bob']]);
});

test('a logout ends subscriptions', async () => {
  const world = await watchingBob();
  world.client.logout();
  await world.clock.advance(100);
  await world.login();
  world.server.tell({ type: 'status', user: 'bob', status: 'offline' });
  await world.clock.advance(100);
  assert.deepEqual([told(world), asked(world)], [[], []]);
});

test('who unsubscribes is told no more, and not asked for again', async () => {
  const world = await watchingBob();
  const fate = world.watch(world.client.unsubscribeStatus(['bob']));
  world.server.status('bob', 'offline');
  await world.clock.advance(100);
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.equal(fate.now, 'done');
  assert.deepEqual([told(world), asked(world)], [[], []]);
});

test('a refused subscription is not held, and leaves those of before', async () => {
  const world = await watchingBob();
  world.server.answers['status-subscribe'] = (frame) => world.server.refuse(frame, 'too-many-subscriptions', 4526);
  const fate = world.watch(world.client.subscribeStatus(['bob', 'carol']));
  await world.clock.advance(100);
  assert.equal(fate.now, 'too-many-subscriptions');
  delete world.server.answers['status-subscribe'];
  world.server.tell({ type: 'status', user: 'carol', status: 'online' });
  world.server.status('bob', 'offline');
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual([told(world), asked(world)], [['bob offline'], ['bob carol', 'bob']]);
});

test('a call during a drop waits for the link, and users of open calls are not named twice', async () => {
  const world = await watchingBob();
  world.server.end(1006);
  await world.clock.advance(20);
  const fate = world.watch(world.client.subscribeStatus(['carol']));
  await world.clock.advance(1000);
  assert.equal(fate.now, 'done');
  assert.deepEqual([told(world), asked(world)], [['carol offline'], ['carol', 'bob']]);
});

test('a refusal of what is asked again after a drop is repeated or told', async () => {
  const world = await watchingBob();
  const refusals = [['too-often', 4007, { retryAfterMs: 700 }], ['forbidden', 4503, {}]];
  world.server.answers['status-subscribe'] = (frame) => world.server.refuse(frame, ...refusals.shift());
  world.server.end(1006);
  await world.clock.advance(5000);
  assert.deepEqual(asked(world), ['bob', 'bob']);
  assert.deepEqual(only(world.told, 'error').map(({ code }) => code), ['forbidden']);
});

test('without a login there is no status', async () => {
  const { client } = new World();
  for (const call of [client.queryStatus(['bob']), client.subscribeStatus(['bob']), client.unsubscribeStatus(['bob'])]) {
    await assert.rejects(call, { code: 'not-connected' });
  }
});
