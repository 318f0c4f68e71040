package io.rejoin.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a load of peer messages does.
 *
 * @param port where the server is, on 127.0.0.1
 * @param serverPid whose CPU time is measured
 * @param storePid the same; 0 where the database is a part of the server
 * @param receivers whether they are there
 * @param senders how many clients send
 * @param receiversEach how many users each of them sends to, to one after the other
 * @param letters messages to each receiver, at most
 * @param window messages of a sender that are not answered, at most
 */
record PeerPlan(
    int port,
    long serverPid,
    long storePid,
    Receivers receivers,
    int senders,
    int receiversEach,
    int letters,
    int window) {

  /** The measurement begins here, or when a third of all messages is answered. */
  static final int WARM_SECONDS = 5;

  /** It ends so long after {@link #WARM_SECONDS}, or when all messages are answered. */
  static final int SECONDS = 8;

  /** Where the receivers are. */
  enum Receivers {
    /** Connected; each acknowledges what it has read, once for each read. */
    ONLINE,
    /** They have logged in and closed their sockets. */
    AWAY
  }

  static PeerPlan of(String... args) {
    return new PeerPlan(
        Integer.parseInt(args[0]),
        Long.parseLong(args[1]),
        Long.parseLong(args[2]),
        Receivers.valueOf(args[3]),
        Integer.parseInt(args[4]),
        Integer.parseInt(args[5]),
        Integer.parseInt(args[6]),
        Integer.parseInt(args[7]));
  }

  List<String> args() {
    return Stream.of(port, serverPid, storePid, receivers, senders, receiversEach, letters, window)
        .map(String::valueOf)
        .toList();
  }

  /** Letters of one sender. */
  int lettersEach() {
    return receiversEach * letters;
  }

  long total() {
    return (long) senders * lettersEach();
  }

  String sender(String run, int index) {
    return run + "-s" + index;
  }

  String receiver(String run, int index) {
    return run + "-r" + index;
  }
}
