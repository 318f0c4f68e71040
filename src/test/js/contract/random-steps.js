const ROOM = 'lobby';
const USERS = ['alice', 'bob', 'carol'];
const STATUSES = ['online', 'unreachable', 'offline'];
const CAM = { stream: 'cam', kind: 'video' };
const MIC = { stream: 'mic', kind: 'audio' };
const CLOSES = [1006, 1006, 4000, 4011, 4013, 4500, 4517];
const WAITS = [0, 1, 50, 100, 100, 200, 200, 400, 1000, 1000, 3000, 5000, 12_000];
// A call in the listener of a peer message goes out before its acknowledgement in JavaScript, behind it in Java.
const EVENTS = [
  'state', 'lost', 'token-expired', 'error', 'status',
  ...['message', 'verdict', 'member-joined', 'member-left', 'stream-added', 'count', 'members', 'ended'].map((name) => `${ROOM}: ${name}`),
];
const REFUSALS = [
  ['too-often', 4007], ['not-joined', 4009], ['room-recovering', 4010], ['internal', 4012], ['token-expired', 4013],
  ['peer-gap', 4016], ['inbox-full', 4017], ['a later code', 4400], ['superseded', 4500], ['forbidden', 4503],
];

/** Steps that make some sense one after the other; the same for the same source of numbers. */
export class RandomSteps {
  #random;
  #epoch = 7;
  #offset = 0;
  #presence = 2;
  #link = 1;
  #id = 3;
  #whens = 0;

  constructor(random) {
    this.#random = random;
  }

  next() {
    const step = this.#pick([
      () => this.#call(), () => this.#call(), () => this.#call(), () => this.#when(),
      () => ({ advance: this.#pick(WAITS) }), () => ({ advance: this.#pick(WAITS) }),
      () => ({ open: true }), () => ({ open: true }),
      () => ({ close: this.#pick(CLOSES) }),
      () => this.#answers(), () => this.#answers(),
      () => ({ server: this.#refusal() }),
      () => ({ server: this.#ofRoom() }), () => ({ server: this.#ofRoom() }), () => ({ server: this.#presenceOf() }),
      () => ({ server: this.#ofNobody() }),
      () => ({ check: { state: '', timers: 0, 'lobby.state': '', 'lobby.position': {}, 'lobby.members': [], 'lobby.count': 0 } }),
      () => ({ sleep: this.#pick([500, 5000, 20_000]) }),
    ])();
    this.#id += 'do' in step ? 1 : 0;
    return step;
  }

  /** A call in the listener of the next event of a kind; the ends of two calls in one step have no order. */
  #when() {
    const { with: given, ...call } = this.#call();
    const name = this.#pick(EVENTS);
    this.#whens += 1;
    return { when: name, ...call, as: `in ${name}, ${this.#whens}`, ...(given === undefined ? {} : { with: given }) };
  }

  #call() {
    const user = this.#pick(USERS);
    const text = `text ${this.#below(100)}`;
    return this.#pick([
      { do: 'publish', room: ROOM, with: [text] }, { do: 'publish', room: ROOM, with: [text] },
      { do: 'sendMessage', with: [user, text] }, { do: 'sendMessage', with: [user, text] },
      { do: 'join', room: ROOM }, { do: 'leave', room: ROOM }, { do: 'fetchMembers', room: ROOM },
      { do: 'publishStream', room: ROOM, with: [this.#pick([CAM, MIC])] }, { do: 'unpublishStream', room: ROOM, with: ['cam'] },
      { do: 'queryStatus', with: [[user]] }, { do: 'subscribeStatus', with: [[user, 'bob']] },
      { do: 'unsubscribeStatus', with: [[user]] }, { do: 'mergeAttributes', with: [{ mood: text }] },
      { do: 'deleteAttributes', with: [['mood']] }, { do: 'renew', with: [text] }, { do: 'networkIsBack' },
      { do: 'login' }, { do: this.#below(5) === 0 ? 'logout' : 'login' },
    ]);
  }

  /** How the server answers frames from now on; some not at all. */
  #answers() {
    this.#link += 1;
    const resumed = this.#below(3) > 0;
    const ends = this.#below(2) === 0 ? {} : { tokenExpiresInMs: this.#pick([1000, 5000, 20_000]) };
    const loggedIn = { type: 'logged-in', epoch: resumed ? 1 : 2 + this.#below(3), link: this.#link, resumed, profile: 'round', ...ends };
    const gone = { type: 'error', code: this.#pick(['epoch-unknown', 'too-often']), number: 4011, message: 'no', retry: true };
    const ok = { type: 'ok' };
    const statuses = { type: 'statuses', statuses: { bob: this.#pick(STATUSES), alice: 'online' } };
    const all = {
      ping: { type: 'pong' }, renew: { type: 'renewed', ...ends }, leave: ok, logout: ok, 'attributes-change': ok, 'stream-publish': ok, 'stream-unpublish': ok,
      'status-unsubscribe': ok, 'status-query': statuses, 'status-subscribe': statuses,
      login: this.#below(6) === 0 ? gone : loggedIn,
      join: this.#joined(),
      publish: { type: 'published', room: ROOM, epoch: this.#epoch, offset: this.#offset + 1 },
      members: { type: 'members', room: ROOM, presence: this.#presence, count: 1, members: [this.#member('alice')] },
      send: this.#pick([{ type: 'sent', to: 'bob', number: 1, result: 'received' }, { type: 'error', code: 'peer-gap', number: 4016, message: 'gap', retry: true }]),
    };
    const often = ['login', 'ping'];
    return { answers: Object.fromEntries(Object.entries(all).filter(([type]) => this.#below(6) < (often.includes(type) ? 5 : 3))) };
  }

  #refusal() {
    const [code, number] = this.#pick(REFUSALS);
    const later = this.#below(2) === 0 ? {} : { retryAfterMs: this.#pick([100, 700, 4000]) };
    return { type: 'error', id: Math.max(1, this.#id - this.#below(6)), code, number, message: 'so', retry: number < 4500, ...later };
  }

  #ofRoom() {
    this.#offset += this.#pick([1, 1, 1, 1, 0, 2]);
    this.#epoch += this.#below(15) === 0 ? 1 : 0;
    const verdict = { type: 'verdict', room: ROOM, result: 'complete', epoch: this.#epoch, delivered: this.#below(3) };
    const missing = { result: 'truncated', cause: this.#pick(['window', 'count', 'epoch']), missingFrom: 1, missingTo: 2 };
    const message = { type: 'message', room: ROOM, epoch: this.#epoch, offset: this.#offset, from: 'bob', number: 1, at: 5, payload: `m${this.#offset}` };
    return this.#pick([
      message, message, message, this.#joined(), verdict, { ...verdict, ...missing },
      { type: 'pong', heads: { [ROOM]: { epoch: this.#epoch, offset: this.#offset + this.#below(2) } } },
      { type: 'count', room: ROOM, count: this.#below(4) },
      { type: 'snapshot', room: ROOM, presence: this.#presence, count: 1, members: [this.#member('bob')] },
      { type: 'attributes-changed', room: ROOM, attributes: {} },
    ]);
  }

  #presenceOf() {
    this.#presence += 1;
    const user = this.#pick(USERS);
    const about = { room: ROOM, presence: this.#presence, user };
    const epoch = 1 + this.#below(3);
    return this.#pick([
      { type: 'member-joined', room: ROOM, presence: this.#presence, member: this.#member(user) },
      { type: 'member-lost', ...about, epoch }, { type: 'member-back', ...about, epoch },
      { type: 'member-left', ...about, epoch, reason: 'timeout' },
      { type: 'stream-added', ...about, stream: CAM }, { type: 'stream-removed', ...about, stream: 'cam', reason: this.#pick(['timeout', 'unpublished']) },
    ]);
  }

  #ofNobody() {
    const from = this.#pick(USERS);
    return this.#pick([
      { type: 'peer-message', from, epoch: 1 + this.#below(2), number: 1 + this.#below(5), at: 5, payload: 'x' },
      { type: 'status', user: from, status: this.#pick(STATUSES) }, { type: 'token-expiring', inMs: 7 },
      { type: 'token-expired' }, { type: 'a frame of the future' }, { type: 'pong' },
      this.#below(4) === 0 ? { type: 'expelled', room: ROOM, code: 'kicked', number: 4520, message: 'x' } : { type: 'pong' },
    ]);
  }

  #joined() {
    const at = { epoch: this.#epoch, offset: this.#offset, presence: this.#presence };
    const members = { members: [this.#member('alice'), this.#member(this.#pick(['bob', 'carol']))] };
    const streams = this.#pick([{}, { streams: ['cam'] }, { streams: ['mic', 'cam'] }]);
    return { type: 'joined', room: ROOM, ...at, count: 1 + this.#below(3), ...streams, ...(this.#below(2) === 0 ? members : {}) };
  }

  #member(user) {
    return { user, epoch: 1 + this.#below(3), platform: 'web', lost: this.#below(4) === 0, streams: this.#below(3) === 0 ? [CAM] : [] };
  }

  #below(limit) {
    return Math.floor(this.#random() * limit);
  }

  #pick(list) {
    return list[this.#below(list.length)];
  }
}
