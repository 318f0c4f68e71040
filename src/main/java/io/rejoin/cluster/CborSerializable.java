package io.rejoin.cluster;

/** Marks messages between actors that may cross nodes; they are written as CBOR by Jackson. */
public interface CborSerializable {}
