package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's result for a request.
 *
 * @param signatureVerdict whether the signature was accepted, refused or unchecked; the checks of
 *     path, method and content type precede it
 * @param refusal why the request was refused, for the log and the journal; null if it was not
 * @param hint the likely mistake in the request, for the header {@link SandboxResponse#HINT}; one
 *     line of printable ASCII without personal data; null if there is none
 */
record OperationResult(
    int status,
    ObjectNode body,
    String signatureVerdict,
    @Nullable Refusal refusal,
    @Nullable String hint) {

  private static final int MAX_HINT_LENGTH = 500;

  OperationResult {
    hint = hint == null ? null : headerValue(hint);
  }

  /** Returns what the body says in one word, such as an error code; null if it says nothing. */
  @Nullable String summary() {
    for (String field : List.of("error_code", "request_status", "status")) {
      JsonNode value = body.path(field);
      if (value.isValueNode()) {
        return value.asText();
      }
    }
    return null;
  }

  /** Returns the explanation of the refusal and the hint, a line each. */
  List<String> notes() {
    return Stream.concat(
            refusal == null ? Stream.of() : refusal.explanation().stream(),
            hint == null ? Stream.of() : Stream.of("hint: " + hint))
        .toList();
  }

  /** Returns the refusal and the notes, for the log and the journal; empty if there are none. */
  String report() {
    return String.join(
        "\n    ",
        Stream.concat(
                refusal == null ? Stream.of() : Stream.of(refusal.description()), notes().stream())
            .toList());
  }

  private static String headerValue(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return printable.length() <= MAX_HINT_LENGTH
        ? printable
        : printable.substring(0, MAX_HINT_LENGTH - 3) + "...";
  }
}
