package io.rejoin.profile;

/**
 * Bounds on the attributes of one user or one room; beyond them a change is refused as a whole with
 * {@code attributes-too-large}. Bytes are of UTF-8.
 *
 * @param keyBytes size of one key
 * @param valueBytes size of one value
 * @param items how many there may be
 * @param totalBytes size of all keys and values together
 */
public record AttributeLimits(int keyBytes, int valueBytes, int items, int totalBytes) {}
