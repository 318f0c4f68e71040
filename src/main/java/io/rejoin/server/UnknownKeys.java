package io.rejoin.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds keys of {@code rejoin} that nobody reads, which are most often misspelt. Sections whose
 * names are the operator's own are checked by whoever reads them.
 */
final class UnknownKeys {
  private static final List<String> OWN_NAMES =
      List.of("rejoin.profiles.", "rejoin.auth.apps.", "rejoin.server.node.");

  private UnknownKeys() {}

  /**
   * Refuses a configuration that sets an unknown key.
   *
   * @param application what differs from the defaults
   * @throws IllegalArgumentException naming the key
   */
  static void refuse(Config application) {
    Set<String> known =
        ConfigFactory.defaultReference().entrySet().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    application.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(key -> key.startsWith("rejoin."))
        .filter(key -> OWN_NAMES.stream().noneMatch(key::startsWith))
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(key + ": there is no such key");
            });
  }
}
