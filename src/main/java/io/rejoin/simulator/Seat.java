package io.rejoin.simulator;

/**
 * A stay of a process in a room, from entering it to its end; drops do not end it.
 *
 * @param number counts those of the process's device
 */
record Seat(Process who, String room, int number) {
  @Override
  public String toString() {
    return who + " in " + room;
  }
}
