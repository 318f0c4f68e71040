/**
 * The Java client: the same states, events, options and rules as the JavaScript client's, which
 * stand in {@code src/docs/client-contract.md}. Uses {@code wire} and {@code profile} only, no
 * actors, so that it runs on any JVM 17.
 */
package io.rejoin.client;
