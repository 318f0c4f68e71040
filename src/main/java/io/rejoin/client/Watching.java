package io.rejoin.client;

import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.ServerFrame;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The users whose online status this client wants to be told: from {@code subscribe} to {@code
 * unsubscribe} or the end of the login. The server keeps them over the connections of a login, but
 * not past its window, so all that it has taken are named again whenever a link is live; a status
 * is told when it is new.
 */
final class Watching {

  /** Whose wishes they are. */
  interface Host {
    long nextId();

    /** Asks, and waits for the answer through drops. */
    CompletableFuture<ServerFrame> ask(Request.Asking asking);

    boolean send(ClientFrame frame);

    void tell(ClientEvent event);
  }

  /** A user that is wanted. */
  private static final class Wish {
    private final String user;
    private Step step = Step.ASKED;
    private Status status;
    private int calls;

    private Wish(String user) {
      this.user = user;
    }
  }

  private enum Step {
    ASKED,
    /** The server has said so. */
    TAKEN
  }

  private final Host host;
  private final Alarms alarms;
  private final long retryAfterMs;
  private final Map<String, Wish> wishes = new LinkedHashMap<>();
  private long renewal;
  private Alarms.Alarm alarm;

  Watching(Host host, Alarms alarms, long retryAfterMs) {
    this.host = host;
    this.alarms = alarms;
    this.retryAfterMs = retryAfterMs;
  }

  CompletableFuture<Map<String, Status>> query(List<String> users) {
    return host.ask((id, number) -> new ClientFrame.StatusQuery(id, users))
        .thenApply(Watching::statuses);
  }

  CompletableFuture<Map<String, Status>> subscribe(List<String> users) {
    CompletableFuture<ServerFrame> asked =
        host.ask((id, number) -> new ClientFrame.StatusSubscribe(id, users));
    List<Wish> wanted = new LinkedHashSet<>(users).stream().map(this::wanted).toList();
    return asked.handle(
        (frame, thrown) -> {
          wanted.forEach(wish -> wish.calls--);
          if (thrown != null) {
            wanted.forEach(this::refused);
            throw new CompletionException(Core.error(thrown));
          }
          wanted.forEach(wish -> wish.step = Step.TAKEN);
          Map<String, Status> statuses = statuses(frame);
          learn(statuses);
          return statuses;
        });
  }

  CompletableFuture<ServerFrame> unsubscribe(List<String> users) {
    users.forEach(wishes::remove);
    return host.ask((id, number) -> new ClientFrame.StatusUnsubscribe(id, users));
  }

  /** A link is live: the server may have forgotten, or told what did not arrive. */
  void opened() {
    linkLost();
    List<String> users =
        wishes.values().stream()
            .filter(wish -> wish.step == Step.TAKEN)
            .map(wish -> wish.user)
            .toList();
    if (!users.isEmpty()) {
      renewal = host.nextId();
      host.send(new ClientFrame.StatusSubscribe(renewal, users));
    }
  }

  /** No link: what waits to be said again is said when there is one. */
  void linkLost() {
    Alarms.cancel(alarm);
    alarm = null;
  }

  /** Takes a frame that is about statuses and answers no call; returns false if it is another. */
  boolean heard(HeardFrame frame) {
    if (frame instanceof HeardFrame.Refusal refusal) {
      boolean isMine = renewal != 0 && Answers.idOf(frame) == renewal;
      if (isMine) {
        refused(Answers.errorOf(refusal));
      }
      return isMine;
    }
    ServerFrame known = frame instanceof HeardFrame.Known told ? told.frame() : null;
    if (known instanceof ServerFrame.Status status) {
      Status now = WireName.find(Status.class, status.status());
      if (now != null) {
        learn(Map.of(status.user(), now));
      }
    } else if (known instanceof ServerFrame.Statuses) {
      learn(statuses(known));
    } else {
      return false;
    }
    return true;
  }

  /** The login is over. */
  void end() {
    linkLost();
    wishes.clear();
  }

  private Wish wanted(String user) {
    Wish wish = wishes.computeIfAbsent(user, Wish::new);
    wish.calls++;
    return wish;
  }

  private void refused(Wish wish) {
    if (wish.step == Step.ASKED && wish.calls == 0) {
      wishes.remove(wish.user, wish);
    }
  }

  /** Statuses of later versions than this are left out. */
  private static Map<String, Status> statuses(ServerFrame frame) {
    Map<String, Status> statuses = new LinkedHashMap<>();
    ((ServerFrame.Statuses) frame)
        .statuses()
        .forEach(
            (user, name) -> {
              Status status = WireName.find(Status.class, name);
              if (status != null) {
                statuses.put(user, status);
              }
            });
    return statuses;
  }

  private void learn(Map<String, Status> statuses) {
    statuses.forEach(
        (user, status) -> {
          Wish wish = wishes.get(user);
          if (wish != null && wish.status != status) {
            wish.status = status;
            host.tell(new ClientEvent.StatusChanged(user, status));
          }
        });
  }

  private void refused(RejoinException error) {
    if (error.mayBeRepeated()) {
      alarm = alarms.in(error.retryAfterMs().orElse(retryAfterMs), this::opened);
    } else {
      host.tell(new ClientEvent.Failure(error));
    }
  }
}
