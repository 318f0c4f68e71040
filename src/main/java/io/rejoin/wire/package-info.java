/**
 * What crosses a socket: frames, codes and the codec of {@code rejoin.v1.json}. Plain Java and
 * Jackson; uses no other package of Rejoin, so that clients can have it without the server.
 */
package io.rejoin.wire;
