package io.rejoin.store;

/** The store could not take a write now. The message says what was measured. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a database said, in one line and without its statement. */
  static String reason(Throwable failure) {
    var first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return first.replaceFirst(";? SQL statement:$", "");
  }
}
