package io.github.freedomcard.error;

import org.jspecify.annotations.Nullable;

/**
 * An answer with an HTTP status of success that is no valid answer: HTML, cut JSON, another shape,
 * or too large.
 */
public final class InvalidResponseException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  /** An answer that is not valid for the reason given. */
  public InvalidResponseException(String reason, @Nullable Throwable cause, CallContext facts) {
    super("invalid answer: " + reason, cause, facts);
  }
}
