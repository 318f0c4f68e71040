package io.rejoin.simulator;

import io.rejoin.profile.Profile;
import io.rejoin.profile.ServerHalf;

/**
 * What a profile says about time, in milliseconds.
 *
 * @param firstStep of a silence, that others are told
 * @param window after which a silent member has left
 * @param attributes how long a room without members is kept that has attributes
 * @param slack how late something may be told
 * @param settling after which all who are well must agree
 * @param late how much later than due a step may be told; longer where nodes can be lost
 */
record Timing(
    long heartbeat,
    long firstStep,
    long window,
    long replayAge,
    int replayCount,
    long attributes,
    long slack,
    long settling,
    long late) {

  static Timing of(Profile profile, SimulatorSettings settings, int nodes) {
    ServerHalf server = profile.server();
    long heartbeat = profile.client().heartbeat().toMillis();
    long failover = nodes > 1 ? settings.failover().toMillis() : 0;
    return new Timing(
        heartbeat,
        server.departures().get(0).after().toMillis(),
        server.window().toMillis(),
        server.replayAge().toMillis(),
        server.replayCount(),
        server.emptyRoomAttributesAfter().toMillis(),
        settings.slack().toMillis(),
        settings.settling().toMillis() + failover,
        heartbeat + settings.slack().toMillis() + failover);
  }
}
