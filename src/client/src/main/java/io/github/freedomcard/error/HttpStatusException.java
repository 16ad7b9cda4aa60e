package io.github.freedomcard.error;

/**
 * An HTTP status that says nothing of the request: a redirect, 408, or 500 and above. It may come
 * from anything between here and the API.
 */
public final class HttpStatusException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final int status;

  /** An answer with this HTTP status. */
  public HttpStatusException(int status, CallContext facts) {
    super("HTTP " + status, null, facts);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
