package io.github.freedomcard.error;

import org.jspecify.annotations.Nullable;

/**
 * The API never answered: unknown host, refused or lost connection, failed TLS, or time-out. It is
 * never dressed up as an HTTP status.
 */
public final class ConnectionException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  /** A call without an answer, for the reason given. */
  public ConnectionException(String reason, @Nullable Throwable cause, CallContext facts) {
    super(reason, cause, facts);
  }
}
