/**
 * Sessions: a user's login, which outlives its links. May use room, store, auth, profile, cluster,
 * wire.
 */
package io.rejoin.session;
