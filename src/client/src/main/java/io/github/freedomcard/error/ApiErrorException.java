package io.github.freedomcard.error;

import io.github.freedomcard.model.RequestState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API answered with an error: {@code status=error}, {@code request_status=error}, a gift card
 * status other than 0, or an HTTP status of 400 to 499 that has no class of its own.
 *
 * <p>No error table is documented for the Card API, so {@link #code} is kept as it came. {@link
 * #description} is the vendor's free text and may name persons; it is in no message.
 */
public final class ApiErrorException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

  private final int status;
  private final @Nullable String code;
  private final @Nullable String description;
  private final transient @Nullable RequestState reportedState;

  /**
   * An error answer.
   *
   * @param status the HTTP status
   * @param code the vendor's code, or the gift card status
   * @param description the vendor's text
   * @param reportedState what {@code request/status} told of the request afterwards
   * @param hint what else the message should say
   */
  public ApiErrorException(
      int status,
      @Nullable String code,
      @Nullable String description,
      @Nullable RequestState reportedState,
      String hint,
      CallContext facts) {
    super(
        "error answer, HTTP "
            + status
            + (code != null && PLAIN_CODE.matcher(code).matches() ? ", code " + code : "")
            + hint,
        null,
        facts);
    this.status = status;
    this.code = code;
    this.description = description;
    this.reportedState = reportedState;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The vendor's error code, or the status of the gift card family; null if none was given. */
  public @Nullable String code() {
    return code;
  }

  /** The vendor's text, which may name persons; null if none was given. */
  public @Nullable String description() {
    return description;
  }

  /** What {@code request/status} told of the request after the error; null if it told nothing. */
  public @Nullable RequestState reportedState() {
    return reportedState;
  }
}
