package io.rejoin.wire;

/**
 * How far a client has got in a room: all messages up to {@code offset} of {@code epoch}, and all
 * presence up to version {@code presence}.
 *
 * @param epoch the room's epoch, as the client last heard it
 * @param offset the last message that the client has; 0 if none
 * @param presence the last presence version that the client has; 0 if none
 */
public record RoomPosition(long epoch, long offset, long presence) {}
