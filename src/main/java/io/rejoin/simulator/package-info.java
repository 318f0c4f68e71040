/**
 * A random world, drawn from a seed, in which everything happens that can happen to users, networks
 * and nodes; and the invariants, checked from outside on what clients were told. May use testkit,
 * client, wire and profile.
 */
package io.rejoin.simulator;
