import { codes } from './codes.js';

/**
 * A refusal or a failure, with a code of the one catalogue that server and clients share.
 *
 * `code` is its name there, `number` its number, `retry` whether the same may be tried again, and
 * `retryAfterMs` after which time at the earliest (null if the server did not say). The message holds
 * the measured fact. Codes that this client does not know are told by the range of their number:
 * below 4500 they may be retried.
 */
export class RejoinError extends Error {
  constructor(code, message, { number, retry, retryAfterMs = null } = {}) {
    super(message);
    this.name = 'RejoinError';
    this.code = code;
    this.number = number ?? codes[code]?.number ?? 0;
    this.retry = retry ?? codes[code]?.retry ?? this.number < 4500;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The error that an `error` frame brings. */
export function errorOfFrame({ code, message, number, retry, retryAfterMs }) {
  return new RejoinError(code, message, { number, retry, retryAfterMs });
}

/** Whether saying the same again later may help; an expired token needs a new one first. */
export function mayBeRepeated({ code, retry }) {
  return retry && code !== 'token-expired';
}

/** The error that the end of a socket stands for, given its close code and reason. */
export function errorOfClose({ code: number, reason }) {
  const known = Object.keys(codes).find((name) => codes[name].number === number);
  const message = `the server closed the connection with ${number}: ${reason || 'no reason told'}`;
  const terminal = number >= 4500 && number <= 4999;
  return new RejoinError(known ?? `closed-${number}`, message, { number, retry: !terminal });
}

/** Codes by which a resume is refused and a new login can help. */
export const LOGIN_IS_GONE = ['epoch-unknown', 'session-closed'];

/** Codes that end a login, and have a reason of their own. */
const ABORT_REASONS = ['superseded', 'kicked', 'banned', 'token-expired'];

/** The reason of a login's end by the server. */
export function abortReason({ code }) {
  return ABORT_REASONS.includes(code) ? code : 'server-refused';
}
