package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was received as a signature, and what was expected.
 *
 * @param receivedHeader the protected header; null if there is none that can be shown
 * @param remark why the header can't be shown; null if it can
 * @param expectedHeader as the library's signer writes it
 * @param signingInput length and hash of the bytes that must be signed
 * @param body length and hash of the body
 * @param hint the mistake; null if the signature is correct
 */
record SignatureCheck(
    @Nullable String receivedHeader,
    @Nullable String remark,
    String expectedHeader,
    String signingInput,
    String body,
    @Nullable String hint) {

  /** Returns one fact per line, without the hint. */
  List<String> facts() {
    return List.of(
        "header received: " + (receivedHeader == null ? remark : receivedHeader),
        "header expected: " + expectedHeader,
        "signing input:   " + signingInput,
        "body received:   " + body);
  }

  ObjectNode toJson() {
    ObjectNode json =
        WireJson.object()
            .put("received_header", receivedHeader)
            .put("expected_header", expectedHeader);
    int offset = receivedHeader == null ? -1 : firstDifference(receivedHeader);
    if (receivedHeader == null || offset < 0) {
      json.putNull("first_difference");
    } else {
      json.putObject("first_difference")
          .put("offset", offset)
          .put("received", character(receivedHeader, offset))
          .put("expected", character(expectedHeader, offset));
    }
    return json.put("received_input", signingInput).put("received_body", body).put("hint", hint);
  }

  /** Returns the index of the first byte that differs; -1 if none does. Both headers are ASCII. */
  private int firstDifference(String received) {
    int common = Math.min(received.length(), expectedHeader.length());
    for (int i = 0; i < common; i++) {
      if (received.charAt(i) != expectedHeader.charAt(i)) {
        return i;
      }
    }
    return received.length() == expectedHeader.length() ? -1 : common;
  }

  private static @Nullable String character(String text, int offset) {
    return offset < text.length() ? text.substring(offset, offset + 1) : null;
  }
}
