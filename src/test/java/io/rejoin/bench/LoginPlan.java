package io.rejoin.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a load of logins does.
 *
 * @param port where the server is, on 127.0.0.1
 * @param serverPid whose CPU time is measured
 * @param storePid the same; 0 where the database is a part of the server
 * @param logins how many, at most
 * @param members how many of them join the same room
 */
record LoginPlan(int port, long serverPid, long storePid, int logins, int members) {

  /** Who is in by then is counted, if those are not all. */
  static final int SECONDS = 20;

  static LoginPlan of(String... args) {
    long[] n = Stream.of(args).mapToLong(Long::parseLong).toArray();
    return new LoginPlan((int) n[0], n[1], n[2], (int) n[3], (int) n[4]);
  }

  List<String> args() {
    return Stream.of(port, serverPid, storePid, logins, members).map(String::valueOf).toList();
  }
}
