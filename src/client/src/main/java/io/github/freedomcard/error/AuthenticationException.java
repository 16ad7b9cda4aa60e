package io.github.freedomcard.error;

/**
 * The API refused the caller: HTTP 401 or 403.
 *
 * <p>For 401, check auth id, secret key and signature algorithm. For 403, check the permissions of
 * the auth id and the vendor's list of allowed IP addresses.
 */
public final class AuthenticationException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final int status;

  /** A refusal with this HTTP status. */
  public AuthenticationException(int status, CallContext context) {
    super(
        "access refused, HTTP "
            + status
            + (status == 401
                ? ": check auth id, secret key and algorithm"
                : ": check permissions and the list of allowed IP addresses"),
        null,
        context);
    this.status = status;
  }

  /** The HTTP status, 401 or 403. */
  public int status() {
    return status;
  }
}
