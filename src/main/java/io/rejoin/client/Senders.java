package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.ServerFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this client has received from other users: tells each message once, and acknowledges it when
 * the listeners have run. A message that comes again is known by its sender's login and number; it
 * is not told again, but acknowledged again. Of each sender the newest login and its last number
 * are remembered, over reconnections and logins of the same user. That is enough, since the server
 * brings the messages of one sender in the order of logins and numbers; holes are what the sender
 * gave up.
 *
 * <p>What a listener throws changes nothing about the acknowledgement: the message has reached the
 * application, and would only fail there again.
 */
final class Senders {

  /** Whose messages they are. */
  interface Host {
    /** Sends over a live link; without one the message comes again. */
    void acknowledge(ClientFrame.Received frame);

    void tell(ClientEvent event);

    /** Does something after this turn. */
    void later(Runnable task);
  }

  private record Heard(long epoch, long number) {}

  private record Login(String from, long epoch) {}

  private static final Heard NOTHING = new Heard(0, 0);

  private final Host host;
  private final int most;
  private String user;
  private final Map<String, Heard> heard = new LinkedHashMap<>();
  private final Map<Login, Long> due = new LinkedHashMap<>();

  /**
   * @param most how many senders are remembered; the one not heard for longest is forgotten
   */
  Senders(Host host, int most) {
    this.host = host;
    this.most = most;
  }

  /** Another user has other messages, whose numbers mean nothing here. */
  void loggedIn(String asUser) {
    if (!asUser.equals(user)) {
      user = asUser;
      heard.clear();
    }
  }

  void heard(ServerFrame.PeerMessage message) {
    Heard last = heard.getOrDefault(message.from(), NOTHING);
    boolean isNew =
        last.epoch() < message.epoch()
            || (last.epoch() == message.epoch() && last.number() < message.number());
    remember(message.from(), isNew ? new Heard(message.epoch(), message.number()) : last);
    long number =
        last.epoch() == message.epoch()
            ? Math.max(last.number(), message.number())
            : message.number();
    acknowledge(new Login(message.from(), message.epoch()), number);
    if (isNew) {
      host.tell(
          new ClientEvent.PeerMessage(
              message.from(),
              Payload.ofWire(message.payload(), message.binary()),
              message.at(),
              message.epoch(),
              message.number(),
              Boolean.TRUE.equals(message.stored())));
    }
  }

  private void remember(String from, Heard place) {
    heard.remove(from);
    heard.put(from, place);
    if (heard.size() > most) {
      heard.remove(heard.keySet().iterator().next());
    }
  }

  /** One frame acknowledges all of a login that came until this turn is over. */
  private void acknowledge(Login login, long number) {
    if (due.isEmpty()) {
      host.later(this::flush);
    }
    due.put(login, number);
  }

  private void flush() {
    List<Map.Entry<Login, Long>> entries = List.copyOf(due.entrySet());
    due.clear();
    entries.forEach(
        entry ->
            host.acknowledge(
                new ClientFrame.Received(
                    entry.getKey().from(), entry.getKey().epoch(), entry.getValue())));
  }
}
