package io.rejoin.simulator;

/**
 * How one user stands to one room, seen from outside: whether it is there beyond doubt, and since
 * when; in milliseconds since the beginning.
 */
final class Standing {
  private static final long NEVER = -1;

  private long firmSince = NEVER;
  private long shakySince;
  private long lastFirmFor;
  private long hearableAt = NEVER;
  private long leftAt = NEVER;

  /**
   * What is seen now.
   *
   * @param firm a sound client is logged in and in the room
   * @param hearable a client wants to be in the room, and what it says may arrive
   */
  void see(long at, boolean firm, boolean hearable) {
    if (firm && firmSince == NEVER) {
      firmSince = at;
    } else if (!firm && firmSince != NEVER) {
      lastFirmFor = at - firmSince;
      firmSince = NEVER;
      shakySince = at;
    }
    if (hearable) {
      hearableAt = at;
    }
    if (firm || hearable) {
      leftAt = NEVER;
    }
  }

  /** Something that was said earlier may have arrived. */
  void heard(long at) {
    hearableAt = at;
    leftAt = NEVER;
  }

  /** It has left the room or logged out, and the server has answered that. */
  void left(long at) {
    leftAt = at;
  }

  boolean isFirm() {
    return firmSince != NEVER;
  }

  boolean isFirmFor(long time, long at) {
    return firmSince != NEVER && at - firmSince > time;
  }

  /** Nothing can have been heard of it for longer than that. */
  boolean isSilentFor(long time, long at) {
    return firmSince == NEVER && at - Math.max(shakySince, hearableAt) > time;
  }

  /** It was there beyond doubt for some time, until less than that ago. */
  boolean wasFirmWithin(long time, long enough, long at) {
    return firmSince == NEVER && lastFirmFor > enough && at - shakySince < time;
  }

  /** It has left for longer than that, and wants nothing since. */
  boolean hasLeftFor(long time, long at) {
    return leftAt != NEVER && at - leftAt > time;
  }
}
