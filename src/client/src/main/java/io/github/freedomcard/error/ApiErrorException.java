package io.github.freedomcard.error;

import io.github.freedomcard.internal.util.Printed;
import org.jspecify.annotations.Nullable;

/**
 * The API returned an error response: {@code status=error}, {@code request_status=error}, a gift
 * card status other than 0, or an HTTP status of 400 to 499 that has no class of its own.
 *
 * <p>No error table is documented for the Card API, so {@link #code} is returned unchanged. {@link
 * #description} is the vendor's free text and may name persons; no message contains it.
 */
public final class ApiErrorException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String code;
  private final @Nullable String description;

  /**
   * An error response.
   *
   * @param status the HTTP status
   * @param code the vendor's code, or the gift card status
   * @param codeName the name of the code, where the vendor's documentation has one
   * @param description the vendor's text
   * @param hint what else the message should say
   */
  public ApiErrorException(
      int status,
      @Nullable String code,
      @Nullable String codeName,
      @Nullable String description,
      String hint,
      CallContext context) {
    super(
        "error response, HTTP "
            + status
            + codeText(code, codeName)
            + (description == null || description.isBlank() ? "" : ", see description()")
            + hint,
        null,
        context);
    this.status = status;
    this.code = code;
    this.description = description;
  }

  private static String codeText(@Nullable String code, @Nullable String codeName) {
    if (code == null || !Printed.isPlainCode(code)) {
      return "";
    }
    return ", code " + code + (codeName == null ? "" : " (" + codeName + ")");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The vendor's error code, or the status of the gift card family; null if there is none. */
  public @Nullable String code() {
    return code;
  }

  /** The vendor's text, which may name persons; null if there is none. */
  public @Nullable String description() {
    return description;
  }
}
