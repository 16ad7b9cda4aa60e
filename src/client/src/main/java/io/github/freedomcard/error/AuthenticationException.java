package io.github.freedomcard.error;

/** The API refused the caller: HTTP 401 or 403. Credentials, algorithm or rights are wrong. */
public final class AuthenticationException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final int status;

  /** A refusal with this HTTP status. */
  public AuthenticationException(int status, CallContext facts) {
    super("caller refused, HTTP " + status, null, facts);
    this.status = status;
  }

  /** The HTTP status, 401 or 403. */
  public int status() {
    return status;
  }
}
