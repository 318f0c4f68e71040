/**
 * The secret of the demo app, which everybody knows: `rejoin.auth.demo-secret`. A server that uses it
 * listens on loopback only. A page of a real application never has a secret: its backend signs.
 */
export const DEMO_SECRET = 'this demo secret is known to everybody: use it on loopback only';

const KEY_ID = 'demo';
const LEEWAY_S = 1;

/**
 * A token of the demo app (HS256), signed here.
 *
 * @param lifeS seconds from now to its end; its end is a whole second, up to one later
 * @returns {Promise<string>} a signed JWT
 */
export async function demoToken({ app, user, lifeS, nowMs = Date.now() }) {
  const now = nowMs / 1000;
  const header = { alg: 'HS256', typ: 'JWT', kid: KEY_ID };
  const claims = { app, sub: user, iat: Math.floor(now) - LEEWAY_S, exp: Math.ceil(now + lifeS), kick: true };
  const signed = `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(claims))}`;
  return `${signed}.${base64url(await signature(signed))}`;
}

async function signature(text) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(DEMO_SECRET), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)));
}

function bytes(text) {
  return new TextEncoder().encode(text);
}

function encoded(text) {
  return base64url(bytes(text));
}

function base64url(octets) {
  return btoa(String.fromCharCode(...octets)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
