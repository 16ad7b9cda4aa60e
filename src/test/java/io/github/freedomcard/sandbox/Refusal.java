package io.github.freedomcard.sandbox;

/**
 * A request that the sandbox does not do, and why.
 *
 * <p>Its message goes into answers, the log and the journal: it names fields, rules, ids and
 * amounts, never a secret or person data. A handler throws it before it has changed anything.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private Refusal(int status, String code, String description) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Refused as the API refuses: HTTP 200 with an error in the body. */
  static Refusal of(String code, String description) {
    return new Refusal(200, code, description);
  }

  /** Refused as the gift card family refuses: HTTP 200 with a number. */
  static Refusal gift(int code, String description) {
    return of(Integer.toString(code), description);
  }

  /** Refused before the request was read, with an HTTP status of its own. */
  static Refusal http(int status, String code, String description) {
    return new Refusal(status, code, description);
  }

  /** The HTTP status of the answer. */
  int status() {
    return status;
  }

  /** The {@code error_code}; in the gift card family, the {@code status}. */
  String code() {
    return code;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
