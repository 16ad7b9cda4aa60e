package io.github.freedomcard.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox refuses, and why.
 *
 * <p>Its message appears in responses, the log and the journal. It names fields, rules, ids and
 * amounts, never a secret or personal data. A handler throws it before it changes anything.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient List<String> explanation;
  private final @Nullable String hint;

  private Refusal(
      int status,
      String code,
      String description,
      List<String> explanation,
      @Nullable String hint) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
    this.explanation = explanation;
    this.hint = hint;
  }

  /** Refused by the API: HTTP 200 with an error in the body. */
  static Refusal of(String code, String description) {
    return new Refusal(200, code, description, List.of(), null);
  }

  /** Refused by a gift card operation: HTTP 200 with a numeric status. */
  static Refusal gift(int code, String description) {
    return of(Integer.toString(code), description);
  }

  /** Refused with an HTTP status before the body was read. */
  static Refusal http(int status, String code, String description) {
    return new Refusal(status, code, description, List.of(), null);
  }

  /** Refused because no operation has its path. */
  static Refusal path(String description, @Nullable String hint) {
    return new Refusal(404, "not_found", description, List.of(), hint);
  }

  /** Refused because of its signature. */
  static Refusal signature(String reason, List<String> explanation, String hint) {
    return new Refusal(401, "unauthorized", "X-JWS-Signature: " + reason, explanation, hint);
  }

  /** Returns the HTTP status of the response. */
  int status() {
    return status;
  }

  /** Returns the {@code error_code}; for a gift card operation, the {@code status}. */
  String code() {
    return code;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  /** Returns lines that help to find the mistake; they are not part of the response. */
  List<String> explanation() {
    return explanation;
  }

  /** Returns the likely mistake; null if it is not known. */
  @Nullable String hint() {
    return hint;
  }
}
