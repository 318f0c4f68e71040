import { RejoinError, errorOfFrame } from './errors.js';
import { Numbers } from './outbox.js';
import { OwnStreams } from './own-streams.js';
import { fromWire } from './payload.js';
import { Place } from './place.js';
import { Roster } from './roster.js';

/**
 * This client's place in one room: what a `Room` knows and does. It is always in one of these steps:
 * `outside`, `entering` (first join asked), `inside`, `away` (no link), `returning` (asked to be brought
 * up to date), `replaying` (being brought up to date, until the verdict), `ended`.
 *
 * Its host gives `ask`, `send`, `nextId`, `clock`, `user()`, `profile()`, `requireLogin()`, `take(room)`,
 * `opened(room)`, `close(room, error)`, `forget(room, error)`, `tell(event, detail)`.
 */
export class Seat {
  #id;
  #host;
  #tell;
  #step = 'outside';
  #place = new Place();
  #roster;
  #numbers;
  #count = 0;
  #entered = null;
  #head = null;
  #lateViews = null;

  /** The join whose answer is awaited; 0 if none is. */
  #joining = 0;
  #guard = null;
  #streams = new OwnStreams({
    announce: ({ stream, kind, info }) => this.#ofStream('stream-publish', { stream, kind, info }),
    withdraw: (stream) => this.#ofStream('stream-unpublish', { stream }),
    hasEnded: () => this.#step === 'ended',
    refused: (error) => this.#host.tell('error', error),
  });

  /** @param tell hears what the room's listeners are to be told */
  constructor(id, { host, numbers = new Numbers(), tell }) {
    this.#id = id;
    this.#host = host;
    this.#roster = new Roster(host.user);
    this.#numbers = numbers;
    this.#tell = tell;
  }

  get step() {
    return this.#step;
  }

  get members() {
    return this.#roster.members;
  }

  get count() {
    return this.#count;
  }

  get position() {
    return this.#place.position;
  }

  /** Whether the server takes publications for this room over the current link. */
  get isOpen() {
    return this.#step === 'inside' || this.#step === 'replaying';
  }

  /** Whether the user is to be in this room again after a drop. */
  get isHeld() {
    return !['outside', 'entering', 'ended'].includes(this.#step);
  }

  // What the application asks.

  enter() {
    this.#host.requireLogin();
    if (this.#step === 'outside') {
      this.#step = 'entering';
      this.#host.take(this.#id);
      const asked = (id) => {
        this.#joining = id;
      };
      this.#entered = this.#host.ask({ type: 'join', room: this.#id }, { asked }).catch((error) => {
        this.end(error);
        this.#takeBack(error);
        throw error;
      });
    }
    return this.#step === 'ended' ? Promise.reject(this.#notJoined()) : this.#entered;
  }

  /** A join that nobody waits for any more may still be taken: then it is to be undone. */
  #takeBack({ code }) {
    if (code === 'timeout') {
      this.#host.ask({ type: 'leave', room: this.#id }).catch(() => {});
    }
  }

  async leave() {
    this.#require();
    const error = new RejoinError('not-joined', `room ${this.#id} was left`);
    this.#enter('ended');
    this.#host.close(this.#id, error);
    this.#over(error);
    try {
      await this.#host.ask({ type: 'leave', room: this.#id });
    } catch (error) {
      if (error.code !== 'not-joined') {
        throw error;
      }
    }
  }

  publish(content) {
    this.#require();
    const frame = { type: 'publish', room: this.#id, number: 0, ...content };
    return this.#host.ask(frame, { gate: this.#id, numbers: this.#numbers });
  }

  publishStream(stream) {
    this.#require();
    return this.#streams.publish(stream);
  }

  unpublishStream(stream) {
    this.#require();
    return this.#streams.withdraw(stream);
  }

  fetchMembers() {
    this.#require();
    return this.#host.ask({ type: 'members', room: this.#id }, { gate: this.#id });
  }

  // What happens to the line.

  /** The link was lost. */
  away() {
    if (this.isHeld) {
      this.#enter('away');
    }
  }

  /** The login goes on over a new link, and the server was told the position: it will bring the rest. */
  resumed() {
    this.#enter('returning');
    this.#watch(this.#host.profile().requestTimeoutMs);
  }

  /** Joins with the position, to be brought up to date. */
  rejoin() {
    this.#enter('returning');
    this.#joining = this.#host.nextId();
    this.#host.send({ type: 'join', id: this.#joining, room: this.#id, position: this.position });
    this.#watch(this.#host.profile().requestTimeoutMs);
  }

  /** A publication was refused because the server does not have this user in the room. */
  notInside() {
    if (this.isHeld) {
      this.rejoin();
    }
  }

  /** Takes the refusal of a join by `rejoin`; returns false if it is none. */
  refused(frame) {
    if (frame.id !== this.#joining || this.#step !== 'returning') {
      return false;
    }
    if (frame.retry) {
      this.#watch(frame.retryAfterMs ?? this.#host.profile().heartbeatMs);
    } else {
      this.end(errorOfFrame(frame));
    }
    return true;
  }

  /** A pong was heard, and where the room's head is if it says so. */
  pong(head) {
    const graceMs = this.#host.profile().heartbeatMs;
    if (this.#step === 'inside' && this.#place.isLeftBehind(head, this.#host.clock.now(), graceMs)) {
      this.rejoin();
    }
  }

  /** The login is over; a room that was never joined stays as it is. */
  loginEnded(error) {
    if (this.#step !== 'outside') {
      this.end(error);
    }
  }

  /** It is over: by leaving, by a refusal, or because the login is. */
  end(error) {
    if (this.#step === 'ended') {
      return; // A join that waits fails with the seat.
    }
    this.#enter('ended');
    this.#over(error);
  }

  #over(error) {
    this.#host.forget(this.#id, error);
    this.#tell('ended', { error });
  }

  // What the server tells.

  heard(frame) {
    if (!this.isHeld && !(this.#step === 'entering' && frame.type === 'joined')) {
      return undefined;
    }
    switch (frame.type) {
      case 'joined':
        return this.#joined(frame);
      case 'verdict':
        return this.#verdict(frame);
      case 'message':
        return this.#message(frame);
      case 'members':
      case 'snapshot':
        return this.#snapshot(frame);
      case 'count':
        return this.#counted(frame.count);
      case 'attributes-changed':
        return this.#tell('attributes', { attributes: frame.attributes });
      case 'expelled':
        return this.end(errorOfFrame(frame));
      case 'published':
      case 'attributes':
        return undefined;
      default:
        return this.#presence(frame);
    }
  }

  /** What answers an earlier join, of before the room was left, say, is not this seat's. */
  #joined(frame) {
    if ((frame.id ?? null) !== null ? frame.id !== this.#joining : this.#step === 'entering') {
      return;
    }
    if (this.#step === 'entering') {
      this.#place.start(frame);
      this.#enter('inside');
      this.#snapshot(frame);
    } else if (this.isHeld) {
      this.#enter('replaying');
      this.#watch(this.#host.profile().requestTimeoutMs);
      this.#head = frame;
      this.#lateViews = frame.members ?? null;
      this.#place.promisePresence(frame.presence);
      this.#tellAll(this.#roster.gain(frame.members ?? []));
      this.#counted(frame.count);
    }
    // What was asked before goes out first; then the room hears where its streams are not ours.
    this.#host.opened(this.#id);
    this.#streams.joined(frame.streams ?? []);
  }

  #verdict({ result, cause = null, epoch, missingFrom = null, missingTo = null, delivered }) {
    this.#tell('verdict', { result, cause, epoch, missingFrom, missingTo, delivered });
    if (this.#step !== 'replaying') {
      return;
    }
    this.#enter('inside');
    this.#place.reach(this.#head);
    if (this.#lateViews !== null) {
      this.#place.reachPresence(this.#head.presence);
      if (cause === 'epoch') {
        // The room was rebuilt: who is not in it yet has not left, and comes by an event of its own.
        this.#roster.replace(this.#lateViews);
        this.#tell('members', { members: this.members, count: this.#count });
      } else {
        this.#tellAll(this.#roster.lose(this.#lateViews));
      }
      this.#lateViews = null;
    }
  }

  #message(frame) {
    const judgement = this.#place.judge(frame);
    if (this.#step === 'replaying' && judgement !== 'duplicate') {
      this.#deliver(frame, true);
    } else if (judgement === 'next') {
      this.#place.hearLive();
      this.#deliver(frame, false);
    } else if (judgement === 'hole' && this.#step === 'inside') {
      // This message too comes again, behind those that are missing.
      this.rejoin();
    }
  }

  #deliver(frame, replayed) {
    const { from, at, offset, epoch } = frame;
    this.#place.hear(frame);
    this.#tell('message', { from, payload: fromWire(frame), at, offset, epoch, replayed });
  }

  #presence(frame) {
    const told = this.#roster.apply(frame);
    // What is told again after a return is in the count of `joined` already.
    if (this.#place.hearPresence(frame.presence) && told.length > 0) {
      const change = { 'member-joined': 1, 'member-left': -1 }[frame.type] ?? 0;
      this.#counted(this.#count + change);
    }
    this.#tellAll(told);
  }

  #snapshot({ members, count, presence }) {
    if (members) {
      this.#roster.replace(members);
      this.#place.reachPresence(presence);
      this.#lateViews = null;
    }
    this.#counted(count);
    this.#tell('members', { members: this.members, count });
  }

  #counted(count) {
    if (this.#count !== count) {
      this.#count = count;
      this.#tell('count', { count });
    }
  }

  #ofStream(type, content) {
    return this.#host.ask({ type, room: this.#id, ...content }, { gate: this.#id });
  }

  #tellAll(events) {
    events.forEach(([event, detail]) => this.#tell(event, detail));
  }

  #enter(step) {
    this.#host.clock.clearTimeout(this.#guard);
    this.#step = step;
  }

  /** A return that has not ended by then is asked for anew. */
  #watch(limitMs) {
    this.#host.clock.clearTimeout(this.#guard);
    this.#guard = this.#host.clock.setTimeout(() => this.rejoin(), limitMs);
  }

  #require() {
    this.#host.requireLogin();
    if (['outside', 'ended'].includes(this.#step)) {
      throw this.#notJoined();
    }
  }

  #notJoined() {
    return new RejoinError('not-joined', `room ${this.#id}: ${this.#step}; join it first`);
  }
}
