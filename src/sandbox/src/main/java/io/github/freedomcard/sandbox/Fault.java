package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fault of one request. {@link Faults} arms it by operation and occurrence.
 *
 * <p>The name of a factory states how far the request came: a {@code request…} fault prevents or
 * delays its processing; a {@code response…} fault occurs after it took effect.
 *
 * <p>Over HTTP/2, a fault that closes the connection ends the request's stream instead (RST_STREAM
 * with INTERNAL_ERROR), and the other requests of the connection go on. A fault that resets the
 * connection ends all of them, as a TCP reset does.
 *
 * <p>Immutable and thread-safe. Two faults are equal only if they are the same object; a factory
 * without parameters always returns the same object.
 */
public sealed class Fault {

  private static final String HTML =
      "<html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>";

  /** Reported for a connection that was reset before its request was read; it can't be armed. */
  static final Fault CONNECTION_RESET =
      new Fault("connectionReset", Processing.NEVER, delivered(FaultProxy.RESET));

  private static final Fault REQUEST_RESET =
      new Fault("requestReset", Processing.NEVER, delivered(FaultProxy.RESET));
  private static final Fault REQUEST_TIMEOUT =
      new Fault("requestTimeout", Processing.NEVER, delivered(FaultProxy.NO_RESPONSE));
  private static final Fault REQUEST_DELAYED_UNTIL_RESEND =
      new Fault("requestDelayedUntilResend", Processing.AFTER_RESEND, delivered(FaultProxy.CLOSE));
  private static final Fault REQUEST_IN_PROCESS =
      inProcess("requestInProcess", ProcessingMode.untilFinished());
  private static final Fault RESPONSE_LOST =
      new Fault("responseLost", Processing.IMMEDIATE, delivered(FaultProxy.CLOSE));
  private static final Fault RESPONSE_TRUNCATED =
      new Fault("responseTruncated", Processing.IMMEDIATE, delivered(FaultProxy.TRUNCATE));
  private static final Fault RESPONSE_TIMEOUT =
      new Fault("responseTimeout", Processing.IMMEDIATE, delivered(FaultProxy.NO_RESPONSE));
  private static final Fault RESPONSE_UNEXPECTED_VALUES =
      new Fault("responseUnexpectedValues", Processing.IMMEDIATE, UnexpectedValues::replaceValues);
  private static final Fault RESPONSE_UNKNOWN_REQUEST_STATUS =
      new Fault(
          "responseUnknownRequestStatus",
          Processing.IMMEDIATE,
          UnexpectedValues::replaceRequestStatus);
  private static final Fault RESPONSE_MALFORMED =
      new Fault(
          "responseMalformed",
          Processing.IMMEDIATE,
          usual -> SandboxResponse.of(200, Map.of("Content-Type", "text/html"), HTML));

  /** When the request is processed. */
  enum Processing {
    NEVER,

    /** Immediately, or for a command in process when it is finished. */
    IMMEDIATE,
    AFTER_STATUS_QUERIES,
    AFTER_RESEND
  }

  private final String name;
  private final Processing processing;
  private final int statusQueries;
  private final @Nullable ProcessingMode mode;
  private final UnaryOperator<SandboxResponse> change;

  private Fault(String name, Processing processing, UnaryOperator<SandboxResponse> change) {
    this(name, processing, 0, null, change);
  }

  private Fault(
      String name,
      Processing processing,
      int statusQueries,
      @Nullable ProcessingMode mode,
      UnaryOperator<SandboxResponse> change) {
    this.name = name;
    this.processing = processing;
    this.statusQueries = statusQueries;
    this.mode = mode;
    this.change = change;
  }

  private static Fault inProcess(String name, ProcessingMode mode) {
    return new Fault(name, Processing.IMMEDIATE, 0, mode, UnaryOperator.identity());
  }

  private static UnaryOperator<SandboxResponse> delivered(String how) {
    return usual -> usual.with(FaultProxy.DELIVERY, how);
  }

  /** The request is read completely and not processed; the connection is reset. */
  public static Fault requestReset() {
    return REQUEST_RESET;
  }

  /**
   * The request is read completely and not processed; no response is sent until the client times
   * out or {@link Faults#release} closes the connection.
   */
  public static Fault requestTimeout() {
    return REQUEST_TIMEOUT;
  }

  /**
   * The connection is closed without a response, and the request is processed late: after the given
   * number of status queries about its {@code request_id}. All of these queries report the id as
   * unknown. Applies to idempotent commands only.
   *
   * @param statusQueries the number of status queries before the request is processed
   * @throws IllegalArgumentException if {@code statusQueries} is not positive
   */
  public static Fault requestDelayed(int statusQueries) {
    if (statusQueries <= 0) {
      throw new IllegalArgumentException("statusQueries <= 0: " + statusQueries);
    }
    return new Fault(
        "requestDelayed(" + statusQueries + ")",
        Processing.AFTER_STATUS_QUERIES,
        statusQueries,
        null,
        delivered(FaultProxy.CLOSE));
  }

  /**
   * The connection is closed without a response, and the request is processed late: after another
   * request with its {@code request_id}, which makes the delayed request the duplicate. Applies to
   * idempotent commands only.
   */
  public static Fault requestDelayedUntilResend() {
    return REQUEST_DELAYED_UNTIL_RESEND;
  }

  /**
   * The request is accepted, and its response and all status queries report {@code process} until
   * {@link FreedomCardSandbox#finish} or {@link FreedomCardSandbox#fail} ends it. Applies to
   * idempotent commands only; {@link ProcessingMode#untilFinished} does the same for all of them.
   */
  public static Fault requestInProcess() {
    return REQUEST_IN_PROCESS;
  }

  /**
   * The request is accepted, and its response and the first {@code statusQueries} status queries
   * report {@code process}; the next status query finishes it. Applies to idempotent commands only;
   * {@link ProcessingMode#afterStatusQueries} does the same for all of them.
   *
   * @throws IllegalArgumentException if {@code statusQueries} is negative
   */
  public static Fault requestInProcess(int statusQueries) {
    return inProcess(
        "requestInProcess(" + statusQueries + ")",
        ProcessingMode.afterStatusQueries(statusQueries));
  }

  /** The request is processed; the connection is closed without a response. */
  public static Fault responseLost() {
    return RESPONSE_LOST;
  }

  /** The request is processed; the connection is closed in the middle of the response body. */
  public static Fault responseTruncated() {
    return RESPONSE_TRUNCATED;
  }

  /** The request is processed; the response is an HTML page with status 200. */
  public static Fault responseMalformed() {
    return RESPONSE_MALFORMED;
  }

  /**
   * The request is processed; no response is sent until the client times out or {@link
   * Faults#release} closes the connection.
   */
  public static Fault responseTimeout() {
    return RESPONSE_TIMEOUT;
  }

  /**
   * The request is processed and takes effect; the response is sent after a delay.
   *
   * @throws IllegalArgumentException if {@code delay} is not positive
   */
  public static Fault responseDelayed(Duration delay) {
    if (requireNonNull(delay, "delay").isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay <= 0: " + delay);
    }
    return new Fault(
        "responseDelayed(" + delay + ")",
        Processing.IMMEDIATE,
        delivered(FaultProxy.DELAY + delay.toMillis()));
  }

  /**
   * The request is processed; the response contains unexpected values.
   *
   * <p>Every object has an additional field, every number is a string, and every value of a
   * dictionary is undocumented: {@code card_status}, {@code product_id}, types and periods. {@code
   * status} and {@code request_status} are unchanged.
   */
  public static Fault responseUnexpectedValues() {
    return RESPONSE_UNEXPECTED_VALUES;
  }

  /**
   * The request is processed; {@code request_status} in the response, if present, is an
   * undocumented value.
   */
  public static Fault responseUnknownRequestStatus() {
    return RESPONSE_UNKNOWN_REQUEST_STATUS;
  }

  /**
   * The request is not processed, unless {@link HttpStatusFault#afterProcessing} is added; the
   * response has this HTTP status and no body, unless {@link HttpStatusFault#body} is added.
   *
   * @throws IllegalArgumentException if {@code status} is not between 200 and 599
   */
  public static HttpStatusFault httpStatus(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: not between 200 and 599: " + status);
    }
    return new HttpStatusFault(
        "httpStatus(" + status + ")", Processing.NEVER, status, Map.of(), "");
  }

  Processing processing() {
    return processing;
  }

  /**
   * The number of status queries before the request is processed; 0 if it does not wait for them.
   */
  int statusQueries() {
    return statusQueries;
  }

  /** When the command takes effect; null for the sandbox's own mode. */
  @Nullable ProcessingMode mode() {
    return mode;
  }

  /** Returns whether the fault applies to idempotent commands only. */
  boolean requiresIdempotentCommand() {
    return isDelayed() || mode != null;
  }

  boolean isDelayed() {
    return processing == Processing.AFTER_STATUS_QUERIES || processing == Processing.AFTER_RESEND;
  }

  /** Returns the response to send in place of the usual one. */
  SandboxResponse apply(SandboxResponse usual) {
    return change.apply(usual);
  }

  @Override
  public final String toString() {
    return name;
  }

  /** A response with an HTTP status chosen by the test. */
  public static final class HttpStatusFault extends Fault {

    private final int status;
    private final Map<String, String> headers;
    private final String body;

    private HttpStatusFault(
        String name, Processing processing, int status, Map<String, String> headers, String body) {
      super(name, processing, usual -> SandboxResponse.of(status, headers, body));
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    /** Returns the same fault, but the request takes effect first. */
    public HttpStatusFault afterProcessing() {
      return new HttpStatusFault(
          this + ".afterProcessing()", Processing.IMMEDIATE, status, headers, body);
    }

    /**
     * Returns the same fault with the header {@code Retry-After}, in seconds.
     *
     * @throws IllegalArgumentException if {@code delay} is negative or not in whole seconds
     */
    public HttpStatusFault retryAfter(Duration delay) {
      if (requireNonNull(delay, "delay").isNegative() || delay.getNano() != 0) {
        throw new IllegalArgumentException("delay: not in whole seconds: " + delay);
      }
      return new HttpStatusFault(
          this + ".retryAfter(" + delay + ")",
          processing(),
          status,
          with("Retry-After", Long.toString(delay.getSeconds())),
          body);
    }

    /** Returns the same fault with a body of this content type. */
    public HttpStatusFault body(String contentType, String body) {
      return new HttpStatusFault(
          this + ".body(" + contentType + ")",
          processing(),
          status,
          with("Content-Type", requireNonNull(contentType, "contentType")),
          requireNonNull(body, "body"));
    }

    private Map<String, String> with(String header, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(header, value);
      return Map.copyOf(all);
    }
  }
}
