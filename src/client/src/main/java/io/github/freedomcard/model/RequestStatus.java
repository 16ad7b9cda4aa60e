package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The {@code request_status} of a response: the processing state of the request (documented: Card
 * API, "Dictionaries").
 */
public final class RequestStatus extends OpenEnum {

  /** Done. */
  public static final RequestStatus SUCCESS = of("success");

  /** Still being processed. */
  public static final RequestStatus PROCESS = of("process");

  /** Ended with an error. */
  public static final RequestStatus ERROR = of("error");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private RequestStatus(Object value) {
    super(value);
  }

  /** The status written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static RequestStatus of(String value) {
    return new RequestStatus(value);
  }
}
