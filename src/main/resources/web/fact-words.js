import { named } from './names.js';

const TOKEN = {
  short: ({ life }) => `a token that ends in ${life} s was given`,
  long: ({ life }) => `a token for ${life / 60} min was given`,
  expiring: ({ life }) => `ends in ${life.toFixed(1)} s`,
  expired: () => 'has ended',
};

const WORDS = {
  state: ({ to, reason, vendor, error }) => {
    return `${named(to, vendor.state)}, ${named(reason, vendor.reason)}${error === null ? '' : `: ${error.message}`}`;
  },
  lost: ({ silentMs, vendor }) => `${named('lost', vendor)}: silent for ${(silentMs / 1000).toFixed(1)} s`,
  joined: ({ room, count }) => `${room}, members: ${count}`,
  'room-ended': ({ error }) => error.message,
  'member-joined': ({ user }) => user,
  'member-lost': ({ user }) => user,
  'member-back': ({ user }) => user,
  'member-left': ({ user, reason }) => `${user} ${reason}`,
  'stream-added': ({ user, stream }) => `${user}: ${stream.stream}`,
  'stream-removed': ({ user, stream, reason }) => `${user}: ${stream.stream} ${reason}`,
  status: ({ user, status }) => `${user} is ${status}`,
  verdict: ({ result, delivered }) => `${result}, ${delivered} replayed`,
  plug: ({ to, way }) => (to === 'in' ? 'in again: all passes' : `pulled ${way}: what is stopped waits, nothing is closed`),
  cut: () => 'the socket was closed',
  pocket: ({ to }) => (to === 'asleep' ? 'suspended: no timer runs, nothing is heard' : 'awake: what is late happens now'),
  killed: () => 'the client is gone, its socket is silent',
  started: () => 'a new instance of the same user',
  second: ({ to, reason }) => `${to}, ${reason}`,
  token: (fact) => TOKEN[fact.to](fact),
  kicked: ({ user, forMs }) => (forMs === undefined ? user : `${user}, for ${forMs / 1000} s`),
  error: ({ error }) => `${error.code ?? error.name}: ${error.message}`,
};

/**
 * A fact in words, for the log of one client: `{ text, data }`, data what it is about; null if it is not
 * for that log.
 */
export function factWords(fact) {
  const words = WORDS[fact.kind];
  if (words === undefined) {
    return null;
  }
  const { to, user, reason, result } = fact;
  return { text: `${fact.kind} ${words(fact)}`.trim(), data: { kind: fact.kind, to: to ?? result ?? fact.status, user, reason: reason || null } };
}
