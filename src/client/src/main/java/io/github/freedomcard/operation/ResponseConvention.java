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

  /** The state of a request with 10,000 cards, the largest of them, has about 0.3 MB. */
  private static final long ORDINARY_BYTES = 1L << 20;

  /** A statement of 100,000 operations has about 30 MB. */
  private static final long LIST_BYTES = 64L << 20;

  /** Data with a status of success. */
  private static final ResponseConvention DATA =
      new ResponseConvention(StatusRule.REQUIRED, false, false, ORDINARY_BYTES);

  /** Data with a status of success that grows with the history or the cards of a client. */
  static final ResponseConvention LIST =
      new ResponseConvention(StatusRule.REQUIRED, false, false, LIST_BYTES);

  /** As {@link #LIST}, but the status may be missing. */
  static final ResponseConvention LIST_WITH_OPTIONAL_STATUS =
      new ResponseConvention(StatusRule.OPTIONAL, false, false, LIST_BYTES);

  /** The state of a request, which says itself how far the request is. */
  private static final ResponseConvention REQUEST_STATE =
      new ResponseConvention(StatusRule.ANY, true, false, ORDINARY_BYTES);

  /** The gift card family: the status is a number, and other than 0 it is an error code. */
  static final ResponseConvention GIFT_CARD =
      new ResponseConvention(StatusRule.REQUIRED, false, true, ORDINARY_BYTES);

  /**
   * A caller may describe an operation of any family, so its status may be anything, and only the
   * client's own limit bounds its response.
   */
  private static final ResponseConvention CALLER_DEFINED_DATA =
      new ResponseConvention(StatusRule.ANY, false, true, Long.MAX_VALUE);

  private static final ResponseConvention CALLER_DEFINED_REQUEST_STATE =
      new ResponseConvention(StatusRule.ANY, true, true, Long.MAX_VALUE);

  private final StatusRule statusRule;
  private final boolean requestState;
  private final boolean giftCodes;
  private final long maxResponseBytes;

  private ResponseConvention(
      StatusRule statusRule, boolean requestState, boolean giftCodes, long maxResponseBytes) {
    this.statusRule = statusRule;
    this.requestState = requestState;
    this.giftCodes = giftCodes;
    this.maxResponseBytes = maxResponseBytes;
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

  /**
   * The largest response that is read, in bytes after decompression. The client's builder may set a
   * lower limit. {@code Long.MAX_VALUE} for an operation that a caller defined.
   */
  public long maxResponseBytes() {
    return maxResponseBytes;
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
