import { Emitter } from './emitter.js';
import { toWire } from './payload.js';

/**
 * A room, as an application sees it; made by `client.room(id)`. It lives until it is left, is refused,
 * the user is kicked or banned from it, or the login ends, which is told by the event `ended`. Listeners may be added before `join`.
 *
 * Events: `message`, `verdict`, `member-joined`, `member-lost`, `member-back`, `member-left`,
 * `stream-added`, `stream-changed`, `stream-removed`, `count`, `members`, `attributes`, `ended`; their details stand in `rejoin.d.ts`.
 */
export class Room extends Emitter {
  #seat;

  /** @param seatFor makes this room's seat */
  constructor(id, seatFor) {
    super();
    /** The room's id. */
    this.id = id;
    this.#seat = seatFor(this);
  }

  /** `outside`, `entering`, `inside`, `away`, `returning`, `replaying` or `ended`. */
  get state() {
    return this.#seat.step;
  }

  /** Members by user, as far as they were told; live. In very large rooms only `count` is true. */
  get members() {
    return this.#seat.members;
  }

  /** How many members the room has, as last told. */
  get count() {
    return this.#seat.count;
  }

  /** How far messages and presence were heard: `{ epoch, offset, presence }`. */
  get position() {
    return { ...this.#seat.position };
  }

  /** Enters the room; fulfilled with this room when the server has said so. */
  async join() {
    await this.#seat.enter();
    return this;
  }

  /**
   * A message to all members, this client included. Waits through drops, is sent again as often as
   * needed, and is delivered once. Rejected with `timeout` after the profile's request timeout; it may
   * then still arrive, once.
   *
   * @param {string | Uint8Array} payload
   * @returns {Promise<{ epoch: number | null, offset: number | null }>} its place in the room's history;
   *     null where the server acknowledged it before and no longer knows
   */
  async publish(payload) {
    const { epoch = null, offset = null } = await this.#seat.publish(toWire(payload));
    return { epoch, offset };
  }

  /** Announces a stream of this user. It is announced again when the room has lost it, after a long drop say. */
  async publishStream({ stream, kind, info }) {
    await this.#seat.publishStream({ stream, kind, info });
  }

  /** Withdraws a stream. */
  async unpublishStream(stream) {
    await this.#seat.unpublishStream(stream);
  }

  /** Asks the server for all members; `members` is null in rooms with too many to name. */
  async fetchMembers() {
    const { members = null, count } = await this.#seat.fetchMembers();
    return { members, count };
  }

  /** Leaves for good; the others are told at once. */
  async leave() {
    await this.#seat.leave();
  }
}
