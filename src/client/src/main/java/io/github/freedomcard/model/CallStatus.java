package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The {@code status} of an answer: whether the call went through.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API,
 * "Dictionaries").
 */
public record CallStatus(@JsonValue String value) {

  /** The call went through; what became of the request is its {@link RequestStatus}. */
  public static final CallStatus OK = new CallStatus("ok");

  /** The call ended with an error. */
  public static final CallStatus ERROR = new CallStatus("error");

  /** Checks that there is a value. */
  public CallStatus {
    Objects.requireNonNull(value, "value");
  }

  /** The status written as {@code value}. */
  public static CallStatus of(String value) {
    return new CallStatus(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static CallStatus read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
