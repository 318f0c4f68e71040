/**
 * Rooms and their fan-out: {@code Room} (the sharded entity, which numbers messages and runs
 * departures), {@code Relay} (a room's agent on one node, which keeps a replica and gives frames to
 * the node's links), and {@code Outlet} (how a relay reaches links). May use history, replay,
 * profile, cluster, wire.
 */
package io.rejoin.room;
