package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the response of an operation states success and failure.
 *
 * <p>It belongs to the {@link Operation}; the client reads it, callers rarely need it. Immutable
 * and safe to share between threads.
 */
public final class ResponseConvention {

  private enum StatusRule {
    REQUIRED,
    OPTIONAL,
    ANY
  }

  /** Data with a status of success. */
  private static final ResponseConvention DATA =
      new ResponseConvention(StatusRule.REQUIRED, false, false);

  /** Data whose status may be missing. */
  static final ResponseConvention DATA_WITH_OPTIONAL_STATUS =
      new ResponseConvention(StatusRule.OPTIONAL, false, false);

  /** The state of a request, which says itself how far the request is. */
  private static final ResponseConvention REQUEST_STATE =
      new ResponseConvention(StatusRule.ANY, true, false);

  /** The gift card family: the status is a number, and other than 0 it is an error code. */
  static final ResponseConvention GIFT_CARD =
      new ResponseConvention(StatusRule.REQUIRED, false, true);

  /** A caller may describe an operation of any family, so its status may be anything. */
  private static final ResponseConvention CALLER_DEFINED_DATA =
      new ResponseConvention(StatusRule.ANY, false, true);

  private static final ResponseConvention CALLER_DEFINED_REQUEST_STATE =
      new ResponseConvention(StatusRule.ANY, true, true);

  private final StatusRule statusRule;
  private final boolean requestState;
  private final boolean giftCodes;

  private ResponseConvention(StatusRule statusRule, boolean requestState, boolean giftCodes) {
    this.statusRule = statusRule;
    this.requestState = requestState;
    this.giftCodes = giftCodes;
  }

  /** The usual convention for responses of this type. */
  static ResponseConvention of(Evidence evidence, Class<?> responseType) {
    boolean requestState = responseType == RequestState.class;
    if (evidence == Evidence.CALLER_DEFINED) {
      return requestState ? CALLER_DEFINED_REQUEST_STATE : CALLER_DEFINED_DATA;
    }
    return requestState ? REQUEST_STATE : DATA;
  }

  /** Whether the response is the state of a request, and not data. */
  public boolean isRequestState() {
    return requestState;
  }

  /** Whether a response is valid with any status other than an error. */
  public boolean acceptsAnyStatus() {
    return statusRule == StatusRule.ANY;
  }

  /** Whether a response is valid without a status. */
  public boolean acceptsMissingStatus() {
    return statusRule != StatusRule.REQUIRED;
  }

  /** Whether a number is a status of this family, and not of whoever else responded. */
  public boolean acceptsNumericStatus() {
    return giftCodes;
  }

  /**
   * Whether a command that got this numeric status certainly had no effect. False if the vendor's
   * documentation does not say so.
   */
  public boolean isKnownNotProcessed(int status) {
    GiftErrorCode code = giftCode(status);
    return code != null && code.isKnownNotProcessed();
  }

  /** The name of a numeric status, such as {@code OTP_WRONG}; null if it is not listed. */
  public @Nullable String nameOf(int status) {
    GiftErrorCode code = giftCode(status);
    return code == null ? null : code.name();
  }

  /** The body as the state of a request; null if it is data. */
  public @Nullable RequestState requestState(Object body) {
    return requestState ? (RequestState) body : null;
  }

  /**
   * The body; if it is the state of a request, with the id of that request. Only for a response
   * that names no other request.
   */
  @SuppressWarnings("unchecked") // a RequestState becomes a RequestState
  public <R> R withRequestId(R body, @Nullable UUID requestId) {
    RequestState state = requestState(body);
    return state == null || requestId == null ? body : (R) state.withRequestId(requestId);
  }

  private @Nullable GiftErrorCode giftCode(int status) {
    return giftCodes ? GiftErrorCode.of(status) : null;
  }
}
