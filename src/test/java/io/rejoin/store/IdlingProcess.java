package io.rejoin.store;

import static io.rejoin.store.Stores.answer;

import java.io.IOException;

/**
 * A process of its own that fills a store, idles until it is told to go on, logs some users in
 * again and prints the epoch of each.
 */
final class IdlingProcess {
  static final int RETURNING = 20;
  private static final int USERS = 200;

  private IdlingProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var accounts = AccountStore.open(Stores.settings(args[0]));
    for (int user = 0; user < USERS; user++) {
      answer(accounts.login("demo", "u" + user, "i1", 1, 0));
    }
    for (int user = 0; user < USERS; user++) {
      answer(accounts.logout("demo", "u" + user, 1));
    }
    System.out.println("idle");
    if (System.in.read() >= 0) {
      for (int user = 0; user < RETURNING; user++) {
        var epoch = answer(accounts.login("demo", "u" + user, "i2", 1, 0)).epoch();
        System.out.println("ack " + user + " " + epoch);
      }
    }
    Thread.currentThread().join();
  }
}
