package io.rejoin.wire;

/**
 * A client's frame could not be read. Carries what the {@code error} reply needs. It is part of the
 * protocol, not a failure: it has no stack trace and does not belong into a log.
 */
public final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final Long id;

  BadFrameException(Code code, String message, Long id) {
    super(message, null, false, false);
    this.code = code;
    this.id = id;
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }

  /** The id of the refused request; null if it had none or none could be read. */
  public Long id() {
    return id;
  }
}
