package io.rejoin.client;

import io.rejoin.wire.Code;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A refusal or a failure, with a code of the one catalogue that server and clients share ({@code
 * src/docs/codes.md}). The message holds the measured fact. It has no stack trace: it happens in
 * the client's own turn, and says nothing about the code that asked.
 */
public final class RejoinException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<Reason> ABORT_REASONS =
      Set.of(Reason.SUPERSEDED, Reason.KICKED, Reason.BANNED, Reason.TOKEN_EXPIRED);
  private static final int FIRST_TERMINAL = 4500;
  private static final int LAST_TERMINAL = 4999;

  private final String code;
  private final int number;
  private final boolean retry;
  private final Long retryAfterMs;

  private RejoinException(
      String code, String message, int number, boolean retry, Long retryAfterMs) {
    super(message, null, false, false);
    this.code = code;
    this.number = number;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
  }

  static RejoinException of(Code code, String message) {
    return new RejoinException(code.wireName(), message, code.number(), code.retry(), null);
  }

  /**
   * What an {@code error} frame brings, or another client has told.
   *
   * @param retryAfterMs null if nobody said when
   */
  public static RejoinException ofRefusal(
      String code, int number, String message, boolean retry, Long retryAfterMs) {
    return new RejoinException(code, message, number, retry, retryAfterMs);
  }

  /** What the end of a socket stands for, given its close code and reason. */
  static RejoinException ofClose(int number, String reason) {
    String told = reason == null || reason.isEmpty() ? "no reason told" : reason;
    boolean terminal = number >= FIRST_TERMINAL && number <= LAST_TERMINAL;
    return new RejoinException(
        Optional.ofNullable(Code.ofNumber(number)).map(Code::wireName).orElse("closed-" + number),
        "the server closed the connection with " + number + ": " + told,
        number,
        !terminal,
        null);
  }

  /** The code's name; one that this version does not know stands as the server told it. */
  public String code() {
    return code;
  }

  /** The code's number: below 4500 the same may be tried again. */
  public int number() {
    return number;
  }

  /** Whether the same may be tried again. */
  public boolean retry() {
    return retry;
  }

  /** After how many milliseconds at the earliest; empty if the server did not say. */
  public OptionalLong retryAfterMs() {
    return retryAfterMs == null ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
  }

  boolean is(Code other) {
    return code.equals(other.wireName());
  }

  /** Whether saying the same again later may help; an expired token needs a new one first. */
  boolean mayBeRepeated() {
    return retry && !is(Code.TOKEN_EXPIRED);
  }

  /** Whether a resume was refused by it, and a new login can help. */
  boolean isLoginGone() {
    return is(Code.EPOCH_UNKNOWN) || is(Code.SESSION_CLOSED);
  }

  /** The reason of a login's end by the server: some codes have one of their own. */
  Reason abortReason() {
    Reason named = WireName.find(Reason.class, code);
    return named != null && ABORT_REASONS.contains(named) ? named : Reason.SERVER_REFUSED;
  }

  @Override
  public String toString() {
    return code + ": " + getMessage();
  }
}
