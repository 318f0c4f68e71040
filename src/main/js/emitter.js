/**
 * Named events with listeners, called in the order in which they were added. What a listener throws
 * stops neither the other listeners nor the client: it is thrown again in a task of its own, where
 * the environment reports it as uncaught.
 */
export class Emitter {
  #listeners = new Map();

  /** Adds a listener; returns a function that takes it away again. */
  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return () => this.off(event, listener);
  }

  /** Adds a listener for the next event of that name only. */
  once(event, listener) {
    const off = this.on(event, (detail) => {
      off();
      listener(detail);
    });
    return off;
  }

  /** Takes a listener away; without one, all of that event; without an event, all. */
  off(event, listener) {
    if (event === undefined) {
      this.#listeners.clear();
    } else if (listener === undefined) {
      this.#listeners.delete(event);
    } else {
      const rest = (this.#listeners.get(event) ?? []).filter((each) => each !== listener);
      this.#listeners.set(event, rest);
    }
  }

  /** Calls the listeners of an event. For the client itself and for facades built on it. */
  emit(event, detail) {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (thrown) {
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }
}
