/** So many withdrawn streams are remembered; of more, the last. */
const MAX_WITHDRAWN = 64;

/**
 * What this client has published in one room and not withdrawn, and what it has withdrawn last: held
 * from when the server has taken that, so that the room can be told again what it has lost meanwhile.
 *
 * Its room gives `announce(stream)` and `withdraw(id)`, which ask the server, `hasEnded()`, and
 * `refused(error)`, told what the client has asked by itself and was refused.
 */
export class OwnStreams {
  #room;
  #held = new Map();
  #withdrawn = new Set();

  /** The last that was asked of each stream, and waits for its answer. */
  #asked = new Map();

  constructor(room) {
    this.#room = room;
  }

  /** Announces it; of all that is asked of one stream the last counts. */
  publish(stream) {
    this.#withdrawn.delete(stream.stream);
    return this.#awaited(stream.stream, this.#room.announce(stream), () => this.#held.set(stream.stream, stream));
  }

  /** It is not to be there any more, whatever is still said of it. */
  withdraw(id) {
    this.#held.delete(id);
    this.#asked.delete(id);
    return this.#awaited(id, this.#room.withdraw(id), () => this.#remember(id));
  }

  async #awaited(id, answer, taken) {
    this.#asked.set(id, answer);
    try {
      await answer;
      if (this.#asked.get(id) === answer) {
        taken();
      }
    } finally {
      if (this.#asked.get(id) === answer) {
        this.#asked.delete(id);
      }
    }
  }

  #remember(id) {
    this.#withdrawn.add(id);
    if (this.#withdrawn.size > MAX_WITHDRAWN) {
      this.#withdrawn.delete(this.#withdrawn.values().next().value);
    }
  }

  /**
   * The room has these. What it still has is withdrawn, and what it has lost announced, unless that is
   * being asked; until it is answered, as long as it is wanted.
   */
  joined(there) {
    [...this.#withdrawn]
      .filter((id) => there.includes(id) && !this.#asked.has(id))
      .forEach((id) => this.#withdrawAgain(id));
    [...this.#held.values()]
      .filter(({ stream }) => !there.includes(stream) && !this.#asked.has(stream))
      .forEach((stream) => this.#announceAgain(stream));
  }

  #withdrawAgain(id) {
    this.#again({
      ask: () => this.withdraw(id),
      isWanted: () => this.#withdrawn.has(id),
      drop: () => this.#withdrawn.delete(id),
    });
  }

  #announceAgain(stream) {
    this.#again({
      ask: () => this.publish(stream),
      isWanted: () => this.#held.get(stream.stream) === stream,
      drop: () => this.#held.delete(stream.stream),
    });
  }

  #again(wish) {
    wish.ask().catch((error) => {
      // That the room or the login has ended is told as such.
      if (this.#room.hasEnded() || !wish.isWanted()) {
        return;
      }
      if (error.code === 'timeout') {
        this.#again(wish);
      } else {
        wish.drop();
        this.#room.refused(error);
      }
    });
  }
}
