import { systemClock } from '/sdk/clock.js';
import { connect } from '/sdk/rejoin.js';
import { Plug } from './plug.js';
import { Pocket } from './pocket.js';
import { demoToken } from './token.js';

const ROOM_EVENTS = ['member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added', 'stream-removed'];
const SHORT_LIFE_S = 4;
const LONG_LIFE_S = 3600;

/**
 * A user's device: a client, the plug between it and the network, and the pocket that it may sleep in.
 * All that happens to it is told as facts, `{ kind, … }`; it shows nothing itself.
 */
export class Device {
  #settings;
  #ear;
  #plug;
  #pocket;
  #life = 'alive';
  #client = null;
  #room = null;
  #second = null;
  #token = 'none';
  #watched = new Set();

  /** The name of its user, and the kind of client it is; taken when it next logs in. */
  user;
  platform;

  /**
   * @param settings gives `{ url, app, room, profile }` whenever it is asked
   * @param ear hears `told(fact)` and `passed(direction, type)`
   */
  constructor({ user, platform, settings, ear }) {
    this.user = user;
    this.platform = platform;
    this.#settings = settings;
    this.#ear = ear;
    this.#unpack();
  }

  /** What is the case now, as `possible` wants it. */
  get now() {
    return {
      life: this.#life,
      state: this.#client?.state ?? 'disconnected',
      pocket: this.#pocket.position,
      plug: this.#plug.position,
      way: this.#plug.way,
      isConnected: this.#plug.isConnected,
      isInRoom: this.#room !== null,
      second: this.#second?.state ?? null,
      token: this.#token,
    };
  }

  /** The room it is in; null if it is in none. */
  get room() {
    return this.#room;
  }

  /** Logs the user in and enters the room; what goes wrong is told. */
  async connect() {
    await this.#try(async () => {
      this.#client?.off();
      this.#client?.close();
      this.#client = this.#newClient({ WebSocket: this.#plug.WebSocket, clock: this.#pocket });
      this.#token = 'none';
      this.#watched.clear();
      this.#follow(this.#client);
      await this.#client.login();
      await this.#enter(this.#client.room(this.#settings().room));
    });
  }

  logout() {
    return this.#try(() => this.#client.logout());
  }

  /** Pulls the plug that way, or puts it in again. */
  turnPlug(way) {
    if (this.#plug.position === 'out') {
      this.#tell('plug', { to: 'in' });
      this.#plug.putIn();
    } else {
      this.#plug.pull(way);
      this.#tell('plug', { to: 'out', way });
    }
  }

  closeSocket() {
    this.#tell('cut');
    this.#plug.closeSockets();
  }

  /** Puts it into the pocket, or takes it out: frames are heard first, late timers run then. */
  turnPocket() {
    if (this.#pocket.position === 'awake') {
      this.#plug.hold();
      this.#pocket.sleep();
      this.#tell('pocket', { to: 'asleep' });
    } else {
      this.#tell('pocket', { to: 'awake' });
      this.#plug.release();
      this.#pocket.wake();
    }
  }

  /** Kills the process, with its socket left silent; or starts a new one, of the same user. */
  turnLife() {
    if (this.#life === 'killed') {
      this.#life = 'alive';
      this.#unpack();
      this.#tell('started');
      return this.connect();
    }
    this.#kill();
    return undefined;
  }

  /** Makes it reachable and logs it out, so that it can begin anew. */
  async comeBack() {
    if (this.#plug.position === 'out') {
      this.turnPlug();
    }
    if (this.#pocket.position === 'asleep') {
      this.turnPocket();
    }
    await this.#try(async () => this.#second?.state === 'connected' && this.#second.logout());
    await this.#try(async () => this.#client.state !== 'disconnected' && this.#client.logout());
  }

  /** Ends everything without a word and for good: the device is taken off the page. */
  remove() {
    this.#client?.close();
    this.#second?.close();
    this.#life = 'killed';
  }

  /** Logs the same user in elsewhere, where the newest login wins; or logs that one out. */
  async turnSecond() {
    if (['connecting', 'connected', 'reconnecting'].includes(this.#second?.state)) {
      return this.#try(() => this.#second.logout());
    }
    this.#second?.close();
    this.#second = this.#newClient({ WebSocket });
    this.#second.on('state', ({ to, reason }) => this.#tell('second', { to, reason }));
    return this.#try(() => this.#second.login());
  }

  /** Has a user's login ended; with a time, the user is kept out for so long. */
  kick(user, forMs) {
    return this.#try(async () => {
      this.#tell('kicked', { user, forMs });
      await this.#client.kick(user, { reason: `kicked by ${this.#client.user}`, forMs });
    });
  }

  /** Gives it a token that ends in some seconds; or a long one in its place. */
  async turnToken() {
    const isShort = this.#token === 'short';
    const life = isShort ? LONG_LIFE_S : SHORT_LIFE_S;
    await this.#try(async () => {
      const token = await demoToken({ app: this.#settings().app, user: this.#client.user, lifeS: life });
      this.#token = isShort ? 'long' : 'short';
      this.#tell('token', { to: this.#token, life });
      await this.#client.renew(token);
    });
  }

  /** Publishes; fulfilled when the server has it, rejected with why not. */
  say(text) {
    this.#tell('said', { text });
    return this.#room.publish(text);
  }

  turnStream(kind, isOn) {
    return this.#try(() => {
      return isOn ? this.#room.publishStream({ stream: kind, kind }) : this.#room.unpublishStream(kind);
    });
  }

  /** The online status of these users is told from now on, as `status`. */
  watch(users) {
    const unknown = users.filter((user) => !this.#watched.has(user));
    if (unknown.length > 0 && this.#client?.state === 'connected') {
      unknown.forEach((user) => this.#watched.add(user));
      this.#try(() => this.#client.subscribeStatus(unknown));
    }
  }

  /** Nothing is told any more, neither to the server nor to whoever listened to the client. */
  #kill() {
    const [client, room] = [this.#client, this.#room];
    this.#plug.die();
    room?.off();
    client.off();
    this.#life = 'killed';
    this.#client = null;
    this.#room = null;
    this.#tell('killed');
    client.close();
  }

  #unpack() {
    this.#pocket = new Pocket(systemClock);
    this.#plug = new Plug({
      dialed: () => this.#tell('dialed'),
      passed: (direction, text) => this.#ear.passed(direction, JSON.parse(text).type),
    });
  }

  #newClient({ WebSocket, clock }) {
    const { url, app, profile } = this.#settings();
    return connect(url, { app, user: this.user, profile, platform: this.platform, WebSocket, clock });
  }

  #follow(client) {
    client.on('state', ({ to, reason, vendor, error }) => {
      this.#tell('state', { to, reason, vendor, error, profile: client.profile, user: client.user });
    });
    client.on('lost', ({ silentMs, vendor }) => this.#tell('lost', { silentMs, vendor }));
    client.on('token-expiring', ({ inMs }) => this.#tell('token', { to: 'expiring', life: inMs / 1000 }));
    client.on('token-expired', () => this.#tell('token', { to: 'expired' }));
    client.on('status', ({ user, status }) => this.#tell('status', { user, status }));
    client.on('error', (error) => this.#tell('error', { error }));
  }

  async #enter(room) {
    for (const event of ROOM_EVENTS) {
      room.on(event, ({ member, stream, reason = '' }) => this.#tell(event, { user: member.user, stream, reason }));
    }
    for (const event of ['message', 'verdict', 'members', 'count']) {
      room.on(event, (detail) => this.#tell(event, detail));
    }
    room.on('ended', ({ error }) => this.#left(room, error));
    this.#room = room;
    await room.join();
    this.#tell('joined', { room: room.id, count: room.count });
  }

  #left(room, error) {
    if (room === this.#room) {
      this.#room = null;
      this.#tell('room-ended', { error });
    }
  }

  async #try(task) {
    try {
      await task();
    } catch (error) {
      if (error.code !== 'closed') {
        this.#tell('error', { error });
      }
    }
  }

  #tell(kind, detail = {}) {
    this.#ear.told({ kind, ...detail });
  }
}
