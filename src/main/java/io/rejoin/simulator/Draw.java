package io.rejoin.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws acts of one kind from a seed; what is drawn of one kind changes nothing of another. */
final class Draw {
  static final int SECOND = 1000;

  /** How long troubles last, from and up to, in ms: around what a schedule and a client count. */
  private static final int[][] TROUBLES = {
    {100, 2_000}, {2_000, 6_000}, {6_000, 28_000}, {28_000, 34_000}, {34_000, 80_000}
  };

  /** Before that all are only arriving. */
  private static final int BEGIN = 6 * SECOND;

  /** Something that happens now and then. */
  interface Happening {
    void happen(long at);
  }

  private final SplittableRandom random;
  private final List<String> devices;
  private final int users;
  private final int nodes;
  private final long length;
  private final List<Planned> acts = new ArrayList<>();

  Draw(long seed, int users, int nodes, long length) {
    this.random = new SplittableRandom(seed);
    this.devices = Planner.devices(users);
    this.users = users;
    this.nodes = nodes;
    this.length = length;
  }

  /** Lets it happen again and again, with that time in between on average. */
  void every(int meanGap, Happening happening) {
    for (long at = BEGIN; at < length; at += random.nextInt(2 * meanGap)) {
      happening.happen(at);
    }
  }

  /** From 0 on, below that. */
  int upTo(int bound) {
    return random.nextInt(bound);
  }

  int between(int from, int bound) {
    return from + random.nextInt(bound - from);
  }

  /** How long a trouble lasts. */
  int trouble() {
    int[] range = TROUBLES[random.nextInt(TROUBLES.length)];
    return between(range[0], range[1]);
  }

  String room() {
    return Planner.ROOMS.get(random.nextInt(Planner.ROOMS.size()));
  }

  String device() {
    return devices.get(random.nextInt(devices.size()));
  }

  String user() {
    return "u" + (1 + random.nextInt(users));
  }

  int node() {
    return 1 + random.nextInt(nodes);
  }

  List<String> devices() {
    return devices;
  }

  int nodes() {
    return nodes;
  }

  void add(long at, Act act) {
    if (at < length) {
      acts.add(new Planned(at, act));
    }
  }

  List<Planned> acts() {
    return acts;
  }
}
