package io.rejoin.store;

import io.rejoin.testkit.MemoryStore;

/** {@link AccountRules} in the memory of a test. */
class MemoryAccountsTest extends AccountRules {
  @Override
  Accounts open() {
    return new MemoryStore(Stores.settings(Stores.inMemory()).inbox(), new TestClock());
  }
}
