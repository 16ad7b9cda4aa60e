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
    CALL_ERROR
  }

  /**
   * What the client could observe of an exchange.
   *
   * @param mayHaveBeenSent whether bytes may have been sent
   * @param status the HTTP status; 0 if there was no response
   * @param content what the body says
   * @param hasIds whether the body has the ids that the command creates
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

    boolean isErrorResponse() {
      return (is2xx() && (content == Content.CALL_ERROR || content == Content.REQUEST_ERROR))
          || (status >= 400 && status < 500 && status != 408 && status != 429);
    }

    /** Neither a valid response, nor a refusal, nor certainly unsent. */
    boolean isUnresolved() {
      return mayHaveBeenSent && !isValidResponse() && !isErrorResponse() && status != 429;
    }

    boolean isReported() {
      return is2xx() && (isValidResponse() || content == Content.REQUEST_ERROR);
    }

    boolean isNotReported() {
      return (is2xx() && content == Content.CALL_ERROR)
          || (status == 404 && content != Content.NOTHING);
    }

    private boolean isAccessRefusal() {
      return status == 401 || status == 403;
    }
  }

  /**
   * What the caller must get: a response with its resolution, or a failure with its outcome.
   *
   * @param attempts the number of attempts
   * @param hasReportedState whether the failure must have the reported state, if its class can
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

  private int attempts;
  private int queriesSinceAttempt;
  private boolean anyUnresolved;
  private @Nullable Observed lastAttempt;
  private @Nullable Kind next = Kind.ATTEMPT;
  private @Nullable Expected expected;

  /**
   * The model of a call.
   *
   * @param queriesStatus whether the policy allows status queries for an idempotent command
   * @param resends whether the client resends an idempotent command that is not known
   */
  ReferenceModel(Effect effect, boolean queriesStatus, boolean resends, int maxAttempts) {
    this.effect = effect;
    this.queriesStatus = queriesStatus;
    this.resends = resends;
    this.maxAttempts = maxAttempts;
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
      queriesSinceAttempt = 0;
      anyUnresolved |= observed.isUnresolved();
      lastAttempt = observed;
      switch (effect) {
        case READ -> afterRead(observed);
        case NON_IDEMPOTENT_COMMAND -> afterNonIdempotentCommand(observed);
        case IDEMPOTENT_COMMAND -> afterIdempotentCommand(observed);
      }
    } else if (anyUnresolved) {
      queriesSinceAttempt++;
      afterQueryAfterLoss(observed);
    } else {
      afterQueryAfterError(observed);
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

  private void afterQueryAfterLoss(Observed observed) {
    if (observed.isReported()) {
      if (observed.content() == Content.REQUEST_ERROR) {
        end(ApiErrorException.class, Outcome.NOT_PROCESSED, false);
      } else {
        succeed(Resolution.RECOVERED);
      }
    } else if (!observed.isNotReported()) {
      fail(Outcome.UNKNOWN);
    } else if (queriesSinceAttempt < 2) {
      next = Kind.STATUS_QUERY;
    } else if (resends && attempts < maxAttempts) {
      next = Kind.ATTEMPT;
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void afterQueryAfterError(Observed observed) {
    if (observed.isReported() && observed.content() != Content.REQUEST_ERROR) {
      if (observed.hasIds()) {
        succeed(Resolution.DEDUPLICATED);
      } else {
        fail(Outcome.UNKNOWN, true);
      }
    } else if (observed.isReported() || observed.isNotReported()) {
      fail(Outcome.NOT_PROCESSED);
    } else if (observed.isAccessRefusal()
        && observed.status() == requireNonNull(lastAttempt, "lastAttempt").status()) {
      fail(Outcome.NOT_PROCESSED);
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void succeed(Resolution resolution) {
    next = null;
    expected = new Expected(resolution, null, null, attempts, false);
  }

  private void fail(Outcome outcome) {
    fail(outcome, false);
  }

  /** The failure is that of the last attempt, whatever the status queries returned. */
  private void fail(Outcome outcome, boolean hasReportedState) {
    end(reason(requireNonNull(lastAttempt, "lastAttempt")), outcome, hasReportedState);
  }

  private void end(
      Class<? extends FreedomCardException> failure, Outcome outcome, boolean hasReportedState) {
    next = null;
    expected =
        new Expected(
            null,
            failure,
            outcome,
            attempts,
            hasReportedState && failure == ApiErrorException.class);
  }

  static Class<? extends FreedomCardException> reason(Observed observed) {
    if (observed.isErrorResponse()) {
      return observed.isAccessRefusal() ? AuthenticationException.class : ApiErrorException.class;
    }
    if (observed.status() == 0) {
      return ConnectionException.class;
    }
    if (observed.status() == 429) {
      return RateLimitException.class;
    }
    return observed.is2xx() ? InvalidResponseException.class : HttpStatusException.class;
  }
}
