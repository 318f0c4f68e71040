package io.rejoin.session;

import io.rejoin.cluster.CborSerializable;

/**
 * Whom to tell what became of a peer message.
 *
 * @param link the link that sent it last
 * @param request the id of its {@code send}; 0 if it wants no answer
 */
public record Receipt(LinkAddress link, long request) implements CborSerializable {}
