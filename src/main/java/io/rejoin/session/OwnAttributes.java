package io.rejoin.session;

import io.rejoin.wire.Attribute;
import java.util.Map;

/**
 * What a login has set of its user's attributes. Those of an earlier login are gone, since they
 * live as long as it (S0). It outlives a failure of the session. Not thread-safe: it belongs to one
 * session.
 */
final class OwnAttributes {
  private long epoch;
  private Map<String, Attribute> values = Map.of();

  /** What that login has set. */
  Map<String, Attribute> of(long login) {
    return login == epoch ? values : Map.of();
  }

  void set(long login, Map<String, Attribute> all) {
    epoch = login;
    values = all;
  }

  /** Forgets all. */
  void clear() {
    epoch = 0;
    values = Map.of();
  }
}
