/**
 * What a dropped connection does, in virtual time: the server's real parts and the real clients on
 * one thread, over a network that can be cut; or in an actor system of somebody's test, whose time
 * is Pekko's manual one. For our tests and for users'. May use everything but cli.
 */
package io.rejoin.testkit;
