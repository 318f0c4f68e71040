import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { FakeClock } from './fake-clock.js';
import { FakeServer } from './fake-server.js';

// The client as it is served: with the modules that are generated from the Java sources.
const SDK = pathToFileURL(resolve(process.env.REJOIN_SDK ?? 'target/classes/sdk')).href;

export const { connect, RejoinError, codes, profiles } = await import(`${SDK}/rejoin.js`);

/** A module of the client by its file's name. */
export const part = (file) => import(`${SDK}/${file}`);

/** A profile whose times are round, and whose every step is there. */
export const PROFILE = {
  name: 'test',
  loginTimeoutMs: 12_000,
  heartbeatMs: 1000,
  interruptedAfterMs: 4000,
  lostAfterMs: 15_000,
  giveUpAfterMs: 20 * 60_000,
  requestTimeoutMs: 10_000,
  reconnect: { initialMs: 200, factor: 2, maxInWindowMs: 5000, windowMs: 30_000, maxMs: 5000, attemptTimeoutMs: 3000 },
  states: { reconnecting: { name: 'STATE_RECONNECTING', number: 4 } },
  reasons: { interrupted: { name: 'INTERRUPTED', number: 5 }, lost: { name: 'LOST', number: 10 } },
  codes: {},
};

const ROOM_EVENTS = [
  'message', 'verdict', 'member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added',
  'stream-removed', 'count', 'members', 'attributes', 'ended',
];

/** A client, its server, and all that was told, in one list each. */
export class World {
  clock = new FakeClock();
  server = new FakeServer(this.clock);
  states = [];
  told = [];

  constructor(options = {}) {
    const { clock, server } = this;
    const given = { app: 'demo', user: 'alice', profile: PROFILE, clock, random: () => 0.5 };
    this.client = connect('ws://server/v1', { ...given, WebSocket: server.WebSocket, ...options });
    this.client.on('state', ({ from, to, reason }) => {
      this.states.push(`${seconds(clock.now())} ${from} > ${to}: ${reason}`);
    });
    for (const event of ['lost', 'token-expiring', 'token-expired', 'error', 'peer-message', 'status']) {
      this.client.on(event, (detail) => this.told.push([event, detail]));
    }
  }

  /** Logs in and lets it happen; what was told up to then is forgotten. */
  async login() {
    const done = this.client.login();
    await this.clock.advance(100);
    await done;
    this.states.length = 0;
    return this;
  }

  /** Joins and lets it happen; from then on `room.told` lists all the room's events. */
  async join(id = 'lobby') {
    const done = this.client.join(id);
    await this.clock.advance(100);
    const room = await done;
    room.told = [];
    ROOM_EVENTS.forEach((event) => room.on(event, (detail) => room.told.push([event, detail])));
    return room;
  }

  /** Waits for nothing: what became of a promise, as text, once it is known. */
  watch(promise) {
    const fate = { now: 'open' };
    promise.then(
      (value) => Object.assign(fate, { now: 'done', value }),
      (error) => Object.assign(fate, { now: error.code, error }),
    );
    return fate;
  }
}

/** Of told events those of one name. */
export function only(told, event) {
  return told.filter(([name]) => name === event).map(([, detail]) => detail);
}

function seconds(ms) {
  return (ms / 1000).toFixed(1);
}
