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
  #giveUp = null;

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
   * Sends a last frame, and abandons the link when that is answered or the socket has closed, at the latest
   * after `limitMs`. The promise is fulfilled at that moment, with the answer, or null without one.
   *
   * @param received hears the other frames that come until then
   */
  retire(frame, { clock, limitMs, received }) {
    return new Promise((resolve) => {
      const end = (answer) => {
        clock.clearTimeout(timer);
        this.abandon();
        resolve(answer);
      };
      const timer = clock.setTimeout(() => end(null), limitMs);
      this.#giveUp = () => end(null);
      const heard = (other) => (other.id === frame.id ? end(other) : received(other));
      this.#listen({ opened() {}, unreadable() {}, received: heard, closed: () => end(null) });
      if (!this.send(frame)) {
        end(null);
      }
    });
  }

  /** Waits for the answer to a last frame no longer. */
  giveUp() {
    this.#giveUp?.();
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
