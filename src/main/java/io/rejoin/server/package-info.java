/** The guardian: configuration, start and graceful stop. May use all but client and testkit. */
package io.rejoin.server;
