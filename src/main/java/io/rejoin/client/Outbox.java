package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.HeardFrame;
import io.rejoin.wire.ServerFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Requests that wait for their answers. Each waits for its gate, is sent, is sent again after a
 * link was lost or after a refusal that may be retried, and fails when the profile's request
 * timeout has passed since it was asked. Requests of one room are sent in the order in which they
 * were asked.
 *
 * <p>A publication also gets its number here, when it is first sent, and is repeated under the same
 * number while a link is silent about it.
 */
final class Outbox {
  /** The gate of requests that need a live link and nothing else; others are the ids of rooms. */
  static final String LINK = null;

  /** Whose outbox it is. */
  interface Host {
    ClientHalf profile();

    long nextId();

    boolean isGateOpen(String gate);

    boolean send(ClientFrame frame);

    String describe();

    /** A request at that gate was refused, and is to be retried. */
    void refused(String gate, RejoinException error);
  }

  private final Host host;
  private final Alarms alarms;
  private final ClientSettings settings;
  private final Map<Long, Request> requests = new LinkedHashMap<>();

  Outbox(Host host, Alarms alarms, ClientSettings settings) {
    this.host = host;
    this.alarms = alarms;
    this.settings = settings;
  }

  CompletableFuture<ServerFrame> ask(Request.Asking asking) {
    return ask(asking, LINK, null);
  }

  /** Asks for something; kept with the answering frame. */
  CompletableFuture<ServerFrame> ask(Request.Asking asking, String gate, Numbers numbers) {
    if (requests.size() >= settings.requests()) {
      throw RejoinException.of(
          Code.TOO_OFTEN,
          requests.size() + " requests wait for answers; limit " + settings.requests());
    }
    FrameSize.refuseTooLarge(asking.frame(0, 0), settings.maxFrameBytes());
    Request request = new Request(host.nextId(), asking, gate, numbers);
    long timeoutMs = host.profile().requestTimeout().toMillis();
    request.expiry = alarms.in(timeoutMs, () -> expire(request));
    requests.put(request.id, request);
    opened(gate);
    return request.reply;
  }

  /** Sends what waits at a gate, if that is open. */
  void opened(String gate) {
    if (requests.isEmpty() || !host.isGateOpen(gate)) {
      return;
    }
    for (Request request : List.copyOf(requests.values())) {
      if (Objects.equals(request.gate, gate)) {
        if (request.step == Request.Step.DELAYED && gate != LINK) {
          return; // What was asked later must not overtake it.
        }
        if (request.step == Request.Step.WAITING) {
          send(request);
        }
      }
    }
  }

  /** A link was lost: all that is unanswered will be sent again when its gate opens. */
  void linkLost() {
    for (Request request : List.copyOf(requests.values())) {
      if (request.last == null) {
        await(request);
      } else {
        fail(request, request.last);
      }
    }
  }

  /** Takes an answer; returns false if nobody asked or nobody waits any more. */
  boolean answer(HeardFrame frame) {
    Request request = requests.get(Answers.idOf(frame));
    if (request == null) {
      return false;
    }
    request.unanswered--;
    if (frame instanceof HeardFrame.Refusal refusal) {
      refused(request, Answers.errorOf(refusal));
    } else {
      end(request);
      request.reply.complete(((HeardFrame.Known) frame).frame());
    }
    return true;
  }

  /** Fails all. */
  void fail(RejoinException error) {
    List.copyOf(requests.values()).forEach(request -> fail(request, error));
  }

  /** Fails all that waits at a gate, but for what {@link #close} has left. */
  void fail(RejoinException error, String gate) {
    for (Request request : List.copyOf(requests.values())) {
      if (Objects.equals(request.gate, gate) && request.last == null) {
        fail(request, error);
      }
    }
  }

  /**
   * A gate opens no more: what was sent over the link may still be answered, and fails if it is
   * not.
   */
  void close(String gate, RejoinException error) {
    for (Request request : List.copyOf(requests.values())) {
      if (!Objects.equals(request.gate, gate)) {
        continue;
      }
      if (request.step == Request.Step.SENT) {
        Alarms.cancel(request.alarm);
        request.last = error;
      } else {
        fail(request, error);
      }
    }
  }

  /**
   * Takes out what was sent over the link, and may still be answered. Joins are not among them:
   * nobody is to be in a room any more.
   */
  Outbox setAside() {
    Outbox rest = new Outbox(host, alarms, settings);
    for (Request request : List.copyOf(requests.values())) {
      if (request.step == Request.Step.SENT && !(request.frame() instanceof ClientFrame.Join)) {
        Alarms.cancel(request.alarm);
        request.last = RejoinException.of(Code.LOGGED_OUT, "logout was called");
        requests.remove(request.id);
        rest.requests.put(request.id, request);
      }
    }
    return rest;
  }

  private void fail(Request request, RejoinException error) {
    end(request);
    request.reply.completeExceptionally(error);
  }

  private void send(Request request) {
    if (request.numbers != null) {
      request.numbers.give(request);
    }
    if (!host.send(request.frame())) {
      return;
    }
    request.step = Request.Step.SENT;
    request.unanswered++;
    if (request.numbers != null) {
      request.alarm = alarms.in(settings.resendAfter().toMillis(), () -> send(request));
    }
  }

  private void refused(Request request, RejoinException error) {
    if (request.unanswered == 0 && request.numbers != null) {
      request.numbers.giveBack(request);
    }
    if (request.last == null && error.mayBeRepeated()) {
      delay(request, error);
    } else {
      fail(request, request.last == null ? error : request.last);
    }
  }

  private void delay(Request request, RejoinException error) {
    await(request);
    request.step = Request.Step.DELAYED;
    long delayMs = error.retryAfterMs().orElse(settings.resendAfter().toMillis());
    request.alarm =
        alarms.in(
            delayMs,
            () -> {
              request.step = Request.Step.WAITING;
              opened(request.gate);
            });
    host.refused(request.gate, error);
  }

  private static void await(Request request) {
    Alarms.cancel(request.alarm);
    request.alarm = null;
    request.step = Request.Step.WAITING;
  }

  private void expire(Request request) {
    end(request);
    request.reply.completeExceptionally(
        RejoinException.of(
            Code.TIMEOUT,
            "no answer to "
                + ClientFrame.typeOf(request.frame())
                + " within "
                + Seconds.of(host.profile().requestTimeout().toMillis())
                + "; "
                + host.describe()));
    opened(request.gate);
  }

  private void end(Request request) {
    Alarms.cancel(request.alarm);
    Alarms.cancel(request.expiry);
    requests.remove(request.id);
  }
}
