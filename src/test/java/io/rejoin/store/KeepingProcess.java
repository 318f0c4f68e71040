package io.rejoin.store;

import java.nio.charset.StandardCharsets;

/** A process that puts letters without end and prints which were kept, and where. */
final class KeepingProcess {
  private KeepingProcess() {}

  /** Says {@code kept USER NUMBER PLACE} on a line, once the store has answered. */
  public static void main(String[] args) throws InterruptedException {
    var store = Store.open(Stores.settings(args[0], Senders.WIDE), new TestClock());
    new Senders(store, KeepingProcess::say).start();
    Thread.currentThread().join();
  }

  private static void say(String user, long number, long place) {
    // In one piece, so that the kill cannot cut a number in two.
    var line = "kept " + user + " " + number + " " + place + "\n";
    System.out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
  }
}
