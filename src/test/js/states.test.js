import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, connect, part } from './world.js';

test('a login goes over connecting to connected', async () => {
  const world = new World({ token: 'signed', platform: 'android' });
  const done = world.client.login();
  assert.equal(world.client.state, 'connecting');
  await world.clock.advance(100);
  await done;
  assert.deepEqual(world.states, ['0.0 disconnected > connecting: login', '0.0 connecting > connected: login-success']);
  const [login] = world.server.heard;
  const { id, instance, ...rest } = login;
  assert.ok(id > 0 && instance.length === 32);
  const said = { type: 'login', app: 'demo', user: 'alice', attempt: 1, platform: 'android', profile: 'test' };
  assert.deepEqual(rest, { ...said, token: 'signed' });
  assert.equal(world.server.socket.protocol, 'rejoin.v1.json');
});

test('a login that nobody answers fails after the login timeout', async () => {
  const world = new World();
  world.server.network = 'hanging';
  const login = world.watch(world.client.login());
  await world.clock.advance(11_999);
  assert.equal(login.now, 'open');
  await world.clock.advance(1);
  assert.equal(login.now, 'timeout');
  assert.match(login.error.message, /no login within 12.0 s/);
  assert.equal(world.states.at(-1), '12.0 connecting > disconnected: login-timeout');
  assert.equal(world.clock.pending, 0);
});

test('a login that is refused for good fails at once', async () => {
  const world = new World();
  world.server.answers.login = (frame) => world.server.refuse(frame, 'token-invalid', 4501);
  const login = world.watch(world.client.login());
  await world.clock.advance(100);
  assert.equal(login.now, 'token-invalid');
  assert.equal(login.error.number, 4501);
  assert.equal(login.error.retry, false);
  assert.equal(world.states.at(-1), '0.0 connecting > disconnected: login-failure');
  assert.equal(world.clock.pending, 0);
});

test('a login with an expired token fails at once, since only a new one helps', async () => {
  const world = new World();
  world.server.answers.login = (frame) => world.server.refuse(frame, 'token-expired', 4013);
  const login = world.watch(world.client.login());
  await world.clock.advance(100);
  assert.equal(login.now, 'token-expired');
  assert.equal(world.client.state, 'disconnected');
});

test('a login that may be tried again is, after the time that the server tells, as the same attempt', async () => {
  const world = new World();
  world.server.answers.login = (frame, socket) => {
    if (world.server.all('login').length < 3) {
      world.server.refuse(frame, 'store-unavailable', 4005, { retryAfterMs: 2000 });
    } else {
      world.server.login(frame, socket);
    }
  };
  const login = world.watch(world.client.login());
  await world.clock.advance(3900);
  assert.equal(world.server.all('login').length, 2);
  await world.clock.advance(1000);
  assert.equal(login.now, 'done');
  assert.deepEqual(world.server.all('login').map(({ attempt }) => attempt), [1, 1, 1]);
});

test('a second login is refused while the first lasts', async () => {
  const world = await new World().login();
  await assert.rejects(world.client.login(), { code: 'already-logged-in' });
  assert.equal(world.server.all('login').length, 1);
});

test('a logout tells the server, and the state changes at once', async () => {
  const world = await new World().login();
  const logout = world.watch(world.client.logout());
  assert.equal(world.client.state, 'disconnected');
  await world.clock.advance(0);
  assert.deepEqual(world.states, ['0.1 connected > disconnected: logout']);
  assert.equal(logout.now, 'open');
  await world.clock.advance(100);
  assert.equal(logout.now, 'done');
  assert.equal(world.server.all('logout').length, 1);
  assert.equal(world.server.socket.readyState, 3);
  assert.equal(world.clock.pending, 0);
  await assert.rejects(world.client.logout(), { code: 'not-connected' });
});

test('a logout that is not answered ends after the request timeout', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  const logout = world.watch(world.client.logout());
  await world.clock.advance(9999);
  assert.equal(logout.now, 'open');
  await world.clock.advance(1);
  assert.equal(logout.now, 'done');
});

test('a logout in the midst of a login ends the login', async () => {
  const world = new World();
  const login = world.watch(world.client.login());
  await world.client.logout();
  await world.clock.advance(20_000);
  assert.equal(login.now, 'logged-out');
  assert.equal(world.client.state, 'disconnected');
  assert.equal(world.server.heard.length, 0);
});

for (const [code, number, reason] of [
  ['superseded', 4500, 'superseded'],
  ['kicked', 4520, 'kicked'],
  ['banned', 4521, 'banned'],
  ['token-expired', 4013, 'token-expired'],
  ['bad-frame', 4507, 'server-refused'],
  ['a code of the future', 4999, 'server-refused'],
]) {
  test(`closed with ${code}, a login is aborted and the client does not come back by itself`, async () => {
    const world = await new World().login();
    world.server.end(number, 'the measured fact');
    await world.clock.advance(60_000);
    assert.deepEqual(world.states, [`0.1 connected > aborted: ${reason}`]);
    assert.equal(world.server.sockets.length, 1);
    assert.equal(world.clock.pending, 0);
  });
}

test('after an abort a new login is a new attempt', async () => {
  const world = await new World().login();
  world.server.end(4500);
  await world.clock.advance(1000);
  await world.login();
  assert.deepEqual(world.server.all('login').map(({ attempt, resume }) => [attempt, resume]), [
    [1, undefined],
    [2, undefined],
  ]);
  assert.equal(world.client.state, 'connected');
});

test('an aborted client is disconnected by a logout', async () => {
  const world = await new World().login();
  world.server.end(4500);
  await world.clock.advance(100);
  await world.client.logout();
  assert.equal(world.states.at(-1), '0.2 aborted > disconnected: logout');
});

test('states and reasons carry the names that the profile gives them', async () => {
  const world = await new World().login();
  const vendors = [];
  world.client.on('state', ({ vendor }) => vendors.push(vendor));
  world.server.pullPlug();
  await world.clock.advance(5000);
  assert.deepEqual(vendors, [
    { state: { name: 'STATE_RECONNECTING', number: 4 }, reason: { name: 'INTERRUPTED', number: 5 } },
  ]);
});

test('a closed client holds no timer, and rejects what waits and what is asked', async () => {
  const world = await new World().login();
  const room = await world.join();
  const waiting = world.watch(room.publish('never'));
  world.client.close();
  await world.clock.advance(100);
  assert.equal(waiting.now, 'closed');
  assert.equal(world.clock.pending, 0);
  await assert.rejects(world.client.login(), { code: 'closed' });
  await assert.rejects(world.client.join('lobby'), { code: 'closed' });
  assert.equal(world.server.all('logout').length, 0);
});

test('without a profile of its own the client follows the one that the server names', async () => {
  const world = new World({ profile: undefined });
  world.server.answers.login = (frame, socket) => {
    assert.equal(frame.profile, undefined);
    world.server.login({ ...frame, profile: 'agora-rtm-1' }, socket);
  };
  await world.login();
  assert.equal(world.client.profile.name, 'agora-rtm-1');
});

test('what cannot work is refused when a client is made', () => {
  const given = { app: 'demo', WebSocket: class {} };
  assert.throws(() => connect('ws://server/v1', { ...given, profile: 'nobody' }), { code: 'profile-unknown' });
  assert.throws(() => connect('http://server/v1', given), /not http:/);
  assert.throws(() => connect('ws://server/v1', { app: 'demo' }), /no WebSocket/);
});

test('a constructor that throws is a connection that failed', async () => {
  const WebSocket = class {
    constructor() {
      throw new Error('forbidden here');
    }
  };
  const world = new World({ WebSocket });
  const login = world.watch(world.client.login());
  await world.clock.advance(12_000);
  assert.equal(login.now, 'timeout');
});

test('there is no way between states but those of the table', async () => {
  const { Machine } = await part('machine.js');
  const entries = { connecting() {}, failed() {} };
  const machine = new Machine({ entries, leave() {}, tell() {} });
  assert.throws(() => machine.enter('failed', 'gave-up'), /no way from disconnected to failed/);
  assert.equal(machine.state, 'disconnected');
});

test('transitions are told in their order even if a listener causes the next', async () => {
  const world = new World();
  const seen = [];
  world.client.on('state', ({ to }) => to === 'connecting' && world.client.logout());
  world.client.on('state', ({ to }) => seen.push(to));
  world.client.login().catch(() => {});
  await world.clock.advance(100);
  assert.deepEqual(seen, ['connecting', 'disconnected']);
});
