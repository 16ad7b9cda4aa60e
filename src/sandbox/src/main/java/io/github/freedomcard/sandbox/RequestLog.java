package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each request, and under it why its signature was refused, if it was, or the
 * code that the buyer of a gift card was sent.
 *
 * <p>No body is written, neither of a request nor of an answer, but for ids, states and codes.
 * Thread-safe.
 */
final class RequestLog implements BiConsumer<SandboxRequest, OperationResult> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{1,36}");
  private static final int LONGEST_PATH = 200;

  private final Clock clock;
  private final PrintStream out;
  private final Processor processor;

  RequestLog(Clock clock, PrintStream out, Processor processor) {
    this.clock = clock;
    this.out = out;
    this.processor = processor;
  }

  @Override
  public void accept(SandboxRequest received, OperationResult answer) {
    ObjectNode body = WireJson.read(received.body());
    StringBuilder text = new StringBuilder();
    text.append(TIME.format(OffsetDateTime.now(clock)))
        .append(' ')
        .append(received.method())
        .append(' ')
        .append(path(received.path()))
        .append(' ')
        .append(requestId(received, body))
        .append(" signature=")
        .append(verdict(answer))
        .append(' ')
        .append(answer.status());
    for (String field : List.of("status", "request_status", "error_code")) {
      JsonNode value = answer.body().path(field);
      if (value.isValueNode()) {
        text.append(' ').append(field).append('=').append(value.asText());
      }
    }
    Refusal refusal = answer.refusal();
    if (refusal != null) {
      text.append(": ").append(refusal.description());
    }
    StringBuilder lines = new StringBuilder(printable(text.toString())).append('\n');
    if (refusal != null) {
      refusal
          .explanation()
          .forEach(line -> lines.append("    ").append(printable(line)).append('\n'));
    }
    if (refusal == null && GiftHandlers.CODE_PATHS.contains(received.path())) {
      lines.append(otp(body, answer));
    }
    // In one piece, so that requests of the same moment do not mix.
    out.print(lines);
    out.flush();
  }

  private static String path(String path) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query) + "?(not shown)";
    return plain.length() > LONGEST_PATH ? plain.substring(0, LONGEST_PATH) + "..." : plain;
  }

  /** The body's, or else the header's, which is no {@code request_id} and so has its own name. */
  private static String requestId(SandboxRequest received, @Nullable ObjectNode body) {
    String inBody = body == null ? null : body.path(OperationRoute.REQUEST_ID).textValue();
    String inHeader = received.requestId();
    if (inBody == null && inHeader != null) {
      return "Request-Id=" + shown(inHeader);
    }
    return "request_id=" + (inBody == null ? "none" : shown(inBody));
  }

  private static String shown(String id) {
    return ID.matcher(id).matches() ? id : "(not a UUID)";
  }

  /** The code is the sandbox's own; a card that was made has its number in the answer. */
  private String otp(@Nullable ObjectNode request, OperationResult answer) {
    JsonNode made = answer.body().path("card_id");
    long cardId =
        (made.isMissingNode() && request != null ? request.path("card_id") : made).asLong();
    return processor
        .with(state -> state.otp(cardId))
        .map(otp -> "    otp of gift card " + cardId + ": " + otp + "\n")
        .orElse("");
  }

  /** The signature is checked after path, method and content type, and before all else. */
  private static String verdict(OperationResult answer) {
    return switch (answer.status()) {
      case 401 -> "refused";
      case 404, 405, 415 -> "unchecked";
      default -> "accepted";
    };
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9f}\\p{Cf}\\x{2028}\\x{2029}]", "?");
  }
}
