package io.github.freedomcard.error;

import org.jspecify.annotations.Nullable;

/**
 * The API did not respond: unknown host, refused or lost connection, failed TLS handshake, or
 * time-out. The message names host and port, and the length of a time-out or what to check.
 *
 * <p>Also the end of a call that made no attempt, because an earlier one may have been sent ({@code
 * RequestOptions.mayHaveBeenSent}) and its status is not known. The message then says so.
 */
public final class ConnectionException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  /** A call without a response, for the reason given. */
  public ConnectionException(String reason, @Nullable Throwable cause, CallContext context) {
    super(reason, cause, context);
  }
}
