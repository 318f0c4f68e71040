package io.rejoin.history;

/**
 * A message at its place.
 *
 * @param heardAt when this copy of the history took it, in milliseconds of the owner's clock; ages
 *     are counted from it, and never compared between nodes
 */
public record Entry<M>(Position position, long heardAt, M message) {}
