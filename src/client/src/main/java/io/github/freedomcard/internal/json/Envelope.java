package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of the call as a whole, whatever else it holds.
 *
 * <p>It is read apart from the typed answer, because an error's answer need not have the shape of
 * that; and only as far as needed, because a statement's answer may be long.
 *
 * @param status {@code ok} or {@code error}, or a number in the gift card family
 * @param requestStatus {@code success}, {@code process} or {@code error}
 * @param errorCode the vendor's code
 * @param errorDescription the vendor's text, which may hold person data
 */
public record Envelope(
    @Nullable String status,
    @Nullable String requestStatus,
    @Nullable String errorCode,
    @Nullable String errorDescription) {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");

  static Envelope read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "no object");
    }
    String status = null;
    String requestStatus = null;
    String errorCode = null;
    String errorDescription = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String value = parser.nextToken().isScalarValue() ? parser.getValueAsString() : null;
      parser.skipChildren();
      switch (name) {
        case "status" -> status = value;
        case "request_status" -> requestStatus = value;
        case "error_code" -> errorCode = value;
        case "error_description" -> errorDescription = value;
        default -> {}
      }
      if (status != null && requestStatus != null && !isError(status) && !isError(requestStatus)) {
        break;
      }
    }
    return new Envelope(status, requestStatus, errorCode, errorDescription);
  }

  /** Whether the call ended with an error, as either family of the API says it. */
  public boolean isCallError() {
    return isError(status);
  }

  /** Whether the call went through, as either family of the API says it. */
  public boolean isCallSuccess() {
    BigDecimal number = number(status);
    return "ok".equalsIgnoreCase(status) || (number != null && number.signum() == 0);
  }

  /** Whether the request that the answer is about ended with an error. */
  public boolean isRequestError() {
    return isError(requestStatus);
  }

  /** Whether the answer says of its request anything but success, where it says something of it. */
  public boolean isUnfinished() {
    return requestStatus != null && !"success".equalsIgnoreCase(requestStatus);
  }

  /** Whether the answer says nothing at all of the call. */
  public boolean isSilent() {
    return status == null && requestStatus == null;
  }

  /** Whether the status is a number, as in the gift card family. */
  public boolean isGiftStatus() {
    return number(status) != null;
  }

  /** The status of the gift card family; the least integer for one that is no integer. */
  public int giftStatus() {
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
    // Words begin with a letter; that nearly every status is one is worth half a microsecond.
    if (status == null || status.isEmpty() || Character.isLetter(status.charAt(0))) {
      return null;
    }
    String stripped = status.strip();
    return NUMBER.matcher(stripped).matches() ? new BigDecimal(stripped) : null;
  }
}
