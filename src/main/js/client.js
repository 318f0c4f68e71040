import { Attributes } from './attributes.js';
import { systemClock } from './clock.js';
import { Emitter } from './emitter.js';
import { hook, profileNamed, randomId, webSocketUrl } from './environment.js';
import { RejoinError, errorOfFrame } from './errors.js';
import { LINK, Outbox } from './outbox.js';
import { toWire } from './payload.js';
import { Peers } from './peers.js';
import { profiles } from './profiles.js';
import { Rooms } from './rooms.js';
import { Senders } from './senders.js';
import { Session } from './session.js';
import { Telling } from './telling.js';
import { Watching } from './watching.js';

const RESEND_AFTER_MS = 3000;

/** The server takes no larger frames, and ends whoever sends one; some less, for ids and numbers. */
const MAX_FRAME_BYTES = 65_000;

/**
 * A user's way to a Rejoin server; made by `connect`. One client holds one login at a time, keeps it
 * through drops as its profile says, and may log in again after it has ended.
 *
 * Events: `state`, `lost`, `token-expiring`, `token-expired`, `logout-failed`, `error`, `peer-message`, `status`, `frame`; their
 * details stand in `rejoin.d.ts`. All happens in the task of a socket event, a timer or a call; listeners run when that
 * task has come to its end.
 */
export class Client extends Emitter {
  #clock;
  #profile;
  #follows;
  #session;
  #outbox;
  #peers;
  #senders;
  #watching;
  #attributes;
  #rooms;
  #lastId = 0;
  #user;
  #token;
  #closedBy = null;
  #telling = new Telling();
  #unhook;

  constructor(url, options) {
    super();
    const { clock = systemClock, WebSocket = globalThis.WebSocket } = options;
    if (typeof WebSocket !== 'function') {
      throw new TypeError('there is no WebSocket here: give a constructor as option WebSocket');
    }
    this.#clock = clock;
    const { profile, resendAfterMs = RESEND_AFTER_MS, maxFrameBytes = MAX_FRAME_BYTES } = options;
    this.#profile = typeof profile === 'object' ? profile : profileNamed(profile ?? 'rejoin');
    this.#follows = profile === undefined;
    this.#user = options.user;
    this.#token = options.token;
    this.#session = new Session({
      host: this.#hostOfSession(),
      identity: {
        app: options.app,
        instance: options.instance ?? randomId(),
        platform: options.platform ?? 'web',
        profile: this.#follows ? undefined : this.#profile.name,
      },
      maxFrameBytes,
      url: webSocketUrl(url),
      WebSocket,
      clock,
      random: options.random ?? Math.random,
    });
    this.#outbox = new Outbox({ clock, host: this.#hostOfOutbox(), resendAfterMs, maxFrameBytes });
    this.#peers = new Peers({ clock, host: this.#hostOfPeers(), resendAfterMs, maxFrameBytes });
    this.#senders = new Senders(this.#hostOfSenders());
    this.#watching = new Watching({ clock, host: this.#hostOfRequests(), retryAfterMs: resendAfterMs });
    this.#attributes = new Attributes(this.#hostOfRequests(), maxFrameBytes);
    this.#rooms = new Rooms(() => this.#hostOfSeat(), this.#telling);
    this.#unhook = hook(this, this.#session);
  }

  /** `disconnected`, `connecting`, `connected`, `reconnecting`, `disconnecting`, `aborted` or `failed`. */
  get state() {
    return this.#session.state;
  }

  /** The client half of the profile that this client lives by. */
  get profile() {
    return this.#profile;
  }

  /** The user of the current or last login. */
  get user() {
    return this.#session.user ?? this.#user;
  }

  /**
   * Logs in; fulfilled when the server has taken the login. Tries again after failures that may pass,
   * until the profile's login timeout. Rejected with the server's code, `timeout`, or
   * `already-logged-in` unless the state is disconnected, aborted or failed.
   */
  login({ user = this.#user, token = this.#token } = {}) {
    return this.#closedBy ? Promise.reject(this.#closedBy) : this.#session.login(user, token);
  }

  /**
   * Ends the login, here at once: rooms end, and what waits fails, but for what was sent and is answered still. The
   * others are told as soon as the server knows: over the live link, or over one that is dialled for it. Fulfilled
   * then, or when the profile's request timeout has passed; `logout-failed` tells if the server could not be told.
   */
  logout() {
    return this.#session.logout(0);
  }

  /**
   * Logs out in this moment, by one frame, for an application that is about to end: nothing is waited for.
   *
   * @param options `unlessBackWithinMs`: how long the others are not told, should the user come back, as by a reload
   */
  leaveNow({ unlessBackWithinMs = 0 } = {}) {
    this.#session.logout(unlessBackWithinMs).catch(() => {});
  }

  /** Gives a new token for the login that goes on; fulfilled when the server has taken it. A refused one changes nothing. */
  async renew(token) {
    this.#requireLogin();
    await this.#session.renew(token, () => this.#outbox.ask({ type: 'renew', token }));
    this.#token = token;
  }

  /** Says that the network is back: the client tries at once. Browsers' `online` event does it too. */
  networkIsBack() {
    this.#session.networkIsBack();
  }

  /** The room of that id, joined or not: so that listeners can be added before `join`. */
  room(id) {
    return this.#rooms.room(id);
  }

  /** Enters a room; fulfilled with the `Room` when the server has said so. */
  async join(id) {
    this.#requireLogin();
    return this.room(id).join();
  }

  /**
   * A message to one user, who may be this one. Waits through drops, is sent again as often as needed,
   * and is delivered once and in the order of sending. Fulfilled when the receiver's client has it, or,
   * if it may wait there, the server's store. Rejected with `timeout` after the profile's request
   * timeout (it may then still arrive, once), with the server's code if it refuses for good, with
   * `not-connected`, and with `too-often` beyond 200 unsettled messages to one user or 1024 in all.
   *
   * @param {string} to the receiver's id
   * @param {string | Uint8Array} payload
   * @param options `offline`: whether it is to be stored even for a user who has logged out
   * @returns {Promise<{ result: 'received' | 'stored', to: string, number: number }>}
   */
  async sendMessage(to, payload, { offline = false } = {}) {
    this.#requireLogin();
    return this.#peers.send(to, { ...toWire(payload), ...(offline && { offline }) });
  }

  /** Asks for the online status of up to 256 users, once; fulfilled with user to status. */
  async queryStatus(users) {
    this.#requireLogin();
    return this.#watching.query(users);
  }

  /**
   * Wants to be told the online status of users, 512 in all: now, as `status` events and as what the
   * promise is fulfilled with, and whenever it changes, through drops until the login ends. Rejected as a
   * whole with `too-many-subscriptions`, and as other requests.
   */
  async subscribeStatus(users) {
    this.#requireLogin();
    return this.#watching.subscribe(users);
  }

  /** Wants no more `status` events of these users, from this call on. */
  async unsubscribeStatus(users) {
    this.#requireLogin();
    return this.#watching.unsubscribe(users);
  }

  /**
   * Sets the user's own attributes: these texts and no others. They live as long as the login, drops
   * included. Rejected with `attributes-too-large` beyond the profile's limits; then nothing changes.
   */
  setAttributes(set) {
    return this.#attributes.changeOwn({ clear: true, set });
  }

  /** Sets these of the user's own; others stay. */
  mergeAttributes(set) {
    return this.#attributes.changeOwn({ set });
  }

  /** Removes these of the user's own. */
  deleteAttributes(keys) {
    return this.#attributes.changeOwn({ remove: keys });
  }

  clearAttributes() {
    return this.#attributes.changeOwn({ clear: true });
  }

  /** Reads a user's attributes, or of `keys`; rejected with `user-not-found` if it is not logged in. */
  readAttributes(user, keys) {
    return this.#attributes.read({ user }, keys);
  }

  /** Changes attributes of a room, joined or not: `{ clear, set, remove, announce }`, in this order. */
  changeRoomAttributes(room, change) {
    return this.#attributes.changeRoom(room, change);
  }

  /** Reads attributes of a room, joined or not; without `keys` all. */
  readRoomAttributes(room, keys) {
    return this.#attributes.read({ room }, keys);
  }

  /**
   * Ends another user's login or, with `room`, its stay there: that client is told `reason` and does not
   * come back by itself. With `forMs` it is banned: so long no login, or no join of the room, is taken.
   * Rejected with `forbidden` unless the token permits it, `user-not-found`, `not-joined`.
   */
  async kick(user, { room, reason, forMs } = {}) {
    this.#requireLogin();
    await this.#outbox.ask({ type: 'kick', user, room, reason, forMs });
  }

  /**
   * Releases everything at once, without a logout: to the others it is a silence. Waiting requests are
   * rejected with `closed`. The client is of no use afterwards.
   */
  close() {
    this.#closedBy = new RejoinError('closed', 'the client was closed');
    this.#unhook();
    this.#session.close(this.#closedBy);
    this.#telling.after(() => this.off());
  }

  #requireLogin() {
    if (this.#closedBy) {
      throw this.#closedBy;
    }
    if (!this.#session.isOpen) {
      throw new RejoinError('not-connected', `the client is ${this.state}; log in first`);
    }
  }

  #tell(event, detail) {
    this.#telling.tell(this, event, detail);
  }

  /** @param isWhole whether the login frame has said all that is to be said again */
  #live(loggedIn, isWhole) {
    if (this.#follows) {
      this.#profile = profiles[loggedIn.profile] ?? this.#profile;
    }
    const held = this.#rooms.seats.filter(({ isHeld }) => isHeld);
    if (!isWhole) {
      this.#attributes.opened();
    }
    held.forEach((seat) => (loggedIn.resumed && isWhole ? seat.resumed() : seat.rejoin()));
    this.#outbox.opened(LINK);
    this.#senders.loggedIn(this.user);
    this.#peers.opened(loggedIn.resumed);
    this.#watching.opened();
  }

  #linkLost() {
    this.#rooms.seats.forEach((seat) => seat.away());
    this.#outbox.linkLost();
    this.#peers.linkLost();
    this.#watching.linkLost();
  }

  #received(frame) {
    this.#rooms.seat(frame.room)?.heard(frame);
    if (frame.type === 'pong') {
      this.#rooms.pong(frame.heads);
    } else if (frame.type === 'token-expiring') {
      this.#tell('token-expiring', { inMs: frame.inMs });
    } else if (frame.type === 'token-expired') {
      this.#session.tokenEnd.passed();
    } else if (frame.type === 'peer-message') {
      this.#senders.heard(frame);
    } else if (!this.#answered(frame) && frame.type === 'error') {
      if (!this.#rooms.seats.some((seat) => seat.refused(frame))) {
        this.#tell('error', errorOfFrame(frame));
      }
    }
  }

  #answered(frame) {
    return this.#outbox.answer(frame) || this.#peers.answer(frame) || this.#watching.heard(frame);
  }

  #ended(error) {
    this.#rooms.seats.forEach((seat) => seat.loginEnded(error));
    this.#outbox.fail(error);
    this.#peers.fail(error);
    this.#watching.end();
    this.#attributes.end();
  }

  #forget(id, error) {
    this.#rooms.forget(id);
    this.#outbox.fail(error, id);
  }

  /** What was sent and may still be answered, though the login is over. */
  #setAside() {
    const outbox = this.#outbox.setAside();
    const peers = this.#peers.setAside();
    return {
      answer: (frame) => outbox.answer(frame) || peers.answer(frame),
      fail(error) {
        outbox.fail(error);
        peers.fail(error);
      },
    };
  }

  // What the parts may ask and tell; each sees its own share of this client only.

  #hostOfSession() {
    return {
      profile: () => this.#profile,
      nextId: () => this.#nextId(),
      positions: () => this.#rooms.positions(),
      ownAttributes: () => this.#attributes.own,
      setAside: () => this.#setAside(),
      live: (loggedIn, isWhole) => this.#live(loggedIn, isWhole),
      linkLost: () => this.#linkLost(),
      received: (frame) => this.#received(frame),
      ended: (error) => this.#ended(error),
      seen: (direction, frame) => this.#tell('frame', { direction, frame }),
      tell: (event, detail) => this.#tell(event, detail),
    };
  }

  #hostOfOutbox() {
    return {
      ...this.#hostOfPeers(),
      isGateOpen: (gate) => this.#session.isLive && (gate === LINK || this.#rooms.seat(gate)?.isOpen === true),
      refused: (gate, { code }) => code === 'not-joined' && this.#rooms.seat(gate)?.notInside(),
    };
  }

  #hostOfPeers() {
    return {
      profile: () => this.#profile,
      nextId: () => this.#nextId(),
      isLive: () => this.#session.isLive,
      send: (frame) => this.#session.send(frame),
      describe: () => this.#session.describe(),
    };
  }

  #hostOfRequests() {
    return {
      nextId: () => this.#nextId(),
      requireLogin: () => this.#requireLogin(),
      ask: (frame, options) => this.#outbox.ask(frame, options),
      send: (frame) => this.#session.send(frame),
      tell: (event, detail) => this.#tell(event, detail),
    };
  }

  #hostOfSenders() {
    return {
      send: (frame) => this.#session.isLive && this.#session.send(frame),
      tell: (event, detail) => this.#tell(event, detail),
      after: (task) => this.#telling.after(task),
    };
  }

  #hostOfSeat() {
    return {
      ...this.#hostOfRequests(),
      profile: () => this.#profile,
      clock: this.#clock,
      user: () => this.user,
      opened: (id) => this.#outbox.opened(id),
      close: (id, error) => this.#outbox.close(id, error),
      forget: (id, error) => this.#forget(id, error),
    };
  }

  #nextId() {
    this.#lastId += 1;
    return this.#lastId;
  }
}
