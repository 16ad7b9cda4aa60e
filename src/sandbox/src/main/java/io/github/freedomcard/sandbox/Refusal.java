package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.stream.Stream;

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
  private final transient List<String> explanation;

  private Refusal(int status, String code, String description, List<String> explanation) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
    this.explanation = explanation;
  }

  /** Refused as the API refuses: HTTP 200 with an error in the body. */
  static Refusal of(String code, String description) {
    return new Refusal(200, code, description, List.of());
  }

  /** Refused as the gift card family refuses: HTTP 200 with a number. */
  static Refusal gift(int code, String description) {
    return of(Integer.toString(code), description);
  }

  /** Refused before the request was read, with an HTTP status of its own. */
  static Refusal http(int status, String code, String description) {
    return new Refusal(status, code, description, List.of());
  }

  /** Refused for its signature. */
  static Refusal signature(String reason, List<String> explanation) {
    return new Refusal(401, "unauthorized", "X-JWS-Signature: " + reason, explanation);
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

  /** What helps to find the mistake, a line each; it is not in the answer. */
  List<String> explanation() {
    return explanation;
  }

  /** The description with the explanation under it, for the log and the journal. */
  String report() {
    return String.join(
        "\n    ", Stream.concat(Stream.of(description()), explanation.stream()).toList());
  }
}
