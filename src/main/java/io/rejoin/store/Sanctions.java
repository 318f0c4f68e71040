package io.rejoin.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What the application has decided against a user, for good or for a time. Immutable.
 *
 * @param kick the newest login that was ended; null if none was
 * @param bans at most {@value #MAX_BANS}, one for each room and one for everything; those that have
 *     ended may still be there
 */
public record Sanctions(Kick kick, List<Ban> bans) {

  /** How many bans one user can have; a further one is not kept. */
  public static final int MAX_BANS = 64;

  /** Longest reason, in characters. */
  public static final int MAX_REASON = 256;

  /** What most users have. */
  public static final Sanctions NONE = new Sanctions(null, List.of());

  /** A login that was ended by the application, as are all before it. */
  public record Kick(long epoch, String reason) {}

  /**
   * A ban.
   *
   * @param room null if it is of everything: no login is taken
   * @param until milliseconds since 1970 at which it ends
   */
  public record Ban(String room, long until, String reason) {
    private boolean isOf(String other) {
      return room == null ? other == null : room.equals(other);
    }
  }

  public Sanctions {
    bans = List.copyOf(bans);
  }

  /** Whether that login was ended. */
  public boolean endsLogin(long epoch) {
    return kick != null && epoch <= kick.epoch();
  }

  /**
   * The ban that holds now.
   *
   * @param room null for the ban of everything
   * @return null if there is none
   */
  public Ban ban(String room, long now) {
    for (Ban ban : bans) {
      if (ban.isOf(room) && ban.until() > now) {
        return ban;
      }
    }
    return null;
  }

  /** When the ban of everything ends; 0 if there is none. */
  long bannedUntil() {
    return bans.stream().filter(ban -> ban.isOf(null)).mapToLong(Ban::until).findFirst().orElse(0);
  }

  Sanctions kicked(long epoch, String reason) {
    return new Sanctions(new Kick(epoch, reason), bans);
  }

  /** With a ban in place of one of the same room; the same if there are too many. */
  Sanctions banned(Ban ban, long now) {
    Sanctions others = lifted(ban.room(), now);
    if (others.bans.size() >= MAX_BANS) {
      return this;
    }
    List<Ban> all = new ArrayList<>(others.bans);
    all.add(ban);
    return new Sanctions(kick, all);
  }

  /** Without the ban of this room, and without those that have ended. */
  Sanctions lifted(String room, long now) {
    return new Sanctions(
        kick, bans.stream().filter(ban -> !ban.isOf(room) && ban.until() > now).toList());
  }

  /**
   * Refuses a reason that is too long.
   *
   * @throws IllegalArgumentException with the measured fact
   */
  public static void checkReason(String reason) {
    if (reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "the reason has " + reason.length() + " characters; limit " + MAX_REASON);
    }
  }
}
