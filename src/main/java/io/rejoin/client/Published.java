package io.rejoin.client;

/**
 * The place of a publication in its room's history.
 *
 * @param epoch null, as {@code offset}, where the server acknowledged it before and no longer knows
 */
public record Published(Long epoch, Long offset) {}
