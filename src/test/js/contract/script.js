import { FakeClock, settled } from '../fake-clock.js';

/**
 * The server of a story: it does what the story's steps say, and what the client does is written down.
 * Nothing takes time but where a step lets time pass.
 */
export class ScriptedServer {
  clock = new FakeClock();
  network = 'scripted';
  answers = {};
  #sockets = [];
  #dials = 0;
  #closes = 0;
  #sends = [];

  constructor() {
    const server = this;
    this.WebSocket = class extends ScriptedSocket {
      constructor() {
        super(server);
        server.#dialed(this);
      }
    };
  }

  /** The newest socket, or the one that a step names. */
  socket(index = this.#sockets.length - 1) {
    return this.#sockets[index];
  }

  #dialed(socket) {
    this.#dials += 1;
    this.#sockets.push(socket);
    if (this.network === 'refusing') {
      this.clock.setTimeout(() => socket.end(1006, ''), 0);
    } else if (this.network === 'open') {
      this.clock.setTimeout(() => socket.open(), 0);
    }
  }

  closed() {
    this.#closes += 1;
  }

  sent(text, socket) {
    const frame = JSON.parse(text);
    this.#sends.push(frame);
    const answer = this.answers[frame.type];
    if (answer !== undefined) {
      const { id } = frame;
      this.clock.setTimeout(() => socket.say(id === undefined ? answer : { ...answer, id }), 0);
    }
  }

  /** What the client has done since this was asked last. */
  take() {
    const done = { dials: this.#dials, closes: this.#closes, sends: this.#sends };
    this.#dials = 0;
    this.#closes = 0;
    this.#sends = [];
    return done;
  }

  async advance(ms) {
    await this.clock.advance(ms);
  }
}

/** A WebSocket that a story speaks through; one that has closed on either side hears and says nothing. */
class ScriptedSocket {
  readyState = 0;
  #server;

  constructor(server) {
    this.#server = server;
  }

  send(text) {
    this.#server.sent(text, this);
  }

  close() {
    if (this.readyState < 2) {
      this.readyState = 3;
      this.#server.closed();
    }
  }

  open() {
    if (this.readyState === 0) {
      this.readyState = 1;
      this.onopen({});
    }
  }

  say(frame) {
    if (this.readyState === 1) {
      this.onmessage({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
    }
  }

  end(code, reason) {
    if (this.readyState < 2) {
      this.readyState = 3;
      this.onclose({ code, reason });
    }
  }
}

export { settled };
