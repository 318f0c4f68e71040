package io.rejoin.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a load does.
 *
 * @param port where the server is, on 127.0.0.1
 * @param serverPid whose CPU time is measured
 * @param rooms how many rooms
 * @param members how many connections each room has; one of them publishes
 * @param warmSeconds under load, before the measurement
 * @param seconds measured
 * @param deliveriesPerSecond aimed at; 0 for as many as the window lets through
 * @param floods how many more connections publish as fast as their sockets take it, each in a room
 *     of its own; what they are told is of no account
 * @param window at most this many messages of a room that its publisher has not itself received
 */
record Plan(
    int port,
    long serverPid,
    int rooms,
    int members,
    int warmSeconds,
    int seconds,
    int deliveriesPerSecond,
    int floods,
    int window) {

  static Plan of(String... args) {
    long[] n = Stream.of(args).mapToLong(Long::parseLong).toArray();
    return new Plan(
        (int) n[0],
        n[1],
        (int) n[2],
        (int) n[3],
        (int) n[4],
        (int) n[5],
        (int) n[6],
        (int) n[7],
        (int) n[8]);
  }

  List<String> args() {
    return Stream.of(
            (long) port,
            serverPid,
            (long) rooms,
            (long) members,
            (long) warmSeconds,
            (long) seconds,
            (long) deliveriesPerSecond,
            (long) floods,
            (long) window)
        .map(String::valueOf)
        .toList();
  }

  Plan against(int otherPort, long otherPid) {
    return new Plan(
        otherPort,
        otherPid,
        rooms,
        members,
        warmSeconds,
        seconds,
        deliveriesPerSecond,
        floods,
        window);
  }

  int connections() {
    return rooms * members;
  }
}
