package io.rejoin.auth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps the demo secret, which everybody knows, on this machine. Asked once, before the server
 * binds.
 */
public final class DemoGuard {
  private DemoGuard() {}

  /**
   * Why the server may not start, and what to do; empty if it may.
   *
   * @param bindIsLoopback whether every address that will be bound is a loopback address
   */
  public static Optional<String> refusal(List<App> apps, boolean bindIsLoopback) {
    var open =
        apps.stream().filter(App::usesDemoSecret).map(App::id).collect(Collectors.joining(", "));
    if (bindIsLoopback || open.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        """
        it would bind an address that others can reach, while these \
        apps use the demo secret: %s. That secret is public, so anybody could log in as anybody. \
        Either bind a loopback address (127.0.0.1), or give the app a key of its own in \
        rejoin.auth.apps, or leave the demo out: rejoin.auth.apps.demo = null."""
            .formatted(open));
  }
}
