import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROFILE, World } from './world.js';

/** What the server has heard: receiver, number, up to which all is settled, payload. */
const sends = (world) =>
  world.server.all('send').map(({ to, number, settled, payload }) => `${to} ${number}/${settled} ${payload}`);

/** What a receiver's application was given. */
const given = (world, to = 'bob') => (world.server.peers.delivered.get(to) ?? []).map(({ payload }) => payload);

test('a message is sent at once and fulfilled when the receiver has it', async () => {
  const world = await new World().login();
  const sent = world.watch(world.client.sendMessage('bob', 'hello'));
  await world.clock.advance(100);
  const [{ id, ...frame }] = world.server.all('send');
  assert.ok(id > 0);
  assert.deepEqual(frame, { type: 'send', to: 'bob', number: 1, settled: 0, payload: 'hello' });
  assert.deepEqual(sent.value, { result: 'received', to: 'bob', number: 1 });
  await world.clock.advance(60_000);
  assert.equal(world.server.all('send').length, 1);
  assert.deepEqual(world.told, []);
});

test('bytes are sent as bytes, and what is neither text nor bytes is not', async () => {
  const world = await new World().login();
  world.client.sendMessage('bob', Uint8Array.of(0, 255));
  await assert.rejects(world.client.sendMessage('bob', 42), TypeError);
  await world.clock.advance(100);
  const [{ payload, binary }, ...more] = world.server.all('send');
  assert.deepEqual([payload, binary, more], ['AP8=', true, []]);
});

test('a message may be left for a user who has logged out, and then says that it was stored', async () => {
  const world = await new World().login();
  world.server.answers.send = ({ id, to, number }) =>
    world.server.tell({ type: 'sent', id, to, number, result: 'stored' });
  const sent = world.watch(world.client.sendMessage('bob', 'for later', { offline: true }));
  await world.clock.advance(100);
  assert.equal(world.server.all('send')[0].offline, true);
  assert.deepEqual(sent.value, { result: 'stored', to: 'bob', number: 1 });
});

test('messages are numbered from one for each receiver, and say up to where all is settled', async () => {
  const world = await new World().login();
  world.client.sendMessage('bob', 'a');
  world.client.sendMessage('bob', 'b');
  world.client.sendMessage('carol', 'c');
  await world.clock.advance(100);
  world.client.sendMessage('bob', 'd');
  await world.clock.advance(100);
  assert.deepEqual(sends(world), ['bob 1/0 a', 'bob 2/0 b', 'carol 1/0 c', 'bob 3/2 d']);
});

test('one can write to oneself', async () => {
  const world = await new World().login();
  const sent = world.watch(world.client.sendMessage('alice', 'note'));
  await world.clock.advance(100);
  assert.equal(sent.now, 'done');
  assert.deepEqual(world.told.map(([event, { from, payload }]) => [event, from, payload]), [
    ['peer-message', 'alice', 'note'],
  ]);
});

test('what is sent while connecting waits for the login', async () => {
  const world = new World();
  world.client.login();
  const sent = ['one', 'two'].map((text) => world.watch(world.client.sendMessage('bob', text)));
  await world.clock.advance(100);
  assert.deepEqual(sent.map(({ now }) => now), ['done', 'done']);
  assert.deepEqual(sends(world), ['bob 1/0 one', 'bob 2/0 two']);
});

test('what is sent while reconnecting waits, and goes out in order after the return', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  await world.clock.advance(5000);
  assert.equal(world.client.state, 'reconnecting');
  const sent = ['one', 'two', 'three'].map((text) => world.watch(world.client.sendMessage('bob', text)));
  await world.clock.advance(2000);
  assert.deepEqual(sends(world), []);
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.deepEqual(sent.map(({ now }) => now), ['done', 'done', 'done']);
  assert.deepEqual(sends(world), ['bob 1/0 one', 'bob 2/0 two', 'bob 3/0 three']);
});

test('sending without a login is refused at once, however the login ended', async () => {
  const refused = (world) => assert.rejects(world.client.sendMessage('bob', 'x'), { code: 'not-connected' });
  const world = new World({ profile: { ...PROFILE, giveUpAfterMs: 20_000 } });
  await refused(world);
  await world.login();
  world.server.pullPlug();
  await world.clock.advance(30_000);
  assert.equal(world.client.state, 'failed');
  await refused(world);
  world.server.plugIn();
  await world.login();
  world.server.end(4500, 'superseded');
  await world.clock.advance(100);
  assert.equal(world.client.state, 'aborted');
  await refused(world);
  world.client.close();
  await assert.rejects(world.client.sendMessage('bob', 'x'), { code: 'closed' });
  await world.clock.advance(60_000);
  assert.deepEqual(sends(world), []);
});

test('after a drop all that is not settled is sent again, in order and under its numbers', async () => {
  const world = await new World().login();
  world.client.sendMessage('bob', 'zero');
  await world.clock.advance(100);
  world.server.answers.send = (frame) => world.server.peers.take(1, frame);
  const sent = ['one', 'two'].map((text) => world.watch(world.client.sendMessage('bob', text)));
  const other = world.watch(world.client.sendMessage('carol', 'three'));
  await world.clock.advance(100);
  world.server.end(1006);
  await world.clock.advance(15);
  delete world.server.answers.send;
  await world.clock.advance(2000);
  assert.deepEqual([...sent, other].map(({ now }) => now), ['done', 'done', 'done']);
  const first = ['bob 2/1 one', 'bob 3/1 two', 'carol 1/0 three'];
  assert.deepEqual(sends(world), ['bob 1/0 zero', ...first, ...first]);
  assert.deepEqual(given(world), ['zero', 'one', 'two']);
  assert.deepEqual(given(world, 'carol'), ['three']);
});

test('an unanswered message is repeated every three seconds with all behind it, answered or not', async () => {
  const world = await new World().login();
  const answer = ({ id, to, number }) => world.server.tell({ type: 'sent', id, to, number, result: 'received' });
  world.server.answers.send = (frame) => frame.payload === 'two' && answer(frame);
  const one = world.watch(world.client.sendMessage('bob', 'one'));
  await world.clock.advance(1000);
  const two = world.watch(world.client.sendMessage('bob', 'two'));
  await world.clock.advance(1999);
  assert.deepEqual([one.now, two.now], ['open', 'done']);
  assert.deepEqual(sends(world), ['bob 1/0 one', 'bob 2/0 two']);
  await world.clock.advance(3100);
  assert.deepEqual(sends(world).slice(2), ['bob 1/0 one', 'bob 2/0 two', 'bob 1/0 one', 'bob 2/0 two']);
  world.server.answers.send = answer;
  await world.clock.advance(3000);
  assert.equal(one.now, 'done');
  await world.clock.advance(60_000);
  assert.equal(sends(world).length, 8);
});

test('a message fails after its own timeout with the measured fact, and later ones go on without it', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  const first = world.watch(world.client.sendMessage('bob', 'first'));
  await world.clock.advance(6000);
  const second = world.watch(world.client.sendMessage('bob', 'second'));
  await world.clock.advance(4000);
  assert.equal(first.now, 'timeout');
  const fact = 'message 1 to bob was not acknowledged within 10.0 s; reconnecting, nothing heard for 10.1 s';
  assert.equal(first.error.message, fact);
  assert.equal(second.now, 'open');
  world.server.plugIn();
  await world.clock.advance(5900);
  assert.equal(second.now, 'done');
  assert.deepEqual(sends(world), ['bob 2/1 second']);
});

test('under a renewed login all that is unanswered is numbered from one, in order', async () => {
  const world = await new World().login();
  world.client.sendMessage('bob', 'zero');
  world.client.sendMessage('carol', 'all is answered here');
  await world.clock.advance(100);
  world.server.answers.send = ({ id, to, number, payload }) =>
    payload === 'answered' && world.server.tell({ type: 'sent', id, to, number, result: 'received' });
  const sent = ['one', 'answered', 'two'].map((text) => world.watch(world.client.sendMessage('bob', text)));
  await world.clock.advance(100);
  world.server.session = null;
  world.server.end(1006);
  await world.clock.advance(15);
  delete world.server.answers.send;
  await world.clock.advance(1000);
  assert.deepEqual(sends(world).slice(5), ['bob 1/0 one', 'bob 2/0 two']);
  assert.deepEqual(sent.map(({ value }) => value.number), [1, 3, 2]);
  world.client.sendMessage('bob', 'three');
  world.client.sendMessage('carol', 'four');
  await world.clock.advance(100);
  assert.deepEqual(sends(world).slice(7), ['bob 3/2 three', 'carol 1/0 four']);
});

test('a logout, and an end by the server, fail what still waits and begin new numbers', async () => {
  const world = await new World().login();
  world.server.answers.send = () => {};
  const first = world.watch(world.client.sendMessage('bob', 'first'));
  await world.clock.advance(100);
  world.client.logout();
  await world.clock.advance(100);
  assert.equal(first.now, 'logged-out');
  await world.login();
  const second = world.watch(world.client.sendMessage('bob', 'second'));
  await world.clock.advance(100);
  world.server.end(4500, 'superseded');
  await world.clock.advance(100);
  assert.equal(second.now, 'superseded');
  await world.clock.advance(60_000);
  assert.deepEqual(sends(world), ['bob 1/0 first', 'bob 1/0 second']);
  assert.equal(world.clock.pending, 0);
});

test('more than 200 unsettled messages to one user, or 1024 in all, are refused at once', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  const send = (to) => world.watch(world.client.sendMessage(to, 'x'));
  const toBob = Array.from({ length: 201 }, () => send('bob'));
  const toOthers = Array.from({ length: 825 }, (_, i) => send(`user ${i % 100}`));
  await world.clock.advance(0);
  const refused = [...toBob, ...toOthers].filter(({ now }) => now !== 'open');
  assert.deepEqual(refused.map(({ now, error }) => [now, error.message]), [
    ['too-often', '200 messages to bob are unsettled; limit 200'],
    ['too-often', '1024 messages are unsettled; limit 1024'],
  ]);
  assert.deepEqual([toBob.indexOf(refused[0]), toOthers.indexOf(refused[1])], [200, 824]);
});
