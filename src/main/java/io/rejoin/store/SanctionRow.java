package io.rejoin.store;

import io.rejoin.store.Accounts.Account;

/** The account's row as sanctions change it. */
record SanctionRow(AccountKey key, Account account) {

  /** The row after it. */
  SanctionRow after(Sanction sanction, long now) {
    if (sanction instanceof Sanction.Kick kick) {
      return ended(account.sanctions(), kick.reason());
    }
    if (sanction instanceof Sanction.Ban ban) {
      Sanctions banned = account.sanctions().banned(ban.ban(), now);
      boolean isOfRoom = ban.ban().room() != null;
      boolean isTooMany = banned.equals(account.sanctions());
      return isOfRoom || isTooMany
          ? with(account.open(), banned)
          : ended(banned, ban.ban().reason());
    }
    Sanction.Lift lift = (Sanction.Lift) sanction;
    return with(account.open(), account.sanctions().lifted(lift.room(), now));
  }

  private SanctionRow ended(Sanctions sanctions, String reason) {
    return account.epoch() == 0
        ? with(false, sanctions)
        : with(false, sanctions.kicked(account.epoch(), reason));
  }

  private SanctionRow with(boolean open, Sanctions sanctions) {
    return new SanctionRow(key, account.with(open, sanctions));
  }
}
