import { connect, RejoinError } from '/sdk/rejoin.js';

const CLIENT_EVENTS = ['state', 'lost', 'token-expiring', 'token-expired', 'logout-failed', 'error', 'peer-message', 'status'];
const ROOM_EVENTS = [
  'message', 'verdict', 'member-joined', 'member-lost', 'member-back', 'member-left', 'stream-added',
  'stream-changed', 'stream-removed', 'count', 'members', 'attributes', 'ended',
];

/**
 * Makes a client that lives in a simulation.
 *
 * @param {string} options as JSON, without what the host gives
 * @param host the simulation: `now`, `setTimeout`, `clearTimeout`, `random`, and `dial(url, protocol, ear)`, which
 *     returns `send` and `close`
 */
export function start(url, options, { now, setTimeout, clearTimeout, random, dial }) {
  const clock = { now, setTimeout, clearTimeout: (timer) => timer && clearTimeout(timer) };
  return connect(url, { ...JSON.parse(options), clock, random, WebSocket: webSocketBy(dial) });
}

/** Tells all events of a client, each with its name and its detail as JSON; `seen` hears of the frames. */
export function hearClient(client, told, seen) {
  client.on('frame', ({ direction, frame }) => seen(direction, JSON.stringify(frame)));
  CLIENT_EVENTS.forEach((event) => client.on(event, (detail) => told(event, json(detailOf(event, detail)))));
}

/** The same of a room. */
export function hearRoom(room, told) {
  ROOM_EVENTS.forEach((event) => room.on(event, (detail) => told(event, json(detail))));
}

/** All members of a room, as JSON. */
export const membersOf = (room) => json(room.members);

/** Calls a method of a client or a room; `kept` hears what comes of it, `failed` the error, as JSON. */
export function call(target, method, kept, failed, ...args) {
  new Promise((resolve) => {
    resolve(target[method](...args));
  }).then(
    (value) => kept(typeof value?.on === 'function' || value === undefined ? 'null' : json(value)),
    (error) => failed(json(error)),
  );
}

/** What a caller gives that JSON has. */
export const given = (text) => JSON.parse(text);

/** What a caller gives as bytes, in base64. */
export const bytes = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/** Events with one field for each of what the Java client tells. */
function detailOf(event, detail) {
  switch (event) {
    case 'state': {
      const { vendor, ...rest } = detail;
      return { ...rest, vendorState: vendor.state, vendorReason: vendor.reason };
    }
    case 'error':
      return { error: detail };
    default:
      return detail;
  }
}

function json(value) {
  return JSON.stringify(value, (key, inner) => (typeof inner === 'object' && inner !== null ? plain(inner) : inner));
}

function plain(value) {
  if (value instanceof RejoinError) {
    const { code, number, message, retry, retryAfterMs } = value;
    return { code, number, message, retry, retryAfterMs };
  }
  if (value instanceof Error) {
    return { code: 'internal', number: 0, message: String(value), retry: false, retryAfterMs: null };
  }
  if (value instanceof Uint8Array) {
    return { bytes: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) };
  }
  return value instanceof Map ? [...value.values()] : value;
}

/** The constructor of WebSockets over a simulated network; as much of one as the client uses. */
function webSocketBy(dial) {
  return class SimulatedWebSocket {
    readyState = 0;
    #wire;

    constructor(url, protocol) {
      this.#wire = dial(url, protocol, {
        opened: () => this.#opened(),
        received: (data) => this.#received(data),
        closed: (code, reason) => this.#closed(code, reason),
      });
    }

    send(text) {
      this.#wire.send(text);
    }

    close() {
      this.readyState = 3;
      this.#wire.close();
    }

    #opened() {
      if (this.readyState === 0) {
        this.readyState = 1;
        this.onopen({});
      }
    }

    #received(data) {
      if (this.readyState === 1) {
        this.onmessage({ data });
      }
    }

    #closed(code, reason) {
      if (this.readyState !== 3) {
        this.readyState = 3;
        this.onclose({ code, reason });
      }
    }
  };
}
