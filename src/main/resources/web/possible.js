const OPEN = ['connecting', 'connected', 'reconnecting'];

/**
 * What can be done with a device now, so that a button is enabled only where it makes sense.
 *
 * @param now `life` (alive, killed), `state` of its client, `pocket` (awake, asleep), `plug` (in, out),
 *     `isConnected` (whether it has a socket), `isInRoom`, `second` (the state of a second login, or
 *     null), `token` (none, short, long)
 * @returns whether each can be done, by the name of its button
 */
export function possible({ life, state, pocket, plug, isConnected, isInRoom, second, token }) {
  const isUp = life === 'alive' && pocket === 'awake';
  const isOpen = isUp && OPEN.includes(state);
  const isHeld = isUp && (state === 'connected' || state === 'reconnecting');
  const isTwice = OPEN.includes(second);
  return {
    connect: isUp && !OPEN.includes(state),
    logout: isUp && state !== 'disconnected',
    plug: life === 'alive' && (plug === 'out' || (OPEN.includes(state) && pocket === 'awake')),
    way: life === 'alive' && plug === 'in',
    cut: isOpen && plug === 'in' && isConnected,
    pocket: life === 'alive' && (pocket === 'asleep' || isOpen),
    kill: life === 'killed' || isOpen,
    twice: isTwice || isHeld,
    token: (isHeld && token === 'short') || (isUp && state === 'connected' && isConnected && plug === 'in'),
    talk: isUp && isInRoom,
    kick: isUp && isInRoom && state === 'connected',
  };
}
