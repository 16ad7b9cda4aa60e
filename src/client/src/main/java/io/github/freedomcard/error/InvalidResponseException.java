package io.github.freedomcard.error;

import org.jspecify.annotations.Nullable;

/**
 * A response that proves nothing about the request: HTML, truncated JSON, JSON of another shape, or
 * a body that is too large, with an HTTP status of success; or, with any status, JSON that names
 * another {@code request_id} or has a member twice.
 */
public final class InvalidResponseException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  /** A response that is not valid, for the reason given. */
  public InvalidResponseException(String reason, @Nullable Throwable cause, CallContext context) {
    super("invalid response: " + reason, cause, context);
  }
}
