package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The {@code status} of a response: whether the call succeeded (documented: Card API,
 * "Dictionaries").
 */
public final class CallStatus extends OpenEnum {

  /** The call succeeded. The state of the request is its {@link RequestStatus}. */
  public static final CallStatus OK = of("ok");

  /** The call ended with an error. */
  public static final CallStatus ERROR = of("error");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private CallStatus(Object value) {
    super(value);
  }

  /** The status written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CallStatus of(String value) {
    return new CallStatus(value);
  }
}
