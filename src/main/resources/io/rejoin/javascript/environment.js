/**
 * What the client expects of the place that it runs in, and a bare JavaScript engine does not have. Of the world
 * (time, sockets, chance) nothing is here: that is given to each client.
 *
 * @param host `btoa` and `atob`
 */
export function furnish(host) {
  globalThis.URL = WebSocketAddress;
  globalThis.btoa = (binary) => host.btoa(binary);
  globalThis.atob = (base64) => host.atob(base64);
  // What a task throws is an unhandled rejection: it ends the turn of the simulation.
  globalThis.queueMicrotask = (task) => {
    Promise.resolve().then(task);
  };
}

/** As much of an URL as a client looks at. */
class WebSocketAddress {
  constructor(href) {
    const found = /^([a-z][a-z0-9+.-]*:)\/\/./i.exec(href);
    if (found === null) {
      throw new TypeError(`Invalid URL: ${href}`);
    }
    this.protocol = found[1].toLowerCase();
    this.href = String(href);
  }
}
