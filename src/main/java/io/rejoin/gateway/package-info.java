/**
 * The sockets of one node, on Netty: handshake, frames, heartbeat, limits, silence, and the way
 * between links and actors. May use session, room, auth, profile, cluster, wire.
 */
package io.rejoin.gateway;
