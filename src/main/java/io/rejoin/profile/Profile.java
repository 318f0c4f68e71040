package io.rejoin.profile;

/**
 * A named set of timers, limits, reasons and codes: the behaviour of one signaling system as data.
 * Immutable. The server half says what others are told and what is kept; the client half says what
 * a client does and how it calls things.
 */
public record Profile(String name, ServerHalf server, ClientHalf client) {}
