/**
 * How nodes find entities and each other: the directory, serialization, roles and joining. Knows
 * nothing of rooms or sessions; uses no other package of Rejoin.
 */
package io.rejoin.cluster;
