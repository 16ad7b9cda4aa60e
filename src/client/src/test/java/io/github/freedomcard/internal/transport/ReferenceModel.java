package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Resolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of a call according to the failure tables alone. Given what the client could
 * observe of each exchange, it says what the next one must be, and what the caller must get. It
 * shares no code with the engine, and knows neither time nor bytes.
 */
final class ReferenceModel {

  /** The kind of an exchange: the request itself, or a status query about it. */
  enum Kind {
    ATTEMPT,
    STATUS_QUERY
  }

  /** What the body of a response says, as far as the client can read it. */
  enum Content {
    /** No body, no JSON object, or a truncated one. */
    NOTHING,
    /** {@code status=ok, request_status=success}, or a gift card status of 0. */
    SUCCESS,
    /** {@code status=ok, request_status=process}. */
    PROCESS,
    /** {@code status=ok, request_status=error}. */
    REQUEST_ERROR,
    /** {@code status=error}, or a gift card status other than 0. */
    CALL_ERROR,
    /** {@code status=error}, with a code that the policy lists as that of an unknown request. */
    UNKNOWN_REQUEST,
    /** JSON whose {@code status} is the number of an HTTP status. */
    GATEWAY_ERROR,
    /** JSON in which a member that decides occurs twice. */
    AMBIGUOUS,
    /** A response that names another {@code request_id} than the request. */
    OF_ANOTHER;

    private boolean isErrorEnvelope() {
      return this == CALL_ERROR || this == UNKNOWN_REQUEST;
    }

    /** Whether it is JSON, but none that belongs to the request for certain. */
    private boolean isNoResponse() {
      return this == AMBIGUOUS || this == OF_ANOTHER;
    }
  }

  /**
   * What the client could observe of an exchange.
   *
   * @param mayHaveBeenSent whether bytes may have been sent
   * @param status the HTTP status; 0 if there was no response
   * @param content what the body says
   * @param hasIds whether the body has the ids that the command creates, if it creates any, and no
   *     other ids
   * @param giftStatus the gift card status; 0 if there is none
   */
  record Observed(
      boolean mayHaveBeenSent, int status, Content content, boolean hasIds, int giftStatus) {

    static final Observed NOT_SENT = new Observed(false, 0, Content.NOTHING, false, 0);
    static final Observed LOST = new Observed(true, 0, Content.NOTHING, false, 0);

    static Observed status(int status, Content content) {
      return new Observed(true, status, content, false, 0);
    }

    private boolean is2xx() {
      return status >= 200 && status < 300;
    }

    private boolean isValidResponse() {
      return is2xx() && (content == Content.SUCCESS || content == Content.PROCESS);
    }

    private boolean isErrorStatus() {
      return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    boolean isErrorResponse() {
      return !content.isNoResponse()
          && ((is2xx() && (content.isErrorEnvelope() || content == Content.REQUEST_ERROR))
              || isErrorStatus());
    }

    /** Neither a valid response, nor a refusal, nor certainly unsent. */
    boolean isUnresolved() {
      return mayHaveBeenSent
          && !isValidResponse()
          && !isErrorResponse()
          && (status != 429 || content.isNoResponse());
    }

    boolean isReported() {
      return is2xx() && (isValidResponse() || content == Content.REQUEST_ERROR);
    }

    boolean isNotReported() {
      return content.isErrorEnvelope() && (is2xx() || (isErrorStatus() && !isAccessRefusal()));
    }

    boolean isUnknownRequest() {
      return isNotReported() && (status == 404 || content == Content.UNKNOWN_REQUEST);
    }

    /** Whether polling goes on although the state is not reported. */
    boolean isPolledAgain() {
      return isNotReported() && (is2xx() || isUnknownRequest());
    }

    private boolean isAccessRefusal() {
      return status == 401 || status == 403;
    }
  }

  /**
   * What the caller must get: a response with its resolution, or a failure with its outcome.
   *
   * @param attempts the number of attempts
   * @param hasReportedState whether the failure must have the reported state
   */
  record Expected(
      @Nullable Resolution resolution,
      @Nullable Class<? extends FreedomCardException> failure,
      @Nullable Outcome outcome,
      int attempts,
      boolean hasReportedState) {}

  private static final Set<Integer> GIFT_WITHOUT_EFFECT = Set.of(-2, -3, -4, -6, -7, -8, -10, -11);

  private final Effect effect;
  private final boolean queriesStatus;
  private final boolean resends;
  private final int maxAttempts;
  private final boolean numericStatuses;

  private int attempts;
  private int unknownReports;
  private int failedQueries;
  private boolean anyUnresolved;
  private boolean unresolvedBefore;
  private @Nullable Observed lastAttempt;
  private @Nullable Kind next = Kind.ATTEMPT;
  private @Nullable Expected expected;

  /**
   * The model of a call.
   *
   * @param queriesStatus whether the policy allows status queries for an idempotent command
   * @param resends whether the client resends an idempotent command that is not known
   * @param numericStatuses whether the operation's family has numbers for statuses
   */
  ReferenceModel(
      Effect effect,
      boolean queriesStatus,
      boolean resends,
      int maxAttempts,
      boolean numericStatuses) {
    this.effect = effect;
    this.queriesStatus = queriesStatus;
    this.resends = resends;
    this.maxAttempts = maxAttempts;
    this.numericStatuses = numericStatuses;
  }

  /** The call begins as if an attempt had got no response, though it made none. */
  void mayHaveBeenSentBefore() {
    anyUnresolved = true;
    lastAttempt = Observed.LOST;
    queryStatusOrFail();
  }

  /** Sets whether an earlier call of the client with the same id is unresolved. */
  void unresolvedBefore(boolean unresolvedBefore) {
    this.unresolvedBefore = unresolvedBefore;
  }

  /** Whether the next exchange is the repetition of a status query that failed. */
  boolean isRepeatingQuery() {
    return next == Kind.STATUS_QUERY && failedQueries > 0;
  }

  /** The next exchange; null if the call is over. */
  @Nullable Kind next() {
    return next;
  }

  /** What the caller must get; null while the call is not over. */
  @Nullable Expected expected() {
    return expected;
  }

  /** Takes what the client observed of the next exchange. */
  void observe(Observed observed) {
    if (next == Kind.ATTEMPT) {
      attempts++;
      unknownReports = 0;
      failedQueries = 0;
      anyUnresolved |= observed.isUnresolved();
      lastAttempt = observed;
      switch (effect) {
        case READ -> afterRead(observed);
        case NON_IDEMPOTENT_COMMAND -> afterNonIdempotentCommand(observed);
        case IDEMPOTENT_COMMAND -> afterIdempotentCommand(observed);
      }
    } else if (observed.isReported()) {
      afterReport(observed);
    } else if (observed.isNotReported()) {
      afterNotReported(observed);
    } else {
      afterFailedQuery(observed);
    }
  }

  private void afterRead(Observed observed) {
    if (observed.isValidResponse()) {
      if (observed.content() == Content.SUCCESS) {
        succeed(Resolution.DIRECT);
      } else {
        end(StillInProcessException.class, Outcome.READ_ONLY, false);
      }
    } else if ((!observed.mayHaveBeenSent() || observed.status() == 429 || observed.isUnresolved())
        && attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else {
      fail(Outcome.READ_ONLY);
    }
  }

  private void afterNonIdempotentCommand(Observed observed) {
    if (observed.isValidResponse()) {
      succeed(Resolution.DIRECT);
    } else if (!observed.mayHaveBeenSent() && attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else if (observed.isUnresolved()) {
      fail(Outcome.UNKNOWN);
    } else if (numericStatuses && observed.content() == Content.GATEWAY_ERROR) {
      // In this family its number is an unlisted code.
      fail(Outcome.UNKNOWN);
    } else if (observed.giftStatus() != 0 && !GIFT_WITHOUT_EFFECT.contains(observed.giftStatus())) {
      fail(Outcome.UNKNOWN);
    } else {
      fail(Outcome.NOT_PROCESSED);
    }
  }

  private void afterIdempotentCommand(Observed observed) {
    if (observed.isValidResponse()) {
      succeed(Resolution.DIRECT);
    } else if (!observed.mayHaveBeenSent() && attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else if (anyUnresolved) {
      queryStatusOrFail();
    } else if (!observed.mayHaveBeenSent()) {
      fail(Outcome.NOT_PROCESSED);
    } else if (observed.status() != 429) {
      queryStatusOrFail();
    } else if (attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else {
      fail(Outcome.NOT_PROCESSED);
    }
  }

  /** Without a status query, even an error response leaves the outcome unknown. */
  private void queryStatusOrFail() {
    if (queriesStatus) {
      next = Kind.STATUS_QUERY;
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void afterReport(Observed observed) {
    if (observed.content() == Content.REQUEST_ERROR) {
      // The only thing that resolves attempts which got no response, and earlier calls.
      end(
          anyUnresolved
              ? ApiErrorException.class
              : reason(requireNonNull(lastAttempt, "lastAttempt")),
          Outcome.NOT_PROCESSED,
          false);
    } else if (observed.content() == Content.PROCESS || observed.hasIds()) {
      succeed(anyUnresolved ? Resolution.RECOVERED : Resolution.DEDUPLICATED);
    } else {
      fail(Outcome.UNKNOWN, true);
    }
  }

  private void afterNotReported(Observed observed) {
    if (!anyUnresolved) {
      fail(Outcome.NOT_PROCESSED);
    } else if (!observed.isUnknownRequest()) {
      fail(Outcome.UNKNOWN);
    } else if (++unknownReports < 2) {
      next = Kind.STATUS_QUERY;
    } else if (resends && attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void afterFailedQuery(Observed observed) {
    boolean refused = observed.isAccessRefusal() && !observed.content().isNoResponse();
    if (refused
        && !anyUnresolved
        && observed.status() == 401
        && requireNonNull(lastAttempt, "lastAttempt").status() == 401) {
      fail(Outcome.NOT_PROCESSED);
    } else if (refused || ++failedQueries >= maxAttempts) {
      fail(Outcome.UNKNOWN);
    } else {
      next = Kind.STATUS_QUERY;
    }
  }

  private void succeed(Resolution resolution) {
    next = null;
    expected = new Expected(resolution, null, null, attempts, false);
  }

  private void fail(Outcome outcome) {
    boolean doubtful = outcome == Outcome.NOT_PROCESSED && unresolvedBefore;
    fail(doubtful ? Outcome.UNKNOWN : outcome, false);
  }

  /** The failure is that of the last attempt, whatever the status queries returned. */
  private void fail(Outcome outcome, boolean hasReportedState) {
    end(reason(requireNonNull(lastAttempt, "lastAttempt")), outcome, hasReportedState);
  }

  private void end(
      Class<? extends FreedomCardException> failure, Outcome outcome, boolean hasReportedState) {
    next = null;
    expected = new Expected(null, failure, outcome, attempts, hasReportedState);
  }

  static Class<? extends FreedomCardException> reason(Observed observed) {
    if (observed.isErrorResponse()) {
      return observed.isAccessRefusal() ? AuthenticationException.class : ApiErrorException.class;
    }
    if (observed.status() == 0) {
      return ConnectionException.class;
    }
    if (observed.content().isNoResponse() && observed.status() < 500) {
      return InvalidResponseException.class;
    }
    if (observed.status() == 429) {
      return RateLimitException.class;
    }
    return observed.is2xx() ? InvalidResponseException.class : HttpStatusException.class;
  }
}
