package io.rejoin.bench;

/** One room of the load: what was sent into it, and when. On the event loop only. */
final class LoadRoom {
  private static final int REMEMBERED = 1 << 14;

  private final String name;
  private final long[] sentAt = new long[REMEMBERED];
  private long sent;
  private LoadLink publisher;

  LoadRoom(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The first member that comes publishes. */
  void join(LoadLink link) {
    publisher = publisher == null ? link : publisher;
  }

  boolean isPublisher(LoadLink link) {
    return publisher == link;
  }

  /** Sends as long as fewer than {@code window} messages are out that have not come back. */
  void fill(int window, long now) {
    while (sent - publisher.received() < window) {
      send(now);
    }
    publisher.flush();
  }

  /** Sends one message. */
  void sendOne(long now) {
    send(now);
    publisher.flush();
  }

  private void send(long now) {
    sentAt[(int) (sent % REMEMBERED)] = now;
    sent++;
    publisher.publish(sent);
  }

  /**
   * When the n-th message was sent, counted from 1; only the last {@value #REMEMBERED} are known.
   */
  long sentAt(long n) {
    return sentAt[(int) ((n - 1) % REMEMBERED)];
  }
}
