package io.rejoin.client;

import io.rejoin.client.Alarms.Alarm;
import io.rejoin.profile.ClientHalf.Reconnect;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.Codec;
import io.rejoin.wire.HeardFrame;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Says that a user has logged out whose client has no live link: over one that it dials for that,
 * again after each failure, until it is answered or the time is up. Whatever is then still on its
 * way from the login's earlier links brings nothing back.
 */
final class Farewell implements Link.Ear {
  private final Function<Link.Ear, Link> dial;
  private final Alarms alarms;
  private final Backoff backoff;
  private final Reconnect reconnect;
  private final ClientFrame.Login frame;
  private final CompletableFuture<RejoinException> end = new CompletableFuture<>();
  private Link link;
  private Alarm alarm;
  private Alarm limit;
  private RejoinException error;

  /**
   * @param frame the login frame that says it
   */
  Farewell(Dialling dialling, Reconnect reconnect, ClientFrame.Login frame) {
    this.dial = dialling.dial();
    this.alarms = dialling.alarms();
    this.backoff = new Backoff(dialling.random());
    this.reconnect = reconnect;
    this.frame = frame;
  }

  /**
   * Done when it was said (with null), could not be in {@code limitMs}, or was refused for good
   * (with the error).
   *
   * @param whole the whole time of a logout, for messages
   */
  CompletableFuture<RejoinException> say(long limitMs, long whole) {
    RejoinException timeout =
        RejoinException.of(
            Code.TIMEOUT, "no link to say the logout over within " + Seconds.of(whole));
    limit = alarms.in(limitMs, () -> end(error == null ? timeout : error));
    dial();
    return end;
  }

  /** Says it no longer. */
  void giveUp() {
    end(null);
  }

  private void dial() {
    leave();
    alarm = alarms.in(reconnect.attemptTimeout().toMillis(), () -> retry(0));
    link = dial.apply(this);
  }

  @Override
  public void opened() {
    link.send(Codec.encodeText(frame));
  }

  @Override
  public void received(HeardFrame heard, String text) {
    if (Answers.idOf(heard) != frame.id()) {
      return;
    }
    if (heard instanceof HeardFrame.Refusal refusal) {
      failed(Answers.errorOf(refusal));
    } else {
      end(null);
    }
  }

  @Override
  public void unreadable(String start) {}

  @Override
  public void closed(int code, String reason) {
    failed(RejoinException.ofClose(code, reason));
  }

  private void failed(RejoinException failure) {
    error = failure;
    if (failure.retry()) {
      retry(failure.retryAfterMs().orElse(0));
    } else {
      end(failure);
    }
  }

  private void retry(long atLeastMs) {
    leave();
    alarm = alarms.in(Math.max(atLeastMs, backoff.nextDelayMs(reconnect, 0)), this::dial);
  }

  private void end(RejoinException failure) {
    leave();
    Alarms.cancel(limit);
    end.complete(failure);
  }

  private void leave() {
    Alarms.cancel(alarm);
    alarm = null;
    if (link != null) {
      link.abandon();
      link = null;
    }
  }
}
