package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The {@code request_status} of an answer: how far the request has come.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API,
 * "Dictionaries").
 */
public record RequestStatus(@JsonValue String value) {

  /** Done. */
  public static final RequestStatus SUCCESS = new RequestStatus("success");

  /** Still being processed. */
  public static final RequestStatus PROCESS = new RequestStatus("process");

  /** Ended with an error. */
  public static final RequestStatus ERROR = new RequestStatus("error");

  /** Checks that there is a value. */
  public RequestStatus {
    Objects.requireNonNull(value, "value");
  }

  /** The status written as {@code value}. */
  public static RequestStatus of(String value) {
    return new RequestStatus(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static RequestStatus read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
