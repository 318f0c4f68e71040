package io.rejoin.client;

/**
 * A stream that a member has announced in a room; no media flows through the server.
 *
 * @param stream its id, unique for its member in the room
 * @param kind such as {@code audio}, {@code video}, {@code screen}
 * @param info what the application wants to say with it; null for nothing
 */
public record Stream(String stream, String kind, String info) {}
