package io.rejoin.room;

import io.rejoin.cluster.CborSerializable;

/** A stream that a member has published; see {@code stream-publish}. */
public record Stream(String id, String kind, String info) implements CborSerializable {}
