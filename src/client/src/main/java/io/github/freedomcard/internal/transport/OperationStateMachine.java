package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a call of an operation.
 *
 * <p>Invariant: {@link Outcome#NOT_PROCESSED} only if every attempt of this call is resolved, or if
 * a status query reported {@code error}. The last reply alone does not decide.
 *
 * <p>Each path that sends a second time has a comment that says why it is safe.
 */
final class OperationStateMachine<R> implements CallStateMachine<R> {

  private final Operation<?, R> operation;
  private final @Nullable UUID requestId;
  private final RetryPolicy policy;
  private final Json json;
  private final DoubleSupplier random;
  private final long attemptNanos;
  private final long queryNanos;
  private final long deadline;

  private int attempts;
  private int queriesSinceAttempt;
  private boolean anyUnresolved;
  private AttemptResult.@Nullable Failure<R> lastFailure;

  /**
   * A call that begins now.
   *
   * @param requestId the id to report; null if there is none
   * @param random random numbers from 0 to 1, for the back-off
   */
  OperationStateMachine(
      Operation<?, R> operation,
      @Nullable UUID requestId,
      CallSettings settings,
      Json json,
      DoubleSupplier random) {
    this.operation = operation;
    this.requestId = requestId;
    this.policy = settings.retryPolicy();
    this.json = json;
    this.random = random;
    this.deadline = settings.timeout().toNanos();
    this.attemptNanos = settings.attemptTimeout().toNanos();
    // Reserves time for two status queries; if time is short, a third of it for each.
    this.queryNanos = mayQueryStatus() ? Math.min(attemptNanos, deadline / 3) : 0;
  }

  @Override
  public NextAction<R> start() {
    return send(0);
  }

  @Override
  public NextAction<R> onReply(NextAction.Scheduled<R> action, HttpReply reply, long now) {
    return action instanceof NextAction.QueryStatus
        ? onStatusQueryReply(reply, now)
        : onAttemptReply(reply, now);
  }

  private NextAction<R> onAttemptReply(HttpReply reply, long now) {
    attempts++;
    queriesSinceAttempt = 0;
    AttemptResult<R> result = AttemptResult.of(reply, operation, json);
    anyUnresolved |= !result.isResolved();
    if (result instanceof AttemptResult.Success<R> success) {
      return succeed(success.body(), success.reply(), Resolution.DIRECT);
    }
    AttemptResult.Failure<R> failure = (AttemptResult.Failure<R>) result;
    lastFailure = failure;
    return switch (operation.effect()) {
      case READ -> afterRead(failure, now);
      case NON_IDEMPOTENT_COMMAND -> afterNonIdempotentCommand(failure, now);
      case IDEMPOTENT_COMMAND -> afterIdempotentCommand(failure, now);
    };
  }

  private NextAction<R> afterRead(AttemptResult.Failure<R> failure, long now) {
    boolean maySucceedLater =
        failure instanceof AttemptResult.RateLimited
            || failure instanceof AttemptResult.NotSent
            || (failure instanceof AttemptResult.Unresolved
                && !(failure.reply() instanceof HttpReply.TooLarge));
    // Safe to send again: a read has no effect, and each attempt carries a fresh request_id.
    return maySucceedLater ? resendOrFail(failure, now) : fail(failure, outcome());
  }

  private NextAction<R> afterNonIdempotentCommand(AttemptResult.Failure<R> failure, long now) {
    // Safe to send again only because nothing was sent; after that, never.
    return failure instanceof AttemptResult.NotSent
        ? resendOrFail(failure, now)
        : fail(failure, outcome());
  }

  private NextAction<R> afterIdempotentCommand(AttemptResult.Failure<R> failure, long now) {
    // Safe to send again after NotSent: nothing was sent. Safe after RateLimited: the
    // server said that it did not take the request, and if it had, it would refuse a second one
    // with this request_id.
    boolean resend =
        failure instanceof AttemptResult.NotSent
            || (failure instanceof AttemptResult.RateLimited && !anyUnresolved);
    if (!resend) {
      return queryStatusOrFail(failure, now);
    }
    NextAction<R> next = resendOrFail(failure, now);
    // No attempt is left, but a status query can resolve an earlier one.
    return next instanceof NextAction.Fail && anyUnresolved
        ? queryStatusOrFail(failure, now)
        : next;
  }

  private NextAction<R> onStatusQueryReply(HttpReply reply, long now) {
    AttemptResult.Failure<R> failure = lastFailure;
    if (failure == null) {
      throw new IllegalStateException("status query before an attempt failed");
    }
    queriesSinceAttempt++;
    StatusQueryResult result = StatusQueryResult.of(reply, requestId, json);
    if (result instanceof StatusQueryResult.Reported reported) {
      return anyUnresolved
          ? reportedAfterLostResponse(reported)
          : reportedAfterError(reported, failure);
    }
    return anyUnresolved
        ? notReportedAfterLostResponse(result, failure, now)
        : notReportedAfterError(result, failure);
  }

  /** An error response, and no attempt is unresolved: was it the refusal of a duplicate? */
  private NextAction<R> reportedAfterError(
      StatusQueryResult.Reported reported, AttemptResult.Failure<R> failure) {
    if (reported.status() == StatusQueryResult.Status.ERROR) {
      return fail(failure, context(Outcome.NOT_PROCESSED, reported.state()));
    }
    return reported.hasIdsOf(operation.creates())
        ? succeed(reported, Resolution.DEDUPLICATED)
        : fail(failure, context(Outcome.UNKNOWN, reported.state()));
  }

  private NextAction<R> notReportedAfterError(
      StatusQueryResult result, AttemptResult.Failure<R> failure) {
    // The same refusal twice means that the caller has no access, so the command had none either.
    boolean notProcessed =
        !(result instanceof StatusQueryResult.Failed failed)
            || failed.isSameRefusalAs(failure.reply());
    return fail(failure, notProcessed ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN);
  }

  /** An attempt is unresolved: this is what happened to it. */
  private NextAction<R> reportedAfterLostResponse(StatusQueryResult.Reported reported) {
    return reported.status() == StatusQueryResult.Status.ERROR
        ? new NextAction.Fail<>(
            FailureFactory.reportedError(
                reported, context(Outcome.NOT_PROCESSED, reported.state())))
        : succeed(reported, Resolution.RECOVERED);
  }

  private NextAction<R> notReportedAfterLostResponse(
      StatusQueryResult result, AttemptResult.Failure<R> failure, long now) {
    if (result instanceof StatusQueryResult.Failed) {
      return fail(failure, Outcome.UNKNOWN);
    }
    if (queriesSinceAttempt < 2) {
      // The request may still arrive.
      long wait =
          Math.min(
              Backoff.fullJitter(policy, attempts, null, random), Math.max(0, deadline - now) / 2);
      return queryStatus(failure, now + wait);
    }
    // Safe to send again: two status queries reported no such request. If the first attempt still
    // arrives, the server refuses one of the two, because request_id and bytes are the same. That
    // is documented for some operations; for the others the caller must allow it.
    return mayResend() ? resendOrFail(failure, now) : fail(failure, Outcome.UNKNOWN);
  }

  private boolean mayQueryStatus() {
    return operation.effect() == Effect.IDEMPOTENT_COMMAND && policy.queryStatus();
  }

  private boolean mayResend() {
    return policy.resend() == ResendPolicy.ALWAYS
        || (policy.resend() == ResendPolicy.DOCUMENTED_ONLY
            && operation.evidence() == Evidence.DOCUMENTED);
  }

  private NextAction<R> resendOrFail(AttemptResult.Failure<R> failure, long now) {
    if (attempts < policy.maxAttempts()) {
      NextAction.Send<R> again =
          send(now + Backoff.fullJitter(policy, attempts, failure.reply().retryAfter(), random));
      if (again.until() > again.at()) {
        return again;
      }
    }
    return fail(failure, outcome());
  }

  private NextAction.Send<R> send(long at) {
    return new NextAction.Send<>(at, Math.min(at + attemptNanos, deadline - 2 * queryNanos));
  }

  private NextAction<R> queryStatusOrFail(AttemptResult.Failure<R> failure, long now) {
    return mayQueryStatus() ? queryStatus(failure, now) : fail(failure, outcome());
  }

  private NextAction<R> queryStatus(AttemptResult.Failure<R> failure, long at) {
    long timeLeft = deadline - at;
    if (timeLeft <= 0) {
      return fail(failure, outcome());
    }
    long share = queriesSinceAttempt == 0 ? timeLeft / 2 : timeLeft;
    return new NextAction.QueryStatus<>(at, at + Math.min(attemptNanos, share));
  }

  private NextAction<R> succeed(StatusQueryResult.Reported reported, Resolution resolution) {
    return succeed(operation.responseType().cast(reported.state()), reported.reply(), resolution);
  }

  private NextAction<R> succeed(R body, HttpReply.Complete reply, Resolution resolution) {
    R identified = operation.responseConvention().withRequestId(body, requestId);
    return new NextAction.Return<>(reply.toResponse(identified, attempts, resolution));
  }

  private NextAction<R> fail(AttemptResult.Failure<R> failure, Outcome outcome) {
    return fail(failure, context(outcome, null));
  }

  private NextAction<R> fail(AttemptResult.Failure<R> failure, CallContext context) {
    return new NextAction.Fail<>(FailureFactory.of(failure, context));
  }

  @Override
  public InterruptedCallException interrupted(@Nullable Throwable cause) {
    return new InterruptedCallException(cause, context(outcome(), null));
  }

  @Override
  public Outcome outcome() {
    if (operation.effect() == Effect.READ) {
      return Outcome.READ_ONLY;
    }
    if (anyUnresolved) {
      return Outcome.UNKNOWN;
    }
    if (lastFailure instanceof AttemptResult.ErrorResponse<R> error) {
      // For an idempotent command it may be the refusal of a duplicate, which says nothing about
      // the first request.
      boolean certain =
          operation.effect() == Effect.NON_IDEMPOTENT_COMMAND
              && error.isKnownNotProcessed(operation.responseConvention());
      return certain ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN;
    }
    return Outcome.NOT_PROCESSED;
  }

  private CallContext context(Outcome outcome, @Nullable RequestState reportedState) {
    return new CallContext(operation, requestId, attempts, outcome, reportedState);
  }
}
