const CONNECTING = 0;

/**
 * A plug between a client and the network: gives the client a WebSocket constructor. While it is
 * pulled, frames stop both ways and nothing is closed, as with a cable that was pulled somewhere on
 * the way; new connections hang. Sockets that were open then stay dead for ever.
 */
export class Plug {
  #sockets = new Set();
  #position = 'in';

  constructor() {
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
    return this.#position;
  }

  pull() {
    this.#position = 'out';
    this.#sockets.forEach((socket) => socket.die());
    this.#sockets.clear();
  }

  putIn() {
    this.#position = 'in';
  }

  /** Closes what is open, as a server or a proxy on the way would. */
  closeSockets() {
    this.#sockets.forEach((socket) => socket.cut());
  }

  add(socket) {
    this.#sockets.add(socket);
  }

  remove(socket) {
    this.#sockets.delete(socket);
  }
}

/** Sockets that nobody hears any more, kept lest the browser collects, and so closes, them. */
const dead = new Set();

/** A WebSocket as the client sees it: a real one, or one that hangs. */
class PluggedSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;
  #real = null;
  #plug;

  constructor(url, protocol, plug) {
    this.#plug = plug;
    if (plug.position === 'in') {
      this.#connect(new WebSocket(url, protocol));
    }
  }

  get readyState() {
    return this.#real?.readyState ?? CONNECTING;
  }

  send(text) {
    this.#real?.send(text);
  }

  close(code) {
    this.#plug.remove(this);
    // Nothing may be closed through a pulled plug: the other side is to hear silence.
    this.#real?.close(code);
  }

  /** From now on nothing passes; what the client sends is swallowed. */
  die() {
    const real = this.#real;
    for (const event of ['onopen', 'onmessage', 'onclose', 'onerror']) {
      real[event] = null;
    }
    this.#real = { readyState: real.readyState, send() {}, close() {} };
    dead.add(real);
  }

  /** Ends the connection, as the client is told at once. */
  cut() {
    const { onclose } = this;
    this.close();
    this.#real.onclose = null;
    onclose?.({ code: 1006, reason: 'the socket was closed by hand' });
  }

  #connect(real) {
    this.#real = real;
    this.#plug.add(this);
    real.onopen = (event) => this.onopen?.(event);
    real.onmessage = (event) => this.onmessage?.(event);
    real.onerror = (event) => this.onerror?.(event);
    real.onclose = (event) => {
      this.#plug.remove(this);
      this.onclose?.(event);
    };
  }
}
