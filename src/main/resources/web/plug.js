const OPEN = 1;
const CONNECTING = 0;

/** What a pulled plug stops: `up` is what the client sends, `down` what it would hear. */
export const WAYS = Object.freeze({
  both: { words: 'both ways', stops: ['up', 'down'] },
  up: { words: 'only up: it cannot send', stops: ['up'] },
  down: { words: 'only down: it cannot hear', stops: ['down'] },
});

/** Real sockets that nobody hears any more, kept lest the browser collects, and so closes, them. */
const dead = new Set();

/**
 * The way between a client and the network: gives the client a WebSocket constructor. While the plug
 * is out, frames wait, as the network's own protocol would send them again; nothing is closed, and new
 * connections hang. Put in again, all that the client has not given up goes on, what it has given up
 * stays dead. While it is held, as in a device that sleeps, the client hears nothing until it is released.
 */
export class Plug {
  #ear;
  #sockets = new Set();
  #way = null;
  #held = [];

  /** @param ear hears `dialed()` of each attempt, and `passed(direction, text)` of each frame that passes */
  constructor(ear) {
    this.#ear = ear;
    const plug = this;
    /** The constructor to give to the client. */
    this.WebSocket = class {
      constructor(url, protocol) {
        return new PluggedSocket(url, protocol, plug);
      }
    };
  }

  /** `in` or `out`. */
  get position() {
    return this.#way === null ? 'in' : 'out';
  }

  /** What is stopped while it is out, a key of `WAYS`; null while it is in. */
  get way() {
    return this.#way;
  }

  /** Whether the client has a connection, dead or alive. */
  get isConnected() {
    return [...this.#sockets].some(({ readyState }) => readyState === OPEN);
  }

  pull(way = 'both') {
    this.#way = way;
  }

  putIn() {
    this.#way = null;
    this.#sockets.forEach((socket) => socket.flush());
  }

  /** From now on the client hears nothing, until `release`. */
  hold() {
    this.#held = ['down'];
  }

  release() {
    this.#held = [];
    this.#sockets.forEach((socket) => socket.flush());
  }

  /** Closes what is open, as a server or a proxy on the way would. */
  closeSockets() {
    this.#sockets.forEach((socket) => socket.cut());
  }

  /** The device is gone: its sockets stay open, and silent, for ever. */
  die() {
    this.#sockets.forEach((socket) => dead.add(socket.orphaned()));
    this.#sockets.clear();
  }

  // What sockets ask and tell.

  stops(direction) {
    return this.#held.includes(direction) || (WAYS[this.#way]?.stops.includes(direction) ?? false);
  }

  add(socket) {
    this.#sockets.add(socket);
    this.#ear.dialed();
  }

  passed(direction, text) {
    this.#ear.passed(direction, text);
  }

  /** The client has given a socket up; if nothing passes upward, the other side hears silence for ever. */
  givenUp(socket, close) {
    this.#sockets.delete(socket);
    if (this.stops('up')) {
      dead.add(socket.orphaned());
    } else {
      close();
    }
  }

  closed(socket) {
    this.#sockets.delete(socket);
  }
}

/** A WebSocket as the client sees it: a real one behind the plug, or one that hangs. */
class PluggedSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;
  #real = null;
  #dial;
  #plug;
  #up = [];
  #down = [];

  constructor(url, protocol, plug) {
    this.#plug = plug;
    // The browser would answer the server's pings for a client whose plug is out.
    this.#dial = () => new WebSocket(`${url}?server-pings=off`, protocol);
    plug.add(this);
    this.flush();
  }

  get readyState() {
    return this.#real?.readyState ?? CONNECTING;
  }

  send(text) {
    this.#up.push(text);
    this.#flushUp();
  }

  close(code) {
    this.#plug.givenUp(this, () => this.#real?.close(code));
  }

  /** Lets pass what may pass now. */
  flush() {
    if (this.#real === null && this.#plug.position === 'in') {
      this.#connect(this.#dial());
    }
    this.#flushUp();
    while (this.#down.length > 0 && !this.#plug.stops('down')) {
      this.#down.shift()();
    }
  }

  /** Ends the connection, as the client is told at once. */
  cut() {
    const { onclose } = this;
    this.close();
    onclose?.({ code: 1006, reason: 'the socket was closed by hand' });
  }

  /** The real socket, which tells nobody anything any more. */
  orphaned() {
    for (const event of ['onopen', 'onmessage', 'onclose', 'onerror']) {
      this[event] = null;
    }
    const real = this.#real;
    this.#real = { readyState: OPEN, send() {}, close() {} };
    return real;
  }

  #flushUp() {
    while (this.#up.length > 0 && this.readyState === OPEN && !this.#plug.stops('up')) {
      const text = this.#up.shift();
      this.#real.send(text);
      this.#plug.passed('up', text);
    }
  }

  #connect(real) {
    this.#real = real;
    real.onopen = (event) => this.#arrive(() => this.onopen?.(event));
    real.onmessage = (event) => this.#arrive(() => this.#hear(event));
    real.onerror = (event) => this.#arrive(() => this.onerror?.(event));
    real.onclose = (event) => this.#arrive(() => {
      this.#plug.closed(this);
      this.onclose?.(event);
    });
  }

  #hear(event) {
    this.#plug.passed('down', event.data);
    this.onmessage?.(event);
  }

  #arrive(tell) {
    this.#down.push(tell);
    this.flush();
  }
}
