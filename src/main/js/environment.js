import { RejoinError } from './errors.js';
import { profiles } from './profiles.js';

/** The address of a server as a WebSocket wants it; throws `TypeError` if it is none. */
export function webSocketUrl(url) {
  const parsed = new URL(url);
  if (parsed.protocol !== 'ws:' && parsed.protocol !== 'wss:') {
    throw new TypeError(`a WebSocket address begins with ws: or wss:, not ${parsed.protocol}`);
  }
  return parsed.href;
}

/** An id that no other client has. */
export function randomId() {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Listens to what a browser tells about the network and about waking up; returns how to stop. */
export function hook(client, session) {
  const { document } = globalThis;
  if (typeof globalThis.addEventListener !== 'function') {
    return () => {};
  }
  const online = () => client.networkIsBack();
  const awake = () => session.wokeUp();
  globalThis.addEventListener('online', online);
  document?.addEventListener('visibilitychange', awake);
  return () => {
    globalThis.removeEventListener('online', online);
    document?.removeEventListener('visibilitychange', awake);
  };
}

/** The built-in profile of that name; throws `RejoinError` if there is none. */
export function profileNamed(name) {
  const profile = profiles[name];
  if (profile === undefined) {
    const known = Object.keys(profiles).join(', ');
    throw new RejoinError('profile-unknown', `no profile ${name}; there are: ${known}`);
  }
  return profile;
}
