package io.rejoin.testkit;

import io.rejoin.store.Accounts.Account;
import io.rejoin.store.Sanction;
import io.rejoin.store.Sanctions;

/** The account of one user, and the inbox with it. */
final class MemoryAccount {
  private final MemoryInbox inbox;
  private Account account;
  private String instance;
  private long attempt;

  private MemoryAccount(MemoryInbox inbox, Account account, String instance, long attempt) {
    this.inbox = inbox;
    this.account = account;
    this.instance = instance;
    this.attempt = attempt;
  }

  /** Of somebody who was decided against before ever logging in. */
  static MemoryAccount ofNoLogin(Account account) {
    return new MemoryAccount(new MemoryInbox(), account, "", 0);
  }

  static MemoryAccount ofFirstLogin(String instance, long attempt) {
    return new MemoryAccount(new MemoryInbox(), new Account(1, 1, true), instance, attempt);
  }

  MemoryAccount copy() {
    return new MemoryAccount(inbox.copy(), account, instance, attempt);
  }

  MemoryInbox inbox() {
    return inbox;
  }

  /** As it stands. */
  Account account() {
    return account(account.sanctions());
  }

  /** As it stands, for an inbox: what was decided against the user is no business of it. */
  Account withoutSanctions() {
    return account(Sanctions.NONE);
  }

  private Account account(Sanctions sanctions) {
    return new Account(
        account.epoch(), account.incarnation(), account.open(), sanctions, inbox.hadLetters());
  }

  private void become(long epoch, long incarnation, boolean open) {
    account = new Account(epoch, incarnation, open, account.sanctions(), account.hadLetters());
  }

  boolean isSpokenForBy(long incarnation) {
    return account.incarnation() == incarnation;
  }

  void login(String byInstance, long byAttempt, long at, long takesOver) {
    if (account.sanctions().ban(null, at) != null) {
      return;
    }
    boolean isRepeat = instance.equals(byInstance) && attempt == byAttempt;
    become(
        isRepeat ? account.epoch() : account.epoch() + 1,
        account.incarnation() + takesOver,
        account.open() || !isRepeat);
    instance = byInstance;
    attempt = byAttempt;
  }

  void beTakenOver() {
    become(account.epoch(), account.incarnation() + 1, account.open());
  }

  void logout(long epoch) {
    if (account.epoch() == epoch) {
      become(account.epoch(), account.incarnation(), false);
    }
  }

  void sanction(Sanction sanction, long at) {
    account = account.after(sanction, at);
  }
}
