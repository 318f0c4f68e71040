package io.rejoin.store;

/** What can be done to an account. */
sealed interface AccountWrite {

  AccountKey key();

  /**
   * A login.
   *
   * @param takesOver how much it adds to the incarnation: 1, or 0
   */
  record Login(AccountKey key, String instance, long attempt, long at, long takesOver)
      implements AccountWrite {
    public Login {
      AccountKey.check("instance", instance);
    }
  }

  record Reborn(AccountKey key) implements AccountWrite {}

  record Logout(AccountKey key, long epoch) implements AccountWrite {}

  record Sanctioned(AccountKey key, Sanction sanction, long at) implements AccountWrite {}
}
