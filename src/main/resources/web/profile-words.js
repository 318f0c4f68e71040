const EVENTS = { 'streams-removed': 'that its streams are gone', lost: 'that it is lost', left: 'that it has left' };

/** A time as people say it: `250 ms`, `2.5 s`, `20 min`. */
export function spoken(ms) {
  if (ms < 1000) {
    return `${ms} ms`;
  }
  return ms >= 60_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${Math.round(ms / 100) / 10} s`;
}

/** What a profile says, in one line. */
export function inShort({ interruptedAfterMs, server }) {
  const last = server.departures.at(-1);
  const others = server.departures.length > 1 ? `others first told at ${spoken(server.departures[0].afterMs)}, ` : '';
  return `reconnecting at ${spoken(interruptedAfterMs)}, ${others}left at ${spoken(last.afterMs)}`;
}

/**
 * What a profile says, in sentences: about a client that hears nothing (`own`), about what others are
 * told of it (`others`), and about its room (`room`), whose times are those of the app's own profile.
 *
 * @param profile of the clients
 * @param ofRoom the app's profile, null if it is not known here
 */
export function inWords(profile, ofRoom) {
  return { own: ownWords(profile), others: othersWords(profile.server), room: roomWords(ofRoom) };
}

function ownWords({ heartbeatMs, interruptedAfterMs, lostAfterMs, giveUpAfterMs, loginTimeoutMs, requestTimeoutMs, reconnect }) {
  return [
    `It asks for a sign of life every ${spoken(heartbeatMs)}.`,
    `After ${spoken(interruptedAfterMs)} without a byte it says reconnecting.`,
    ...(lostAfterMs === null ? [] : [`After ${spoken(lostAfterMs)} it also tells its app: lost.`]),
    giveUpAfterMs === null ? 'It never gives up.' : `After ${spoken(giveUpAfterMs)} it gives up: failed.`,
    `It tries again within ${spoken(reconnect.initialMs)}, then ever more slowly, at most ${spoken(reconnect.maxMs)} apart.`,
    `A login fails after ${spoken(loginTimeoutMs)}, a message after ${spoken(requestTimeoutMs)}.`,
  ];
}

function othersWords({ departures, unreachableAfterMs, windowMs }) {
  return [
    ...departures.map(({ afterMs, observers, event }) => {
      const whom = observers === 'all' ? 'all others are' : `others on ${observers} are`;
      return `After ${spoken(afterMs)} ${whom} told ${EVENTS[event]}.`;
    }),
    `Back within ${spoken(windowMs)}, the window, it has never left.`,
    unreachableAfterMs === null
      ? 'Its status is online until it has left.'
      : `Its status is unreachable after ${spoken(unreachableAfterMs)}, offline when it has left.`,
  ];
}

function roomWords(profile) {
  if (profile === null) {
    return ['The room keeps what the default profile of its app says.'];
  }
  const { replayCount, replayAgeMs, emptyRoomAfterMs } = profile.server;
  return [
    `Who comes back is sent what it missed: the newest ${replayCount} messages of the last ${spoken(replayAgeMs)}.`,
    'A verdict says whether that was all.',
    `Empty, the room is kept for ${spoken(emptyRoomAfterMs)}.`,
    `So says the profile of the app, ${profile.name}; members may have others.`,
  ];
}
