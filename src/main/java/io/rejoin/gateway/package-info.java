/**
 * The sockets of one node, on Netty: handshake, frames, heartbeat, limits, silence, and the way
 * between links and actors. May use session, room, history (positions, as the outlet speaks of
 * them), auth, profile, cluster, wire.
 */
package io.rejoin.gateway;
