package io.rejoin.store;

import java.util.Map;

/** {@link InboxRules} in H2. */
class H2InboxTest extends InboxRules {
  private final String url = Stores.inMemory();

  @Override
  StoreSettings settings(Map<String, ?> others) {
    return Stores.settings(url, others);
  }
}
