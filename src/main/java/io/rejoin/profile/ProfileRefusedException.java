package io.rejoin.profile;

/**
 * A profile that cannot be used. The message names the full key, the value and the rule that it
 * breaks, in this order: {@code rejoin.profiles.my.server.departures[1].after: 5s must be later
 * than the step before it (10s)}. Raised at start only, before anything listens.
 */
public final class ProfileRefusedException extends IllegalArgumentException {
  private final String key;

  ProfileRefusedException(String key, String value, String rule) {
    super(key + ": " + value + " " + rule);
    this.key = key;
  }

  /** The full key of the value that was refused. */
  public String key() {
    return key;
  }
}
