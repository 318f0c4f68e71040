package io.rejoin.gateway;

import io.rejoin.wire.Code;

/** A request that the gateway itself refuses. Part of the protocol: no stack trace, no log. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  RefusedException(Code code, String fact) {
    super(fact, null, false, false);
    this.code = code;
  }

  Code code() {
    return code;
  }
}
