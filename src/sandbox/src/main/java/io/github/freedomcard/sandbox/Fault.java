package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one request: armed with {@link Faults}, by operation and
 * occurrence.
 *
 * <p>What a factory's name begins with says how far the request came: a {@code request…} fault
 * keeps it from being processed, an {@code answer…} fault lets it take effect. Immutable and safe
 * to share between threads. Two faults are equal only if they are the same object; a factory
 * without parameters always gives the same.
 */
public sealed class Fault {

  private static final String HTML =
      "<html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>";

  /** What is told of a connection that was reset before anything was read; it can't be armed. */
  static final Fault CONNECTION_RESET =
      new Fault("connectionReset", Processing.NEVER, delivered(FaultProxy.RESET));

  private static final Fault REQUEST_RESET =
      new Fault("requestReset", Processing.NEVER, delivered(FaultProxy.RESET));
  private static final Fault REQUEST_SILENT =
      new Fault("requestSilent", Processing.NEVER, delivered(FaultProxy.SILENCE));
  private static final Fault REQUEST_LATE_AFTER_RESEND =
      new Fault("requestLateAfterResend", Processing.AFTER_RESEND, delivered(FaultProxy.CLOSE));
  private static final Fault REQUEST_IN_PROCESS =
      inProcess("requestInProcess", ProcessingMode.untilFinished());
  private static final Fault ANSWER_LOST =
      new Fault("answerLost", Processing.AT_ONCE, delivered(FaultProxy.CLOSE));
  private static final Fault ANSWER_CUT =
      new Fault("answerCut", Processing.AT_ONCE, delivered(FaultProxy.CUT));
  private static final Fault ANSWER_SILENT =
      new Fault("answerSilent", Processing.AT_ONCE, delivered(FaultProxy.SILENCE));
  private static final Fault ANSWER_STRANGE =
      new Fault("answerStrange", Processing.AT_ONCE, UnexpectedValues::in);
  private static final Fault ANSWER_STATE_UNKNOWN =
      new Fault("answerStateUnknown", Processing.AT_ONCE, UnexpectedValues::inState);
  private static final Fault ANSWER_GARBAGE =
      new Fault(
          "answerGarbage",
          Processing.AT_ONCE,
          usual -> SandboxResponse.of(200, Map.of("Content-Type", "text/html"), HTML));

  /** When the request is processed. */
  enum Processing {
    NEVER,

    /** Or, if it is a command in process, when that ends. */
    AT_ONCE,
    AFTER_QUESTIONS,
    AFTER_RESEND
  }

  private final String name;
  private final Processing processing;
  private final int questions;
  private final @Nullable ProcessingMode mode;
  private final UnaryOperator<SandboxResponse> change;

  private Fault(String name, Processing processing, UnaryOperator<SandboxResponse> change) {
    this(name, processing, 0, null, change);
  }

  private Fault(
      String name,
      Processing processing,
      int questions,
      @Nullable ProcessingMode mode,
      UnaryOperator<SandboxResponse> change) {
    this.name = name;
    this.processing = processing;
    this.questions = questions;
    this.mode = mode;
    this.change = change;
  }

  private static Fault inProcess(String name, ProcessingMode mode) {
    return new Fault(name, Processing.AT_ONCE, 0, mode, UnaryOperator.identity());
  }

  private static UnaryOperator<SandboxResponse> delivered(String how) {
    return usual -> usual.with(FaultProxy.DELIVERY, how);
  }

  /** The request is read whole and not processed; the connection is reset. */
  public static Fault requestReset() {
    return REQUEST_RESET;
  }

  /**
   * The request is read whole and not processed; nothing comes back until the client gives up, or
   * {@link Faults#release} closes the connection.
   */
  public static Fault requestSilent() {
    return REQUEST_SILENT;
  }

  /**
   * The connection is closed, and the request is processed late: as soon as so many questions about
   * its {@code request_id} have been answered, the last of them still as if it had never come. For
   * commands with a {@code request_id}.
   *
   * @throws IllegalArgumentException if {@code questions} is not positive
   */
  public static Fault requestLate(int questions) {
    if (questions <= 0) {
      throw new IllegalArgumentException("questions <= 0: " + questions);
    }
    return new Fault(
        "requestLate(" + questions + ")",
        Processing.AFTER_QUESTIONS,
        questions,
        null,
        delivered(FaultProxy.CLOSE));
  }

  /**
   * The connection is closed, and the request is processed late: as soon as another with its {@code
   * request_id} has been answered, so that it is the duplicate. For commands with a {@code
   * request_id}.
   */
  public static Fault requestLateAfterResend() {
    return REQUEST_LATE_AFTER_RESEND;
  }

  /**
   * The request is taken and answered {@code process}, and so are all questions about it, until
   * {@link FreedomCardSandbox#finish} or {@link FreedomCardSandbox#fail} ends it. For commands with
   * a {@code request_id}; {@link ProcessingMode#untilFinished} does the same to all of them.
   */
  public static Fault requestInProcess() {
    return REQUEST_IN_PROCESS;
  }

  /**
   * The request is taken and answered {@code process}, and so are the first {@code questions}
   * questions about it; the next question finishes it. For commands with a {@code request_id};
   * {@link ProcessingMode#afterQuestions} does the same to all of them.
   *
   * @throws IllegalArgumentException if {@code questions} is negative
   */
  public static Fault requestInProcess(int questions) {
    return inProcess(
        "requestInProcess(" + questions + ")", ProcessingMode.afterQuestions(questions));
  }

  /** The request is processed; the connection is closed without an answer. */
  public static Fault answerLost() {
    return ANSWER_LOST;
  }

  /** The request is processed; the connection is closed in the middle of the answer's body. */
  public static Fault answerCut() {
    return ANSWER_CUT;
  }

  /** The request is processed; the answer is a page of HTML with status 200. */
  public static Fault answerGarbage() {
    return ANSWER_GARBAGE;
  }

  /**
   * The request is processed; nothing comes back until the client gives up, or {@link
   * Faults#release} closes the connection.
   */
  public static Fault answerSilent() {
    return ANSWER_SILENT;
  }

  /**
   * The request is processed; the answer is held back for so long. It has taken effect before.
   *
   * @throws IllegalArgumentException if {@code delay} is not positive
   */
  public static Fault answerDelayed(Duration delay) {
    if (requireNonNull(delay, "delay").isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay <= 0: " + delay);
    }
    return new Fault(
        "answerDelayed(" + delay + ")",
        Processing.AT_ONCE,
        delivered(FaultProxy.DELAY + delay.toMillis()));
  }

  /**
   * The request is processed; in the answer every object has a field more, every number is a
   * string, and every value of a dictionary is one that is in none: {@code card_status}, {@code
   * product_id}, types and periods. What it says of the request stays: {@code status} and {@code
   * request_status}.
   */
  public static Fault answerStrange() {
    return ANSWER_STRANGE;
  }

  /**
   * The request is processed; {@code request_status} in the answer, where there is one, is a value
   * that is in no dictionary.
   */
  public static Fault answerStateUnknown() {
    return ANSWER_STATE_UNKNOWN;
  }

  /**
   * The request is not processed, unless {@link Status#afterProcessing} is added; the answer has
   * this HTTP status and, unless added, no body.
   *
   * @throws IllegalArgumentException if {@code status} is not between 200 and 599
   */
  public static Status status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: not between 200 and 599: " + status);
    }
    return new Status("status(" + status + ")", Processing.NEVER, status, Map.of(), "");
  }

  Processing processing() {
    return processing;
  }

  /** After how many questions the request is processed; 0 if that is not what it waits for. */
  int questions() {
    return questions;
  }

  /** When the request, a command, takes effect; null for when the sandbox lets all do. */
  @Nullable ProcessingMode mode() {
    return mode;
  }

  /** Whether only a command with a {@code request_id} can have it. */
  boolean isForKeyedCommands() {
    return isLate() || mode != null;
  }

  boolean isLate() {
    return processing == Processing.AFTER_QUESTIONS || processing == Processing.AFTER_RESEND;
  }

  /** What goes out in place of what would have gone out. */
  SandboxResponse distort(SandboxResponse usual) {
    return change.apply(usual);
  }

  @Override
  public final String toString() {
    return name;
  }

  /** An answer with an HTTP status of the test's choice. */
  public static final class Status extends Fault {

    private final int status;
    private final Map<String, String> headers;
    private final String body;

    private Status(
        String name, Processing processing, int status, Map<String, String> headers, String body) {
      super(name, processing, usual -> SandboxResponse.of(status, headers, body));
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    /** The same, but the request has taken effect before. */
    public Status afterProcessing() {
      return new Status(this + ".afterProcessing()", Processing.AT_ONCE, status, headers, body);
    }

    /**
     * The same with the header {@code Retry-After}, in seconds.
     *
     * @throws IllegalArgumentException if {@code delay} is negative or not in whole seconds
     */
    public Status retryAfter(Duration delay) {
      if (requireNonNull(delay, "delay").isNegative() || delay.getNano() != 0) {
        throw new IllegalArgumentException("delay: not in whole seconds: " + delay);
      }
      return new Status(
          this + ".retryAfter(" + delay + ")",
          processing(),
          status,
          with("Retry-After", Long.toString(delay.getSeconds())),
          body);
    }

    /** The same with a body of this content type. */
    public Status body(String contentType, String body) {
      return new Status(
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
