package io.rejoin.room;

import io.rejoin.wire.ServerFrame;
import java.util.List;

/**
 * What a link gets when its user enters a room or comes back to it.
 *
 * @param first {@code joined}, then the joins it missed
 * @param missed the messages it missed
 * @param after the verdict, then the departures it missed
 */
record Arrival(List<ServerFrame> first, List<Outgoing> missed, List<ServerFrame> after) {}
