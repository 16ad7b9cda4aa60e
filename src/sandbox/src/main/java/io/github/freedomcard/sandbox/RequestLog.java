package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.RequestHistory.ServedRequest;
import java.io.PrintStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each request, followed by the explanation of a refused signature, the hint or
 * the one-time code of a gift card.
 *
 * <p>Bodies of requests and responses are written only if the user wants it, with their secret and
 * personal values masked. Thread-safe.
 */
final class RequestLog implements Consumer<ServedRequest> {

  private final Clock clock;
  private final PrintStream out;
  private final Processor processor;
  private final boolean showBodies;

  RequestLog(Clock clock, PrintStream out, Processor processor, boolean showBodies) {
    this.clock = clock;
    this.out = out;
    this.processor = processor;
    this.showBodies = showBodies;
  }

  @Override
  public void accept(ServedRequest served) {
    SandboxRequest received = served.received();
    OperationResult result = served.result();
    ObjectNode body = WireJson.read(received.body());
    StringBuilder text = new StringBuilder();
    text.append(RequestHistory.TIME.format(OffsetDateTime.now(clock)))
        .append(' ')
        .append(received.method())
        .append(' ')
        .append(received.shownPath())
        .append(' ')
        .append(requestId(received, body))
        .append(" signature=")
        .append(served.signatureVerdict());
    if (served.response().isSent()) {
      text.append(' ').append(served.response().status());
    }
    if (served.fault() != null) {
      text.append(" fault=").append(served.fault());
      text.append(served.response().isSent() ? "" : " (no response)");
      text.append(result == null ? " (not processed)" : "");
    }
    if (result != null) {
      append(result, text);
    }
    StringBuilder lines = new StringBuilder(printable(text.toString())).append('\n');
    if (result != null) {
      result.notes().forEach(line -> lines.append("    ").append(printable(line)).append('\n'));
      if (result.refusal() == null && GiftCardHandlers.CODE_PATHS.contains(received.path())) {
        lines.append(otp(body, result));
      }
    }
    if (showBodies) {
      lines.append("    request:  ").append(printable(shown(body, false))).append('\n');
      ObjectNode response = result == null ? null : result.body();
      lines.append("    response: ").append(printable(shown(response, true))).append('\n');
    }
    // One write, so that lines of concurrent requests do not interleave.
    out.print(lines);
    out.flush();
  }

  private static void append(OperationResult result, StringBuilder text) {
    for (String field : List.of("status", "request_status", "error_code")) {
      JsonNode value = result.body().path(field);
      if (value.isValueNode()) {
        text.append(' ').append(field).append('=').append(value.asText());
      }
    }
    Refusal refusal = result.refusal();
    if (refusal != null) {
      text.append(": ").append(refusal.description());
    }
  }

  /**
   * Returns the id in the body; otherwise the header under its own name, because it is not a {@code
   * request_id}.
   */
  private static String requestId(SandboxRequest received, @Nullable ObjectNode body) {
    String inBody = body == null ? null : body.path(OperationRoute.REQUEST_ID).textValue();
    String inHeader = received.requestId();
    if (inBody == null && inHeader != null) {
      return "Request-Id=" + shown(inHeader);
    }
    return "request_id=" + (inBody == null ? "none" : shown(inBody));
  }

  private static String shown(@Nullable ObjectNode body, boolean isResponse) {
    return body == null ? "(not a JSON object)" : BodyMask.mask(body, isResponse).toString();
  }

  private static String shown(String id) {
    return FieldRules.UUID.matcher(id).matches() ? id : "(not a UUID)";
  }

  /**
   * Returns the line with the one-time code. For a new card the response contains the card's
   * number.
   */
  private String otp(@Nullable ObjectNode request, OperationResult response) {
    JsonNode made = response.body().path("card_id");
    long cardId =
        (made.isMissingNode() && request != null ? request.path("card_id") : made).asLong();
    return processor
        .with(store -> store.otp(cardId))
        .map(otp -> "    otp of gift card " + cardId + ": " + otp + "\n")
        .orElse("");
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9f}\\p{Cf}\\x{2028}\\x{2029}]", "?");
  }
}
