package io.rejoin.store;

import io.rejoin.store.Accounts.Account;

/**
 * The account's row as inboxes use it.
 *
 * @param lastPlace the last place that was given out
 * @param letters at least as many as there are that have not expired
 * @param bytes at least as many as these have
 */
record InboxRow(AccountKey key, Account account, long lastPlace, int letters, long bytes) {

  /** Whether there ever was a letter; else there is no line either. */
  boolean hadLetters() {
    return lastPlace > 0;
  }

  /** The row after another session took over. */
  InboxRow reborn() {
    var next =
        new Account(
            account.epoch(),
            account.incarnation() + 1,
            account.open(),
            account.sanctions(),
            account.hadLetters());
    return new InboxRow(key, next, lastPlace, letters, bytes);
  }

  /** The row after its letters were counted. */
  InboxRow counted(int letters, long bytes) {
    return new InboxRow(key, account, lastPlace, letters, bytes);
  }

  /** The row after one letter more. */
  InboxRow with(int more) {
    return new InboxRow(key, account, lastPlace + 1, letters + 1, bytes + more);
  }
}
