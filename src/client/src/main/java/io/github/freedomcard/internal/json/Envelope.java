package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of a response that state the result of the call.
 *
 * <p>They are read apart from the typed response, because an error response may have another shape.
 *
 * @param status {@code ok} or {@code error}, or a number in the gift card family
 * @param requestStatus {@code success}, {@code process} or {@code error}
 * @param errorCode the vendor's code
 * @param errorDescription the vendor's text, which may hold personal data
 * @param requestId the request that the response names; null if it names none
 * @param isAmbiguous whether a member that decides or identifies the result occurs twice. JSON
 *     parsers disagree on which one counts, so the response proves nothing
 */
public record Envelope(
    @Nullable String status,
    @Nullable String requestStatus,
    @Nullable String errorCode,
    @Nullable String errorDescription,
    @Nullable String requestId,
    boolean isAmbiguous) {

  /** A response without any of these members, or one that is not a JSON object. */
  public static final Envelope EMPTY = new Envelope(null, null, null, null, null, false);

  private static final List<String> DECISIVE =
      List.of(
          "status",
          "request_status",
          "request_id",
          "error_code",
          "cards",
          "client_id",
          "transaction_id");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");

  /**
   * Reads the envelope.
   *
   * @param toTheEnd whether to read on when both statuses are known and neither is an error; if
   *     not, only what comes before is checked
   */
  static Envelope read(JsonParser parser, boolean toTheEnd) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "not an object");
    }
    Members members = new Members();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.add(name, parser);
      parser.skipChildren();
      if (!toTheEnd && members.areDecided()) {
        return members.envelope();
      }
    }
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than one value");
    }
    return members.envelope();
  }

  /** What is known of an envelope while its response is read. */
  static final class Members {

    private @Nullable String status;
    private @Nullable String requestStatus;
    private @Nullable String errorCode;
    private @Nullable String errorDescription;
    private @Nullable String requestId;
    private boolean ambiguous;
    private int seen;

    /**
     * The next member of the response.
     *
     * @param parser at the value
     */
    void add(String name, JsonParser parser) throws IOException {
      // One bit for each name; none for a name that decides nothing, whose index is -1.
      int decisive = 1 << (1 + DECISIVE.indexOf(name)) & ~1;
      ambiguous |= (seen & decisive) != 0;
      seen |= decisive;
      switch (name) {
        case "status" -> status = text(parser);
        case "request_status" -> requestStatus = text(parser);
        case "error_code" -> errorCode = text(parser);
        case "error_description" -> errorDescription = text(parser);
        // An object or an array names something, and no id of ours.
        case "request_id" -> requestId = isScalar(parser) ? text(parser) : "{}";
        default -> {}
      }
    }

    /** Whether both statuses are known and neither is an error. */
    boolean areDecided() {
      return status != null && requestStatus != null && !isError(status) && !isError(requestStatus);
    }

    Envelope envelope() {
      return new Envelope(status, requestStatus, errorCode, errorDescription, requestId, ambiguous);
    }
  }

  private static boolean isScalar(JsonParser parser) {
    return parser.currentToken().isScalarValue();
  }

  /** The text of a scalar; null for JSON's null, an object and an array. */
  static @Nullable String text(JsonParser parser) throws IOException {
    return isScalar(parser) ? parser.getValueAsString() : null;
  }

  /**
   * Whether the response names a request other than the one with this id, so that it is no response
   * to it. An empty id names no request.
   *
   * @param requestId the id in the request that was sent; null if it had none
   */
  public boolean namesAnother(@Nullable String requestId) {
    return requestId != null
        && this.requestId != null
        && !this.requestId.isEmpty()
        && !this.requestId.equalsIgnoreCase(requestId);
  }

  /** Whether the call failed, in either family of the API. */
  public boolean isCallError() {
    return isError(status);
  }

  /** Whether the call succeeded, in either family of the API. */
  public boolean isCallSuccess() {
    BigDecimal number = number(status);
    return "ok".equalsIgnoreCase(status) || (number != null && number.signum() == 0);
  }

  /** Whether the request that the response is about failed. */
  public boolean isRequestError() {
    return isError(requestStatus);
  }

  /** Whether there is a {@code request_status}, and it is anything but success. */
  public boolean isUnfinished() {
    return requestStatus != null && !"success".equalsIgnoreCase(requestStatus);
  }

  /** Whether there is neither {@code status} nor {@code request_status}. */
  public boolean isEmpty() {
    return status == null && requestStatus == null;
  }

  /** Whether the status is a number, as in the gift card family. */
  public boolean hasNumericStatus() {
    return number(status) != null;
  }

  /** The status as a number; {@code Integer.MIN_VALUE} if it is no integer. */
  public int numericStatus() {
    BigDecimal number = number(status);
    try {
      return number == null ? Integer.MIN_VALUE : number.intValueExact();
    } catch (ArithmeticException noInteger) {
      return Integer.MIN_VALUE;
    }
  }

  private static boolean isError(@Nullable String status) {
    BigDecimal number = number(status);
    return "error".equalsIgnoreCase(status) || (number != null && number.signum() != 0);
  }

  private static @Nullable BigDecimal number(@Nullable String status) {
    // Nearly every status is a word; this check saves half a microsecond.
    if (status == null || status.isEmpty() || Character.isLetter(status.charAt(0))) {
      return null;
    }
    String stripped = status.strip();
    return NUMBER.matcher(stripped).matches() ? new BigDecimal(stripped) : null;
  }
}
