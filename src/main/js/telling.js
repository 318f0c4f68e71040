/**
 * What listeners are to be told, in the order in which it happened. It is told when the task in which it
 * happened has come to its end, so that a call made by a listener finds the client whole, and what it
 * causes is told after what was before.
 */
export class Telling {
  #waiting = [];

  /** Tells the listeners of an emitter. */
  tell(emitter, event, detail) {
    this.after(() => emitter.emit(event, detail));
  }

  /** Does something when all that has happened so far was told. */
  after(task) {
    this.#waiting.push(task);
    if (this.#waiting.length === 1) {
      queueMicrotask(() => this.#tellAll());
    }
  }

  #tellAll() {
    while (this.#waiting.length > 0) {
      this.#waiting[0]();
      this.#waiting.shift();
    }
  }
}
