package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;

/**
 * What a member said in a room.
 *
 * @param instance the client object that said it, and counted it as {@code number}
 * @param at milliseconds since 1970 at which the room took it
 */
public record Said(
    String from, String instance, long number, long at, String payload, boolean binary)
    implements CborSerializable {}
