package io.rejoin.simulator;

import io.rejoin.profile.Profile;
import io.rejoin.profile.ServerHalf;

/**
 * What a profile says about time, in milliseconds.
 *
 * @param firstStep of a silence, that others are told
 * @param window after which a silent member has left
 * @param slack how late something may be told
 * @param settling after which all who are well must agree
 */
record Timing(
    long heartbeat,
    long firstStep,
    long window,
    long replayAge,
    int replayCount,
    long slack,
    long settling) {

  static Timing of(Profile profile, SimulatorSettings settings) {
    ServerHalf server = profile.server();
    return new Timing(
        profile.client().heartbeat().toMillis(),
        server.departures().get(0).after().toMillis(),
        server.window().toMillis(),
        server.replayAge().toMillis(),
        server.replayCount(),
        settings.slack().toMillis(),
        settings.settling().toMillis());
  }
}
