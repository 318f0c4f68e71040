import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, part } from './world.js';

test('a resume names the login, the last link and the positions in all rooms', async () => {
  const world = await new World().login();
  await world.join('lobby');
  await world.join('kitchen');
  world.server.say('kitchen', 'hello');
  await world.clock.advance(100);
  world.server.end(1006);
  await world.clock.advance(1000);
  const { resume, attempt } = world.server.all('login').at(-1);
  assert.equal(attempt, 1);
  assert.deepEqual(resume, {
    epoch: 1,
    link: 1,
    rooms: { lobby: { epoch: 7, offset: 0, presence: 2 }, kitchen: { epoch: 7, offset: 1, presence: 2 } },
  });
});

test('a return after an interruption is resumed, without another login', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(10_000);
  world.server.plugIn();
  await world.clock.advance(10_000);
  assert.equal(world.states.length, 2);
  assert.match(world.states[1], /reconnecting > connected: resumed/);
  assert.equal(world.server.session.epoch, 1);
});

test('waits are random between zero and a bound that doubles up to its maximum', async () => {
  const { Backoff } = await part('backoff.js');
  const policy = { initialMs: 200, factor: 2, maxInWindowMs: 1000, windowMs: 30_000, maxMs: 3000 };
  const high = new Backoff(() => 0.999);
  const waits = (length, silentMs) =>
    Array.from({ length }, () => Math.round(high.nextDelayMs(policy, silentMs) / 0.999));
  assert.deepEqual(waits(6, 29_999), [200, 400, 800, 1000, 1000, 1000]);
  assert.deepEqual(waits(4, 30_000), [1600, 3000, 3000, 3000]);
  high.reset();
  assert.deepEqual(waits(2, 30_000), [200, 400]);
  const low = new Backoff(() => 0);
  assert.equal(low.nextDelayMs(policy, 0), 0);
});

test('attempts go on for ever with bounded waits where connections are refused', async () => {
  const world = await new World({ random: () => 0.999 }).login();
  world.server.network = 'refusing';
  world.server.end(1006);
  await world.clock.advance(10 * 60_000);
  const attempts = world.server.sockets.length;
  assert.ok(attempts > 600 / 5.1 && attempts < 600 / 4.9 + 10, `${attempts} attempts`);
});

test('an attempt that hangs is given up for the next', async () => {
  const world = await new World({ random: () => 0 }).login();
  world.server.network = 'hanging';
  world.server.end(1006);
  await world.clock.advance(3500);
  assert.equal(world.server.sockets.length, 3);
  assert.equal(world.server.sockets[1].readyState, 3);
});

test('a server that takes the socket and does not answer the login is left for the next attempt', async () => {
  const world = await new World({ random: () => 0 }).login();
  world.server.answers.login = () => {};
  world.server.end(1006);
  await world.clock.advance(3500);
  assert.equal(world.server.all('login').length, 3);
});

test('a link that closes before its first pong does not start the waits over', async () => {
  const world = await new World({ random: () => 0.999 }).login();
  await world.clock.advance(3000);
  world.server.answers.login = (frame, socket) => {
    world.server.login(frame, socket);
    world.server.end(4000, 'stopping', socket);
  };
  world.server.end(1006);
  await world.clock.advance(60_000);
  assert.ok(world.server.sockets.length < 20, `${world.server.sockets.length} sockets in a minute`);
});

test('a link that has answered a ping makes the next failure a first one again', async () => {
  const world = await new World({ random: () => 0.999 }).login();
  world.server.network = 'refusing';
  world.server.end(1006);
  await world.clock.advance(60_000);
  world.server.plugIn();
  await world.clock.advance(10_000);
  const before = world.server.sockets.length;
  world.server.end(1006);
  await world.clock.advance(220);
  assert.equal(world.server.sockets.length, before + 1);
});

test('when the network is back the client tries at once and starts its waits over', async () => {
  const world = await new World({ random: () => 0.999 }).login();
  world.server.network = 'refusing';
  world.server.end(1006);
  await world.clock.advance(60_000);
  const before = world.server.sockets.length;
  world.client.networkIsBack();
  assert.equal(world.server.sockets.length, before + 1);
  await world.clock.advance(800);
  assert.equal(world.server.sockets.length, before + 3);
});

test('a hint that the network is back makes a live link show a sign of life', async () => {
  const world = await new World().login();
  await world.clock.advance(300);
  const before = world.server.all('ping').length;
  world.client.networkIsBack();
  await world.clock.advance(20);
  assert.equal(world.server.all('ping').length, before + 1);
  assert.equal(world.server.sockets.length, 1);
});

test('where the server no longer knows the login, the client logs in anew and comes back to its rooms', async () => {
  const world = await new World().login();
  const room = await world.join();
  room.publishStream({ stream: 'cam', kind: 'video' });
  await world.clock.advance(100);
  world.server.session = null;
  world.server.end(1006);
  await world.clock.advance(1000);
  const [, refused, anew] = world.server.all('login');
  assert.deepEqual([refused.attempt, refused.resume.epoch, anew.attempt, anew.resume], [1, 1, 2, undefined]);
  const rejoin = world.server.all('join').at(-1);
  assert.deepEqual(rejoin.position, { epoch: 7, offset: 0, presence: 2 });
  assert.equal(room.state, 'inside');
  assert.deepEqual(world.server.all('stream-publish').map(({ stream }) => stream), ['cam', 'cam']);
  assert.deepEqual(world.states, []);
});

test('a login that is new after an interruption is told as a success, not as resumed', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(40_000);
  world.server.session = null;
  world.server.plugIn();
  await world.clock.advance(10_000);
  assert.match(world.states.at(-1), /reconnecting > connected: login-success/);
});

test('a resume that was superseded aborts, and the client does not fight back', async () => {
  const world = await new World().login();
  world.server.answers.login = (frame) => world.server.refuse(frame, 'superseded', 4500);
  world.server.end(1006);
  await world.clock.advance(10 * 60_000);
  assert.match(world.states.at(-1), /connected > aborted: superseded/);
  assert.equal(world.server.all('login').length, 2);
  assert.equal(world.server.sockets.length, 2);
});

test('a refusal that may be retried is, however long it lasts', async () => {
  const world = await new World().login();
  world.server.answers.login = (frame) => world.server.refuse(frame, 'store-unavailable', 4005);
  world.server.end(1006);
  await world.clock.advance(60_000);
  assert.equal(world.client.state, 'reconnecting');
  delete world.server.answers.login;
  await world.clock.advance(10_000);
  assert.match(world.states.at(-1), /resumed/);
});

test('with an expired token the client waits, tells it, and goes on when it has a new one', async () => {
  const world = await new World({ token: 'old' }).login();
  world.server.answers.login = (frame, socket) => {
    if (frame.token === 'old') {
      world.server.refuse(frame, 'token-expired', 4013);
    } else {
      world.server.login(frame, socket);
    }
  };
  world.server.pullPlug();
  await world.clock.advance(5000);
  world.server.plugIn();
  await world.clock.advance(60_000);
  assert.deepEqual(world.told.map(([event]) => event), ['token-expired', 'lost']);
  assert.equal(world.client.state, 'reconnecting');
  assert.equal(world.server.all('login').length, 2);
  const renewed = world.watch(world.client.renew('new'));
  await world.clock.advance(100);
  assert.equal(renewed.now, 'done');
  assert.match(world.states.at(-1), /reconnecting > connected: resumed/);
});

test('a token is renewed on a live link, and the server tells when it ends', async () => {
  const world = await new World({ token: 'old' }).login();
  world.server.tell({ type: 'token-expiring', inMs: 30_000 });
  await world.clock.advance(100);
  assert.deepEqual(world.told, [['token-expiring', { inMs: 30_000 }]]);
  const renewed = world.watch(world.client.renew('new'));
  await world.clock.advance(100);
  assert.equal(renewed.now, 'done');
  assert.equal(world.server.all('renew')[0].token, 'new');
  world.server.tell({ type: 'token-expired' });
  await world.clock.advance(100);
  assert.equal(world.told.at(-1)[0], 'token-expired');
  assert.equal(world.client.state, 'connected');
});

test('what an abandoned socket still says is not heard', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(5000);
  const [old] = world.server.sockets;
  world.server.plugIn();
  await world.clock.advance(10_000);
  const before = [...world.states];
  old.isWhole = true;
  old.end(4003, 'a newer link has taken over');
  await world.clock.advance(1000);
  assert.deepEqual(world.states, before);
  assert.equal(world.client.state, 'connected');
});

test('frames that cannot be read are told as errors and change nothing', async () => {
  const world = await new World().login();
  world.server.tell('{"half":');
  world.server.tell('[1, 2]');
  world.server.tell({ type: 'a frame of the future', room: 'lobby' });
  await world.clock.advance(100);
  assert.deepEqual(world.told.map(([event, { code }]) => [event, code]), [
    ['error', 'bad-json'],
    ['error', 'bad-json'],
  ]);
  assert.equal(world.client.state, 'connected');
});

test('an error that answers no request is told', async () => {
  const world = await new World().login();
  world.server.refuse({}, 'bad-frame', 4507);
  await world.clock.advance(100);
  assert.deepEqual(world.told.map(([event, { code }]) => [event, code]), [['error', 'bad-frame']]);
});
