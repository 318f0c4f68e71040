package io.rejoin.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenant. Immutable.
 *
 * @param id 1 to 64 of the characters {@code A-Z a-z 0-9 . _ -}
 * @param defaultProfile the profile of its rooms, and of members that name none
 * @param keys its keys, each {@code kid} once; several while keys are rotated
 * @param development whether a login without a token is taken from a loopback address
 */
public record App(String id, String defaultProfile, List<AppKey> keys, boolean development) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if the id is not allowed, a {@code kid} stands twice, or
   *     nobody could ever log in (no key, and tokens are required)
   */
  public App {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "an app id is 1 to 64 of the characters A-Z a-z 0-9 . _ -, and \"%s\" is not"
              .formatted(Shown.of(id)));
    }
    keys = List.copyOf(keys);
    if (keys.stream().map(AppKey::kid).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("two keys of app %s have the same kid".formatted(id));
    }
    if (keys.isEmpty() && !development) {
      throw new IllegalArgumentException(
          "app %s requires tokens and has no key to check them with".formatted(id));
    }
  }

  /** The key of that kid. */
  public Optional<AppKey> key(String kid) {
    return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
  }

  /** Whether one of its keys is the demo secret. */
  public boolean usesDemoSecret() {
    return keys.stream().anyMatch(AppKey::isDemo);
  }
}
