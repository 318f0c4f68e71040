/**
 * What a dropped connection does, in virtual time: the server's real parts and the real clients on
 * one thread, over a network that can be cut. For our tests and for users'. May use everything but
 * cli.
 */
package io.rejoin.testkit;
