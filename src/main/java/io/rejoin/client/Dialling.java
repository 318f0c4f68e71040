package io.rejoin.client;

import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** How a client dials, by which time, and with which jitter. */
record Dialling(Function<Link.Ear, Link> dial, Alarms alarms, DoubleSupplier random) {}
