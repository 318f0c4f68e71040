package io.rejoin.room;

import java.util.Set;

/**
 * Who is to hear something, by the platforms of the links: all, those on some platforms, or all but
 * those on some. Immutable. Platforms are told apart by letter; who makes a link a member has put
 * its platform in lower case.
 */
public final class Observers {

  /** Everybody, whatever the platform; no other instance says so. */
  public static final Observers ALL = new Observers(Set.of(), false);

  private final Set<String> named;
  private final boolean areIncluded;

  private Observers(Set<String> named, boolean areIncluded) {
    this.named = named;
    this.areIncluded = areIncluded;
  }

  /** Those on one of these platforms. */
  public static Observers on(Set<String> platforms) {
    return new Observers(Set.copyOf(platforms), true);
  }

  /** Those on none of these platforms; {@link #ALL} if these are none. */
  public static Observers allBut(Set<String> platforms) {
    return platforms.isEmpty() ? ALL : new Observers(Set.copyOf(platforms), false);
  }

  /** Whether somebody on this platform hears it. */
  public boolean include(String platform) {
    return named.contains(platform) == areIncluded;
  }

  @Override
  public String toString() {
    return this == ALL ? "all" : (areIncluded ? "on " : "all but on ") + named;
  }
}
