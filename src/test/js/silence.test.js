import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROFILE, World, only, part } from './world.js';

const MINUTE = 60_000;

test('a ping is sent at each heartbeat, and its answer keeps the login connected', async () => {
  const world = await new World().login();
  await world.clock.advance(20 * MINUTE);
  assert.deepEqual(world.states, []);
  assert.equal(world.server.all('ping').length, 20 * 60);
  assert.equal(world.server.sockets.length, 1);
});

test('any frame is a sign of life', async () => {
  const world = await new World().login();
  await world.join();
  world.server.answers.ping = () => {};
  await world.clock.advance(900);
  world.server.say('lobby', 'message');
  await world.clock.advance(3900);
  assert.deepEqual(world.states, []);
});

test('an open socket that is silent for four seconds is given up, and the state tells', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(3900);
  assert.deepEqual(world.states, []);
  assert.equal(world.server.sockets.length, 1);
  await world.clock.advance(200);
  assert.deepEqual(world.states, ['4.0 connected > reconnecting: interrupted']);
  assert.equal(world.server.sockets[0].readyState, 3);
  assert.equal(world.server.sockets.length, 2);
});

test('the error of an interruption holds the measured fact', async () => {
  const world = await new World().login();
  const errors = [];
  world.client.on('state', ({ error }) => errors.push(error));
  world.server.pullPlug();
  await world.clock.advance(5000);
  assert.equal(errors[0].message, 'nothing heard for 4.0 s; limit 4.0 s');
});

test('a closed socket that is mended within four seconds changes no state', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.end(1006);
  await world.clock.advance(2000);
  assert.deepEqual(world.states, []);
  assert.equal(world.server.sockets.length, 2);
  assert.equal(world.server.all('login').at(-1).resume.epoch, 1);
  assert.equal(only(room.told, 'verdict')[0].result, 'complete');
});

test('a closed socket that is not mended within four seconds of the last byte changes the state', async () => {
  const world = await new World().login();
  await world.clock.advance(2500);
  world.server.network = 'refusing';
  world.server.end(1006);
  await world.clock.advance(10_000);
  // The last pong came 0.02 s after the ping of the second second.
  assert.deepEqual(world.states, ['6.0 connected > reconnecting: interrupted']);
});

test('lost is told at fifteen seconds of silence, once, and changes no state', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(14_900);
  assert.deepEqual(world.told, []);
  await world.clock.advance(60_000);
  const [[event, { silentMs, vendor }], ...rest] = world.told;
  assert.deepEqual([event, silentMs, vendor.name, rest], ['lost', 15_000, 'LOST', []]);
  assert.equal(world.client.state, 'reconnecting');
});

test('after twenty minutes of silence the client gives up, and not a second earlier', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  await world.clock.advance(20 * MINUTE - 1000);
  assert.equal(world.client.state, 'reconnecting');
  await world.clock.advance(1000);
  assert.equal(world.states.at(-1), '1200.1 reconnecting > failed: gave-up');
  assert.equal(room.state, 'ended');
  assert.equal(world.clock.pending, 0);
  await assert.rejects(world.client.join('lobby'), { code: 'not-connected' });
});

test('a client that gave up logs in again when it is asked to', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(21 * MINUTE);
  world.server.plugIn();
  await world.clock.advance(MINUTE);
  assert.equal(world.client.state, 'failed');
  await world.login();
  assert.equal(world.client.state, 'connected');
});

test('a profile without a limit never gives up', async () => {
  const profile = { ...PROFILE, giveUpAfterMs: null, lostAfterMs: null };
  const world = await new World({ profile }).login();
  world.server.pullPlug();
  await world.clock.advance(24 * 60 * MINUTE);
  assert.equal(world.client.state, 'reconnecting');
  assert.deepEqual(world.told, []);
  world.server.plugIn();
  await world.clock.advance(20_000);
  assert.equal(world.client.state, 'connected');
});

test('after a sleep a question is asked, and the silence measured a heartbeat later, from the last byte', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.sleep(10_000);
  assert.deepEqual(world.states, []);
  await world.clock.advance(1000);
  assert.deepEqual(world.states, ['11.1 connected > reconnecting: interrupted']);
  await world.clock.sleep(30 * MINUTE);
  assert.equal(world.states.length, 1);
  await world.clock.advance(3000);
  assert.equal(world.states.at(-1), '1814.1 reconnecting > failed: gave-up');
  assert.deepEqual(world.told.map(([event]) => event), ['lost']);
});

test('a clock that is set forward by 25 minutes interrupts nothing while the socket lives', async () => {
  const world = await new World().login();
  await world.clock.sleep(25 * MINUTE);
  await world.clock.advance(60_000);
  assert.deepEqual(world.states, []);
  assert.equal(world.server.sockets.length, 1);
});

test('after a sleep of half an hour all steps that have passed are told in order', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.sleep(30 * MINUTE);
  await world.clock.advance(4000);
  assert.deepEqual(world.states.map((line) => line.split(': ')[1]), ['interrupted', 'gave-up']);
  assert.deepEqual(world.told.map(([event]) => event), ['lost']);
});

test('the clock of a computer that is set back stands still, and never goes back', async () => {
  const wall = Date.now;
  try {
    let reading = 1_000_000;
    Date.now = () => reading;
    const { systemClock } = await part('clock.js?fresh');
    const start = systemClock.now();
    reading -= 3_600_000;
    assert.equal(systemClock.now(), start);
    reading += 500;
    assert.equal(systemClock.now(), start + 500);
  } finally {
    Date.now = wall;
  }
});
