package io.rejoin.client;

import io.rejoin.profile.ClientHalf;
import io.rejoin.wire.ClientFrame;
import io.rejoin.wire.Code;
import io.rejoin.wire.HeardFrame;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A logout on its way: by the link that is open, and if that brings no answer, or there is none, by
 * a farewell. It has ended when the server knows it, or the profile's request timeout has passed
 * since it was asked.
 */
final class Leaving {

  /** Codes by which a logout is refused that has nothing more to end. */
  private static final Set<String> NOTHING_TO_END =
      Stream.of(
              Code.EPOCH_UNKNOWN,
              Code.SESSION_CLOSED,
              Code.SUPERSEDED,
              Code.KICKED,
              Code.BANNED,
              Code.LOGGED_OUT,
              Code.FENCED,
              Code.LOGIN_FIRST)
          .map(Code::wireName)
          .collect(Collectors.toSet());

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Dialling dialling;
  private final ClientHalf profile;
  private final Supplier<ClientFrame.Login> frame;
  private final long limitAt;
  private Consumer<RejoinException> told;
  private Farewell farewell;

  /**
   * @param frame makes the login frame that says it; null if the server has nothing to be told
   * @param told how it has ended: with the error for which the server may not know it, or null
   */
  Leaving(
      Dialling dialling,
      ClientHalf profile,
      Supplier<ClientFrame.Login> frame,
      Consumer<RejoinException> told) {
    this.dialling = dialling;
    this.profile = profile;
    this.frame = frame;
    this.told = told;
    this.limitAt = dialling.alarms().now() + profile.requestTimeout().toMillis();
  }

  /** Done when it has ended, or was given up. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Another login follows, or nothing more. */
  void giveUp() {
    told = failure -> {};
    ended.complete(null);
    if (farewell != null) {
      farewell.giveUp();
    }
  }

  /** The open link has brought this; null if it has ended without an answer, or none was open. */
  void answered(HeardFrame last) {
    RejoinException failure =
        last instanceof HeardFrame.Refusal refusal ? Answers.errorOf(refusal) : null;
    boolean isAnswered = last != null && (failure == null || !failure.retry());
    if (isAnswered || ended.isDone() || frame == null) {
      end(failure);
    } else {
      sayFarewell();
    }
  }

  private void sayFarewell() {
    long whole = profile.requestTimeout().toMillis();
    long leftMs = limitAt - dialling.alarms().now();
    if (leftMs <= 0) {
      end(RejoinException.of(Code.TIMEOUT, "no answer to logout within " + Seconds.of(whole)));
      return;
    }
    farewell = new Farewell(dialling, profile.reconnect(), frame.get());
    farewell.say(leftMs, whole).thenAccept(this::end);
  }

  private void end(RejoinException failure) {
    boolean isOver = failure != null && NOTHING_TO_END.contains(failure.code());
    told.accept(isOver ? null : failure);
    ended.complete(null);
  }
}
