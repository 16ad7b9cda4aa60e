package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The {@code status} of an answer: whether the call went through.
 *
 * <p>Documented: Card API, "Dictionaries".
 */
public final class CallStatus extends OpenEnum {

  /** The call went through; what became of the request is its {@link RequestStatus}. */
  public static final CallStatus OK = of("ok");

  /** The call ended with an error. */
  public static final CallStatus ERROR = of("error");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private CallStatus(Object value) {
    super(value);
  }

  /** The status written as {@code value}. */
  public static CallStatus of(String value) {
    return new CallStatus(value);
  }
}
