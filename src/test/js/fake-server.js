import { FakePeers } from './fake-peers.js';
import { FakeRoom } from './fake-room.js';

const LATENCY_MS = 10;

/**
 * A server in memory for one client, with a network that can be cut. `answers[type]` replaces what it
 * does with a frame of that type: `(frame, socket) => void`.
 */
export class FakeServer {
  clock;
  sockets = [];
  heard = [];
  rooms = new Map();
  peers = new FakePeers();
  /** By user; those who are not named are offline. */
  statuses = new Map();
  answers = {};
  network = 'up';
  session = null;
  #epochs = 0;

  constructor(clock) {
    this.clock = clock;
    const accept = (socket) => this.#accept(socket);
    this.WebSocket = class extends FakeSocket {
      constructor(url, protocol) {
        super(url, protocol);
        accept(this);
      }
    };
  }

  /** The newest socket. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** All frames of a type that were heard, oldest first. */
  all(type) {
    return this.heard.filter((frame) => frame.type === type);
  }

  room(id) {
    if (!this.rooms.has(id)) {
      this.rooms.set(id, new FakeRoom(id));
    }
    return this.rooms.get(id);
  }

  /** Frames stop both ways, nothing is closed, and new connections hang. */
  pullPlug() {
    this.network = 'hanging';
    this.sockets.forEach((socket) => socket.cut());
  }

  plugIn() {
    this.network = 'up';
  }

  /** Forgets the login, unless somebody is connected. */
  forget() {
    if (!this.sockets.some(({ isWhole, readyState }) => isWhole && readyState < 2)) {
      this.session = null;
    }
  }

  /** Another member says something. */
  say(id, payload, from = 'bob') {
    this.#toMembers(id, this.room(id).append(from, payload));
  }

  /** A user writes to this client; lost if nobody is there, and brought again at the next login. */
  write(from, payload, extra) {
    this.tell(this.peers.write(from, payload, extra), this.session.socket);
  }

  /** The status of a user is this now. */
  status(user, status) {
    this.statuses.set(user, status);
    if (this.session?.watched.has(user)) {
      this.tell({ type: 'status', user, status }, this.session.socket);
    }
  }

  /** An event of presence, which raises the version. */
  presence(id, frame) {
    this.room(id).presence += 1;
    this.#toMembers(id, { ...frame, room: id, presence: this.room(id).presence });
  }

  tell(frame, socket = this.socket) {
    this.clock.setTimeout(() => socket.say(frame), LATENCY_MS);
  }

  /** Ends a socket with a code, as the server or (1006) the network does. */
  end(code, reason = '', socket = this.socket) {
    this.clock.setTimeout(() => socket.end(code, reason), LATENCY_MS);
  }

  refuse(frame, code, number, more = {}) {
    const retry = number < 4500;
    this.tell({ type: 'error', id: frame.id, code, number, message: `refused: ${code}`, retry, ...more });
  }

  #accept(socket) {
    this.sockets.push(socket);
    socket.onsend = (frame) => this.clock.setTimeout(() => this.#hear(frame, socket), LATENCY_MS);
    if (this.network === 'up') {
      this.clock.setTimeout(() => socket.open(), LATENCY_MS);
    } else if (this.network === 'refusing') {
      this.end(1006, '', socket);
    }
  }

  #hear(frame, socket) {
    if (!socket.isWhole) {
      return;
    }
    this.heard.push(frame);
    (this.answers[frame.type] ?? this.#defaults[frame.type])(frame, socket);
  }

  #defaults = {
    login: (frame, socket) => this.login(frame, socket),
    logout: (frame, socket) => {
      this.session = null;
      this.tell({ type: 'ok', id: frame.id }, socket);
    },
    ping: (frame, socket) => this.tell({ type: 'pong', heads: this.#heads() }, socket),
    join: (frame, socket) => this.join(frame, socket),
    leave: (frame, socket) => {
      this.session.rooms.delete(frame.room);
      this.tell({ type: 'ok', id: frame.id }, socket);
    },
    publish: (frame, socket) => this.publish(frame, socket),
    members: (frame, socket) => {
      const { presence, members } = this.room(frame.room);
      const list = [...members.values()];
      this.tell({ type: 'members', id: frame.id, room: frame.room, presence, count: list.length, members: list }, socket);
    },
    'stream-publish': (frame, socket) => this.tell({ type: 'ok', id: frame.id }, socket),
    'stream-unpublish': (frame, socket) => this.tell({ type: 'ok', id: frame.id }, socket),
    send: (frame, socket) => this.send(frame, socket),
    received: (frame) => this.peers.acknowledged(frame),
    'attributes-change': (frame, socket) => {
      this.#change(frame);
      if (frame.id !== undefined) {
        this.tell({ type: 'ok', id: frame.id }, socket);
      }
    },
    'attributes-read': ({ id, user, room, keys }, socket) => {
      const all = room === undefined ? this.session.attributes : this.room(room).attributes;
      const chosen = Object.entries(all).filter(([key]) => keys === undefined || keys.includes(key));
      this.tell({ type: 'attributes', id, user, room, attributes: Object.fromEntries(chosen) }, socket);
    },
    renew: (frame, socket) => this.tell({ type: 'renewed', id: frame.id }, socket),
    'status-query': (frame, socket) => this.tell(this.#statuses(frame.users, frame.id), socket),
    'status-subscribe': (frame, socket) => {
      frame.users.forEach((user) => this.session.watched.add(user));
      this.tell(this.#statuses(frame.users, frame.id), socket);
    },
    'status-unsubscribe': (frame, socket) => {
      frame.users.forEach((user) => this.session.watched.delete(user));
      this.tell({ type: 'ok', id: frame.id }, socket);
    },
  };

  login({ id, user, instance, profile, resume, attributes }, socket) {
    const resumed = resume !== undefined && resume.epoch === this.session?.epoch;
    if (resume !== undefined && !resumed) {
      this.refuse({ id }, 'epoch-unknown', 4011);
      return;
    }
    if (!resumed) {
      this.#epochs += 1;
      this.session = { epoch: this.#epochs, link: 0, user, instance, rooms: new Set(), watched: new Set() };
      this.session.attributes = {};
    }
    if (attributes !== undefined && Object.keys(this.session.attributes).length === 0) {
      this.#change({ clear: true, set: attributes });
    }
    this.session.link += 1;
    this.session.socket = socket;
    const { epoch, link } = this.session;
    this.tell({ type: 'logged-in', id, epoch, link, resumed, profile: profile ?? 'rejoin' }, socket);
    Object.entries(resume?.rooms ?? {}).forEach(([room, position]) => this.#enter({ room, position }, socket));
    this.peers.inbox.forEach((frame) => this.tell(frame, socket));
    if (this.session.watched.size > 0) {
      this.tell(this.#statuses([...this.session.watched]), socket);
    }
  }

  join(frame, socket) {
    this.#enter(frame, socket);
  }

  publish(frame, socket) {
    const room = this.room(frame.room);
    const said = room.publish(this.session.user, this.session.instance, frame);
    const place = said === null ? {} : { epoch: said.epoch, offset: said.offset };
    this.tell({ type: 'published', id: frame.id, room: frame.room, ...place }, socket);
    if (said !== null) {
      this.#toMembers(frame.room, said);
    }
  }

  send(frame, socket) {
    const { id, to, number, payload } = frame;
    const { epoch, user } = this.session;
    if (!this.peers.take(epoch, frame)) {
      this.refuse(frame, 'peer-gap', 4016);
      return;
    }
    this.tell({ type: 'sent', id, to, number, result: 'received' }, socket);
    if (to === user) {
      this.tell({ type: 'peer-message', from: user, epoch, number, at: 1_700_000_000_000, payload }, socket);
    }
  }

  #enter({ id, room, position }, socket) {
    this.session.rooms.add(room);
    const entered = this.room(room);
    if (!entered.members.has(this.session.user)) {
      entered.enter(this.session.user, this.session.epoch);
    }
    this.tell(entered.joined(id, position === undefined), socket);
    if (position !== undefined) {
      entered.replay(position.offset).forEach((frame) => this.tell(frame, socket));
    }
  }

  #change({ room, clear = false, set = {}, remove = [], announce = false }) {
    const owner = room === undefined ? this.session : this.room(room);
    const made = Object.entries(set).map(([key, value]) => [key, { value, by: this.session.user, at: 1_700_000_000_000 }]);
    owner.attributes = { ...(clear ? {} : owner.attributes), ...Object.fromEntries(made) };
    remove.forEach((key) => delete owner.attributes[key]);
    if (announce) {
      this.#toMembers(room, { type: 'attributes-changed', room, attributes: owner.attributes });
    }
  }

  #toMembers(id, frame) {
    if (this.session?.rooms.has(id)) {
      this.tell(frame, this.session.socket);
    }
  }

  #statuses(users, id) {
    const statuses = Object.fromEntries(users.map((user) => [user, this.statuses.get(user) ?? 'offline']));
    return { type: 'statuses', id, statuses };
  }

  #heads() {
    return Object.fromEntries([...this.rooms].map(([id, { epoch, offset }]) => [id, { epoch, offset }]));
  }
}

/** A WebSocket in memory, as much of it as a client uses. */
class FakeSocket {
  readyState = 0;
  isWhole = true;

  constructor(url, protocol) {
    this.url = url;
    this.protocol = protocol;
  }

  send(text) {
    if (this.isWhole) {
      this.onsend(JSON.parse(text));
    }
  }

  /** The client closes; the server hears nothing more of it. */
  close() {
    this.readyState = 3;
    this.isWhole = false;
  }

  /** From now on nothing passes. */
  cut() {
    this.isWhole = false;
  }

  open() {
    if (this.isWhole) {
      this.readyState = 1;
      this.onopen({});
    }
  }

  say(frame) {
    if (this.isWhole && this.readyState === 1) {
      this.onmessage({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
    }
  }

  end(code, reason) {
    if (this.isWhole) {
      this.readyState = 3;
      this.isWhole = false;
      this.onclose({ code, reason });
    }
  }
}
