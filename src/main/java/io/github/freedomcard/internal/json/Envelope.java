package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern ZERO = Pattern.compile("-?0+");

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

  /** Whether the request that the answer is about ended with an error. */
  public boolean isRequestError() {
    return isError(requestStatus);
  }

  /** Whether the request that the answer is about is still being processed. */
  public boolean isInProcess() {
    return "process".equalsIgnoreCase(requestStatus);
  }

  /** Whether the answer says nothing at all of the call. */
  public boolean isSilent() {
    return status == null && requestStatus == null;
  }

  /** Whether the status is a number, as in the gift card family. */
  public boolean isGiftStatus() {
    return status != null && INTEGER.matcher(status).matches();
  }

  private static boolean isError(@Nullable String status) {
    return "error".equalsIgnoreCase(status)
        || (status != null && INTEGER.matcher(status).matches() && !ZERO.matcher(status).matches());
  }
}
