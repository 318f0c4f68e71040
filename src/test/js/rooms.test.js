import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, only } from './world.js';

const offsets = (room) => only(room.told, 'message').map(({ offset, replayed }) => `${offset}${replayed ? 'r' : ''}`);
const events = (room) => room.told.map(([event]) => event);

test('a join brings the members, and then what happens', async () => {
  const world = await new World().login();
  world.server.room('lobby').enter('bob');
  const room = await world.join();
  assert.deepEqual([...room.members.keys()], ['bob', 'alice']);
  assert.equal(room.count, 2);
  world.server.say('lobby', 'hello');
  await world.clock.advance(100);
  const message = { from: 'bob', payload: 'hello', at: 1_700_000_000_000, offset: 1, epoch: 7, replayed: false };
  assert.deepEqual(room.told, [['message', message]]);
  assert.equal(await world.client.join('lobby'), room);
  assert.equal(world.server.all('join').length, 1);
});

test('nothing of a room is told before it was joined', async () => {
  const world = await new World().login();
  const room = world.client.room('lobby');
  const told = [];
  room.on('member-joined', () => told.push('member-joined'));
  room.on('message', () => told.push('message'));
  const lobby = world.server.room('lobby');
  world.server.tell({ type: 'member-joined', room: 'lobby', presence: 2, member: lobby.enter('bob') });
  room.join();
  world.server.tell(lobby.append('bob', 'too early'));
  await world.clock.advance(100);
  assert.deepEqual(told, []);
  assert.equal(room.state, 'inside');
});

test('a join that is refused is rejected with its code, and may be tried again', async () => {
  const world = await new World().login();
  world.server.answers.join = (frame) => world.server.refuse(frame, 'forbidden', 4503);
  const join = world.watch(world.client.join('secret'));
  await world.clock.advance(100);
  assert.equal(join.now, 'forbidden');
  delete world.server.answers.join;
  assert.equal((await world.join('secret')).state, 'inside');
});

test('a join that waits for a recovering room is repeated after the time that is told', async () => {
  const world = await new World().login();
  world.server.answers.join = (frame, socket) => {
    delete world.server.answers.join;
    world.server.refuse(frame, 'room-recovering', 4010, { retryAfterMs: 700 }, socket);
  };
  const join = world.watch(world.client.join('lobby'));
  await world.clock.advance(600);
  assert.equal(join.now, 'open');
  await world.clock.advance(200);
  assert.equal(join.now, 'done');
});

test('a join that was asked before a drop is asked again after it', async () => {
  const world = await new World().login();
  world.server.pullPlug();
  const join = world.watch(world.client.join('lobby'));
  await world.clock.advance(6000);
  world.server.plugIn();
  await world.clock.advance(3900);
  assert.equal(join.now, 'done');
});

test('a room says how it stands through a drop', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  assert.equal(room.state, 'inside');
  await world.clock.advance(5000);
  assert.equal(room.state, 'away');
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.equal(room.state, 'inside');
});

test('what was missed arrives once, in order, marked as replayed, and then the verdict', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.say('lobby', 'one');
  await world.clock.advance(100);
  world.server.pullPlug();
  world.server.say('lobby', 'two');
  world.server.say('lobby', 'three');
  await world.clock.advance(10_000);
  world.server.plugIn();
  await world.clock.advance(5000);
  world.server.say('lobby', 'four');
  await world.clock.advance(100);
  assert.deepEqual(offsets(room), ['1', '2r', '3r', '4']);
  assert.deepEqual(events(room), ['message', 'message', 'message', 'verdict', 'message']);
  const nothing = { cause: null, missingFrom: null, missingTo: null };
  assert.deepEqual(only(room.told, 'verdict'), [{ result: 'complete', epoch: 7, delivered: 2, ...nothing }]);
});

test('of forty missed messages the newest thirty-two come, and the verdict names the other eight', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  for (let i = 1; i <= 40; i += 1) {
    world.server.say('lobby', `${i}`);
  }
  await world.clock.advance(5000);
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.equal(offsets(room)[0], '9r');
  assert.equal(offsets(room).length, 32);
  const [verdict] = only(room.told, 'verdict');
  const named = { result: 'truncated', cause: 'count', missingFrom: 1, missingTo: 8 };
  assert.deepEqual(verdict, { ...named, epoch: 7, delivered: 32 });
  assert.deepEqual(room.position, { epoch: 7, offset: 40, presence: 2 });
});

test('a hole whose verdict was lost with the link is named after the next return', async () => {
  const world = await new World().login();
  const room = await world.join();
  const lobby = world.server.room('lobby');
  world.server.pullPlug();
  for (let i = 1; i <= 40; i += 1) {
    world.server.say('lobby', `${i}`);
  }
  await world.clock.advance(5000);
  const { replay } = lobby;
  lobby.replay = (after) => replay.call(lobby, after).slice(0, 10);
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.equal(offsets(room).at(-1), '18r');
  assert.equal(room.position.offset, 0);
  delete lobby.replay;
  world.server.pullPlug();
  await world.clock.advance(5000);
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.deepEqual(offsets(room), Array.from({ length: 32 }, (_, i) => `${i + 9}r`));
  const [verdict, ...more] = only(room.told, 'verdict');
  assert.deepEqual([verdict.missingFrom, verdict.missingTo, more], [1, 8, []]);
  assert.equal(room.position.offset, 40);
});

test('a repeated message is not told again', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.say('lobby', 'one');
  await world.clock.advance(100);
  world.server.tell(world.server.room('lobby').log[0]);
  await world.clock.advance(100);
  assert.deepEqual(offsets(room), ['1']);
});

test('a hole on the live road is filled by joining again with the position', async () => {
  const world = await new World().login();
  const room = await world.join();
  const { log } = world.server.room('lobby');
  world.server.say('lobby', 'one');
  await world.clock.advance(100);
  world.server.room('lobby').append('bob', 'two, which gets lost');
  world.server.say('lobby', 'three');
  await world.clock.advance(5);
  world.server.say('lobby', 'four');
  await world.clock.advance(200);
  assert.deepEqual(world.server.all('join').at(-1).position, { epoch: 7, offset: 1, presence: 2 });
  assert.deepEqual(offsets(room), ['1', '2r', '3r', '4r']);
  assert.equal(log.length, 4);
  assert.equal(world.server.all('join').length, 2);
});

test('a message of another epoch is taken only by joining again', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.say('lobby', 'one');
  await world.clock.advance(100);
  world.server.room('lobby').epoch = 8;
  world.server.say('lobby', 'two');
  await world.clock.advance(200);
  assert.equal(world.server.all('join').length, 2);
  assert.deepEqual(offsets(room), ['1', '2r']);
});

test('a pong that shows more for longer than a heartbeat makes the client join again', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.room('lobby').append('bob', 'which gets lost');
  await world.clock.advance(1000);
  assert.equal(world.server.all('join').length, 1);
  await world.clock.advance(1100);
  assert.equal(world.server.all('join').length, 2);
  assert.deepEqual(offsets(room), ['1r']);
  await world.clock.advance(10_000);
  assert.equal(world.server.all('join').length, 2);
});

test('a return that the server forgets is asked for by a join', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.login = ({ id }, socket) => {
    world.server.session.socket = socket;
    world.server.tell({ type: 'logged-in', id, epoch: 1, link: 2, resumed: true, profile: 'test' });
  };
  world.server.end(1006);
  await world.clock.advance(9000);
  assert.equal(room.state, 'returning');
  await world.clock.advance(2000);
  assert.equal(room.state, 'inside');
});

test('a room that the user may no longer enter has ended, and says why', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.answers.join = (frame) => world.server.refuse(frame, 'forbidden', 4503);
  world.server.session = null;
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.equal(room.state, 'ended');
  assert.deepEqual(only(room.told, 'ended').map(({ error }) => error.code), ['forbidden']);
  await assert.rejects(room.publish('into the void'), { code: 'not-joined' });
});

test('the others come, drop, come back and go', async () => {
  const world = await new World().login();
  const room = await world.join();
  const bob = { user: 'bob', epoch: 3, platform: 'ios', lost: false, streams: [] };
  const cam = { stream: 'cam', kind: 'video' };
  world.server.presence('lobby', { type: 'member-joined', member: bob });
  world.server.presence('lobby', { type: 'stream-added', user: 'bob', stream: cam });
  world.server.presence('lobby', { type: 'stream-removed', user: 'bob', stream: 'cam', reason: 'timeout' });
  world.server.presence('lobby', { type: 'member-lost', user: 'bob', epoch: 3 });
  await world.clock.advance(100);
  assert.equal(room.members.get('bob').lost, true);
  world.server.presence('lobby', { type: 'member-back', user: 'bob', epoch: 3 });
  world.server.presence('lobby', { type: 'stream-added', user: 'bob', stream: cam });
  await world.clock.advance(100);
  assert.deepEqual(room.members.get('bob'), { ...bob, streams: [cam] });
  assert.equal(room.count, 2);
  world.server.presence('lobby', { type: 'member-left', user: 'bob', epoch: 3, reason: 'quit' });
  await world.clock.advance(100);
  assert.deepEqual(events(room), [
    'count', 'member-joined', 'stream-added', 'stream-removed', 'member-lost', 'member-back', 'stream-added',
    'count', 'member-left',
  ]);
  assert.deepEqual([...room.members.keys()], ['alice']);
  assert.equal(room.position.presence, 9);
});

test('events of presence that are repeated or out of date are not told', async () => {
  const world = await new World().login();
  const bob = world.server.room('lobby').enter('bob', 3);
  const room = await world.join();
  world.server.presence('lobby', { type: 'member-joined', member: bob });
  world.server.presence('lobby', { type: 'member-back', user: 'bob', epoch: 3 });
  world.server.presence('lobby', { type: 'member-left', user: 'bob', epoch: 2, reason: 'timeout' });
  world.server.presence('lobby', { type: 'member-left', user: 'nobody', epoch: 1, reason: 'quit' });
  world.server.presence('lobby', { type: 'stream-removed', user: 'bob', stream: 'cam', reason: 'timeout' });
  await world.clock.advance(100);
  assert.deepEqual(room.told, []);
  assert.equal(room.count, 2);
});

test('after a return with all members, joins are told at once and departures after the verdict', async () => {
  const world = await new World().login();
  const lobby = world.server.room('lobby');
  lobby.enter('bob');
  const room = await world.join();
  world.server.answers.login = (frame, socket) => {
    world.server.login({ ...frame, resume: { ...frame.resume, rooms: {} } }, socket);
    world.server.tell(lobby.joined(undefined, true));
    lobby.replay(0).forEach((each) => world.server.tell(each));
  };
  lobby.append('bob', 'goodbye');
  lobby.members.delete('bob');
  lobby.enter('carol');
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual(events(room), ['member-joined', 'message', 'verdict', 'member-left']);
  assert.deepEqual([...room.members.keys()], ['alice', 'carol']);
  assert.equal(room.count, 2);
  assert.equal(room.position.presence, lobby.presence);
});

test('in a room that was rebuilt, whoever is not back yet has not left', async () => {
  const world = await new World().login();
  const lobby = world.server.room('lobby');
  lobby.enter('bob');
  const room = await world.join();
  world.server.answers.login = (frame, socket) => {
    world.server.login({ ...frame, resume: { ...frame.resume, rooms: {} } }, socket);
    world.server.tell(lobby.joined(undefined, true));
    world.server.tell({
      type: 'verdict', room: 'lobby', result: 'truncated', cause: 'epoch', epoch: 7, missingFrom: 1, delivered: 0,
    });
  };
  lobby.epoch = 8;
  lobby.members.delete('bob');
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.deepEqual(events(room).filter((event) => event !== 'count'), ['verdict', 'members']);
  assert.deepEqual([...room.members.keys()], ['alice']);
  const bob = { user: 'bob', epoch: 1, platform: 'web', lost: false, streams: [] };
  world.server.presence('lobby', { type: 'member-joined', member: bob });
  await world.clock.advance(100);
  assert.deepEqual(events(room).at(-1), 'member-joined');
  assert.deepEqual(only(room.told, 'member-left'), []);
});

test('presence that was promised and did not come before the next drop is asked for again', async () => {
  const world = await new World().login();
  const lobby = world.server.room('lobby');
  lobby.enter('bob');
  const room = await world.join();
  lobby.presence += 5;
  world.server.end(1006);
  await world.clock.advance(1000);
  assert.equal(room.position.presence, 3);
  world.server.say('lobby', 'live, so all that was promised came before');
  await world.clock.advance(100);
  assert.equal(room.position.presence, 8);
});

test('counts and snapshots of very large rooms are taken as they are told', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.tell({ type: 'count', room: 'lobby', count: 600 });
  world.server.tell({ type: 'count', room: 'lobby', count: 600 });
  await world.clock.advance(100);
  assert.deepEqual(room.told, [['count', { count: 600 }]]);
  const zoe = { user: 'zoe', epoch: 1, platform: 'web', lost: false, streams: [] };
  world.server.tell({ type: 'snapshot', room: 'lobby', presence: 900, count: 1, members: [zoe] });
  await world.clock.advance(100);
  assert.deepEqual([...room.members.keys()], ['zoe']);
  assert.deepEqual(events(room), ['count', 'count', 'members']);
});

test('members are fetched when asked for', async () => {
  const world = await new World().login();
  world.server.room('lobby').enter('bob');
  const room = await world.join();
  const fetched = world.watch(room.fetchMembers());
  await world.clock.advance(100);
  assert.deepEqual(fetched.value.members.map(({ user }) => user), ['bob', 'alice']);
  assert.equal(fetched.value.count, 2);
});

test('a room that was left is over, and may be joined again', async () => {
  const world = await new World().login();
  const room = await world.join();
  const left = world.watch(room.leave());
  assert.equal(room.state, 'ended');
  await world.clock.advance(100);
  assert.equal(left.now, 'done');
  await assert.rejects(room.publish('late'), { code: 'not-joined' });
  const again = await world.join();
  assert.notEqual(again, room);
  assert.equal(again.state, 'inside');
});

test('a room that was left during a drop is not entered again, and the server is told', async () => {
  const world = await new World().login();
  const room = await world.join();
  world.server.pullPlug();
  await world.clock.advance(5000);
  const left = world.watch(room.leave());
  world.server.plugIn();
  await world.clock.advance(5000);
  assert.equal(left.now, 'done');
  assert.deepEqual(world.server.all('login').at(-1).resume.rooms, {});
});
