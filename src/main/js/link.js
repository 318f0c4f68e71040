const SUBPROTOCOL = 'rejoin.v1.json';
const OPEN = 1;
const NORMAL = 1000;

/**
 * One WebSocket, from dialling to its end. What happens is told to an ear: `opened()`,
 * `received(frame)`, `unreadable(text)`, and once at the end `closed({ code, reason })`. An abandoned
 * link tells nothing more, whatever its socket still does.
 */
export class Link {
  #socket;

  /** Dials. Throws what the WebSocket constructor throws. */
  constructor(WebSocket, url, ear) {
    this.#socket = new WebSocket(url, SUBPROTOCOL);
    this.#listen(ear);
  }

  /** Sends a frame; returns false if the socket is not open. */
  send(frame) {
    if (this.#socket.readyState !== OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Closes the socket and hears no more of it. */
  abandon() {
    this.#listen({ opened() {}, received() {}, unreadable() {}, closed() {} });
    this.#socket.close(NORMAL);
  }

  /**
   * Sends a last frame, hears nothing but that it was answered or that the socket has closed, and
   * abandons the link then, at the latest after `limitMs`. The promise is fulfilled at that moment.
   */
  retire(frame, clock, limitMs) {
    return new Promise((resolve) => {
      const end = () => {
        clock.clearTimeout(timer);
        this.abandon();
        resolve();
      };
      const timer = clock.setTimeout(end, limitMs);
      const received = ({ id }) => id === frame.id && end();
      this.#listen({ opened() {}, unreadable() {}, received, closed: end });
      if (!this.send(frame)) {
        end();
      }
    });
  }

  #listen(ear) {
    this.#socket.onopen = () => ear.opened();
    this.#socket.onmessage = ({ data }) => {
      const frame = parsed(data);
      if (frame === null) {
        ear.unreadable(data);
      } else {
        ear.received(frame);
      }
    };
    this.#socket.onclose = ({ code, reason }) => ear.closed({ code, reason });
    // An error is always followed by the close, which says more.
    this.#socket.onerror = () => {};
  }
}

function parsed(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}
