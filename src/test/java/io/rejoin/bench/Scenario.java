package io.rejoin.bench;

/** One thing to measure; the plan's server is filled in later. */
record Scenario(String name, int rounds, Plan plan) {

  static Scenario fanOut(String name, int rounds, int rooms, int members, int perSecond) {
    int window = Math.max(4, 32 / rooms);
    return new Scenario(name, rounds, new Plan(0, 0, rooms, members, 4, 5, perSecond, 0, window));
  }

  /** Two clients, one of which says 50 messages a second, beside links that flood. */
  static Scenario pair(String name, int floods) {
    return new Scenario(name, 1, new Plan(0, 0, 1, 2, 5, 10, 100, floods, 4));
  }
}
