package io.rejoin.gateway;

import io.rejoin.wire.Code;

/** A request that the gateway itself refuses. Part of the protocol: no stack trace, no log. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final long retryAfterMillis;

  RefusedException(Code code, String fact) {
    this(code, fact, 0);
  }

  /**
   * A refusal.
   *
   * @param retryAfterMillis when the client may ask again; 0 if that is not told
   */
  RefusedException(Code code, String fact, long retryAfterMillis) {
    super(fact, null, false, false);
    this.code = code;
    this.retryAfterMillis = retryAfterMillis;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }

  Code code() {
    return code;
  }
}
