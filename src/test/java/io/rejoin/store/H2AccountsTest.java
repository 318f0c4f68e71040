package io.rejoin.store;

/** {@link AccountRules} in H2. */
class H2AccountsTest extends DatabaseAccountRules {
  private final StoreSettings settings = Stores.settings(Stores.inMemory());

  @Override
  StoreSettings settings() {
    return settings;
  }
}
