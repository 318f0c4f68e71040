package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;

/**
 * The silence of a member.
 *
 * @param since when its last byte was heard, in milliseconds of the owner's clock
 * @param stepsTold how many steps of its departure schedule others have been told
 */
public record Silence(long since, int stepsTold) implements CborSerializable {}
