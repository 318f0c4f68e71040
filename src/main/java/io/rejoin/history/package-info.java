/**
 * The bounded log of a room's messages: positions, entries, and the verdict on what a replay could
 * give. Plain Java; uses nothing.
 */
package io.rejoin.history;
