package io.github.freedomcard.error;

/**
 * An HTTP status that does not say what happened to the request: a redirect, 408, or 500 and above.
 * It may come from a proxy or gateway between this machine and the API.
 */
public final class HttpStatusException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final int status;

  /** A response with this HTTP status. */
  public HttpStatusException(int status, CallContext context) {
    super("HTTP " + status, null, context);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
