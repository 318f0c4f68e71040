import { Numbers } from './outbox.js';
import { Room } from './room.js';
import { Seat } from './seat.js';

/** The rooms of one client: those that it is in come in the order in which they were joined. */
export class Rooms {
  #hostOfSeat;
  #telling;
  #rooms = new Map();
  #numbers = new Map();

  /** @param hostOfSeat gives what a seat asks of its client, but for what these rooms do */
  constructor(hostOfSeat, telling) {
    this.#hostOfSeat = hostOfSeat;
    this.#telling = telling;
  }

  /** The room of that id, made if there is none. */
  room(id) {
    if (!this.#rooms.has(id)) {
      this.#rooms.set(id, this.#newRoom(id));
    }
    return this.#rooms.get(id).room;
  }

  /** The seat in a room that is known; undefined in one that is not. */
  seat(id) {
    return this.#rooms.get(id)?.seat;
  }

  /** All seats, as of now. */
  get seats() {
    return [...this.#rooms.values()].map(({ seat }) => seat);
  }

  /** How far each room was heard that the user is to be in again. */
  positions() {
    const held = [...this.#rooms].filter(([, { seat }]) => seat.isHeld);
    return Object.fromEntries(held.map(([id, { seat }]) => [id, seat.position]));
  }

  /** A pong says where the heads of some rooms are. */
  pong(heads = {}) {
    this.#rooms.forEach(({ seat }, id) => seat.pong(heads[id] ?? null));
  }

  /** A room has ended: the next one of its id is another. */
  forget(id) {
    this.#rooms.delete(id);
  }

  #newRoom(id) {
    const numbers = this.#numbers.get(id) ?? new Numbers();
    this.#numbers.set(id, numbers);
    let seat;
    const room = new Room(id, (made) => {
      const tell = (event, detail) => this.#telling.tell(made, event, detail);
      seat = new Seat(id, { host: { ...this.#hostOfSeat(), take: () => this.#take(id) }, numbers, tell });
      return seat;
    });
    return { room, seat };
  }

  #take(id) {
    const entry = this.#rooms.get(id);
    this.#rooms.delete(id);
    this.#rooms.set(id, entry);
  }
}
