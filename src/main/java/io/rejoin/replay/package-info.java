/**
 * Stream stages for a link that catches up: history first, then live, no gap, no duplicate, gated
 * by the socket. May use history.
 */
package io.rejoin.replay;
