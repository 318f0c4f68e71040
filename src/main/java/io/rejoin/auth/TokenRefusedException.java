package io.rejoin.auth;

/** A token was refused. The message says the measured fact, and never repeats the token. */
public final class TokenRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a token was refused. */
  public enum Cause {
    APP_UNKNOWN,
    INVALID,
    EXPIRED
  }

  private final Cause why;

  public TokenRefusedException(Cause why, String message) {
    super(message);
    this.why = why;
  }

  /** Why it was refused. */
  public Cause why() {
    return why;
  }
}
