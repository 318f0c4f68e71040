package io.rejoin.wire;

/**
 * An attribute of a user or of a room: a text under a key.
 *
 * @param by the user who set it last
 * @param at milliseconds since 1970 at which the server took that
 */
public record Attribute(String value, String by, long at) {}
