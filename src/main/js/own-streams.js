/**
 * What this client has published in one room and not withdrawn: held from when the server has taken an
 * announcement, so that the room can be told again what it has lost meanwhile.
 */
export class OwnStreams {
  #announce;
  #held = new Map();

  /** The last announcement of each stream that waits for its answer. */
  #asked = new Map();

  /** @param announce asks the server */
  constructor(announce) {
    this.#announce = announce;
  }

  /** Announces it; of several announcements of one stream the last counts. */
  async publish(stream) {
    const answer = this.#announce(stream);
    this.#asked.set(stream.stream, answer);
    try {
      await answer;
      if (this.#asked.get(stream.stream) === answer) {
        this.#held.set(stream.stream, stream);
      }
    } finally {
      if (this.#asked.get(stream.stream) === answer) {
        this.#asked.delete(stream.stream);
      }
    }
  }

  /** It is not to be there any more, whatever is still said of it. */
  withdraw(id) {
    this.#held.delete(id);
    this.#asked.delete(id);
  }

  /** What the room has lost that has these, and nobody is announcing, in order. */
  lost(there) {
    return [...this.#held.values()].filter(({ stream }) => !there.includes(stream) && !this.#asked.has(stream));
  }

  /** Whether it is still to be there. */
  holds(stream) {
    return this.#held.get(stream.stream) === stream;
  }
}
