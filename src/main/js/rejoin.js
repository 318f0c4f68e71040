/**
 * The core JavaScript client of Rejoin: an ES module without dependencies, for browsers and Node.
 * Types and the details of events stand in `rejoin.d.ts`.
 */
import { Client } from './client.js';

export { codes } from './codes.js';
export { RejoinError } from './errors.js';
export { profiles } from './profiles.js';

/**
 * Makes a client for a server; nothing is sent before `login`.
 *
 * @param {string} url the server's WebSocket address, such as `ws://127.0.0.1:8080/v1`
 * @param {import('./rejoin.js').Options} options
 */
export function connect(url, options) {
  return new Client(url, options);
}
