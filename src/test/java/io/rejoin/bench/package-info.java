/**
 * The benchmark: a load of many clients in a process of its own, against Rejoin and, in the same
 * run, against {@code BareServer}, which only broadcasts. {@code src/docs/benchmarks.md} says how
 * to run and read it.
 */
package io.rejoin.bench;
