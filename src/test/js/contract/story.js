import { connect, part, profiles } from '../world.js';
import { payload, plain, plainEvent, plainResult } from './plain.js';
import { ScriptedServer, settled } from './script.js';

const { Room } = await part('room.js');

const CLIENT_EVENTS = [
  'state', 'lost', 'token-expiring', 'token-expired', 'logout-failed', 'error', 'peer-message', 'status',
];
const ROOM_EVENTS = [
  'message', 'verdict', 'member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added', 'stream-changed',
  'stream-removed', 'count', 'members', 'attributes', 'ended',
];

/**
 * A story of a scenario file, told with the JavaScript client. Each step does one thing; `play` returns all that
 * the client has done because of it, as the step's expectations name it.
 */
export class Story {
  #server = new ScriptedServer();
  #client;
  #heardRooms = new WeakSet();
  #told = [];

  /** Calls to be made in the listeners of events, by the event's name: each once. */
  #waiting = new Map();
  #results = {};

  /** @param round the profile that stories live by which name no other; they may change parts of it */
  constructor({ profile = {}, options = {} }, round) {
    const { clock, WebSocket } = this.#server;
    const lived = typeof profile === 'string' ? profiles[profile] : { ...round, ...profile };
    const given = { app: 'demo', user: 'alice', platform: 'web', instance: 'i-1', profile: lived, ...options };
    const { random = 0.5, follow = false, ...rest } = given;
    this.#client = connect('ws://server/v1', {
      ...rest,
      profile: follow ? undefined : rest.profile,
      clock,
      WebSocket,
      random: () => random,
    });
    CLIENT_EVENTS.forEach((name) => {
      this.#client.on(name, (detail) => this.#heard(name, plainEvent(name, detail)));
    });
  }

  /** Does what a step says; returns what has happened. */
  async play(step) {
    const found = await this.#act(step);
    await settled();
    const happened = { ...this.#server.take(), told: this.#told, results: this.#results };
    this.#told = [];
    this.#results = {};
    return found === undefined ? happened : { ...happened, found };
  }

  async #act(step) {
    const server = this.#server;
    if ('when' in step) {
      this.#waiting.set(step.when, [...(this.#waiting.get(step.when) ?? []), step]);
    } else if ('do' in step) {
      this.#call(step);
    } else if ('open' in step) {
      server.socket().open();
    } else if ('server' in step) {
      server.socket(step.socket).say(step.server);
    } else if ('close' in step) {
      server.socket(step.socket).end(step.close, step.why ?? '');
    } else if ('advance' in step) {
      await server.advance(step.advance);
    } else if ('sleep' in step) {
      await server.clock.sleep(step.sleep);
    } else if ('network' in step) {
      server.network = step.network;
    } else if ('answers' in step) {
      server.answers = step.answers;
    } else if ('check' in step) {
      return Object.fromEntries(Object.keys(step.check).map((what) => [what, this.#look(what)]));
    } else {
      throw new Error(`a step that does nothing: ${JSON.stringify(step)}`);
    }
    return undefined;
  }

  #heard(name, detail) {
    this.#told.push([name, detail]);
    const [step, ...later] = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, later);
    if (step !== undefined) {
      this.#call(step);
    }
  }

  #call({ do: call, room, with: given = [], as = call, times = 1 }) {
    for (let i = 0; i < times; i += 1) {
      this.#fate(as, room === undefined ? this.#ofClient(call, given) : this.#ofRoom(room, call, given));
    }
  }

  #ofClient(call, given) {
    const client = this.#client;
    switch (call) {
      case 'login':
        return client.login(given.length === 0 ? undefined : { user: given[0], token: given[1] });
      case 'sendMessage':
        return client.sendMessage(given[0], payload(given[1]), { offline: given[2] ?? false });
      default:
        return client[call](...given);
    }
  }

  #ofRoom(id, call, given) {
    const room = this.#client.room(id);
    if (!this.#heardRooms.has(room)) {
      this.#heardRooms.add(room);
      ROOM_EVENTS.forEach((name) => {
        room.on(name, (detail) => this.#heard(`${id}: ${name}`, plain(detail)));
      });
    }
    return call === 'listen' ? null : room[call](...given.map((each) => (call === 'publish' ? payload(each) : each)));
  }

  #fate(as, promise) {
    promise?.then?.(
      (value) => this.#settled(as, plainResult(value, Room)),
      (error) => this.#settled(as, { failed: plain(error) }),
    );
  }

  /** Of calls under one name that have the same end, it is told how many they are. */
  #settled(as, end) {
    const ends = this.#results[as] ?? [];
    this.#results[as] = [...ends, end];
  }

  #look(what) {
    const [id, part] = what.split('.');
    if (part !== undefined) {
      const room = this.#client.room(id);
      return part === 'members' ? plain(room.members) : plain(room[part]);
    }
    const { profile, state, user } = this.#client;
    return { profile: profile.name, state, user, timers: this.#server.clock.pending }[what];
  }
}
