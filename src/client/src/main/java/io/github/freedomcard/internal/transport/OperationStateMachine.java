package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a call of an operation.
 *
 * <p>Invariant: {@link Outcome#NOT_PROCESSED} only if every attempt of this call is resolved and no
 * other call of the client with the same id is unresolved, or if a status query reported {@code
 * error}. The last reply alone does not decide. An attempt that may have been sent before the call
 * counts as an unresolved one of the call, though not in {@code attempts}.
 *
 * <p>Each path that sends a second time has a comment that says why it is safe.
 */
final class OperationStateMachine<R> implements CallStateMachine<R> {

  private final Operation<?, R> operation;
  private final RequestIdentity identity;
  private final RequestIdHistory.Use use;
  private final RetryPolicy policy;
  private final Json json;
  private final DoubleSupplier random;
  private final long attemptNanos;
  private final long deadline;

  private int attempts;
  private int unknownReports;
  private int failedQueries;
  private boolean anyUnresolved;
  private AttemptResult.@Nullable Failure<R> lastFailure;

  /**
   * A call that begins now.
   *
   * @param identity the ids of the call and of its attempts
   * @param use the use of the call's id
   * @param random random numbers from 0 to 1, for the back-off
   */
  OperationStateMachine(
      Operation<?, R> operation,
      RequestIdentity identity,
      RequestIdHistory.Use use,
      CallSettings settings,
      Json json,
      DoubleSupplier random) {
    this.operation = operation;
    this.identity = identity;
    this.use = use;
    this.policy = settings.retryPolicy();
    this.json = json;
    this.random = random;
    this.deadline = settings.timeout().toNanos();
    this.attemptNanos = settings.attemptTimeout().toNanos();
    if (settings.mayHaveBeenSent() && operation.effect() == Effect.IDEMPOTENT_COMMAND) {
      anyUnresolved = true;
      lastFailure = new AttemptResult.Unresolved<>(new HttpReply.EarlierAttempt(null, ""), "");
      use.sentBefore();
    }
  }

  @Override
  public NextAction<R> start() {
    // What may have been sent before the call is queried first, like a lost attempt. Nothing is
    // sent
    // again before two status queries have reported no such request; see onUnknownRequest.
    return lastFailure == null ? send(0) : queryStatusOrFail(lastFailure, 0);
  }

  @Override
  public NextAction<R> onReply(NextAction.Scheduled<R> action, HttpReply reply, long now) {
    return action instanceof NextAction.QueryStatus
        ? onStatusQueryReply(reply, now)
        : onAttemptReply(reply, now);
  }

  private NextAction<R> onAttemptReply(HttpReply reply, long now) {
    attempts++;
    unknownReports = 0;
    failedQueries = 0;
    AttemptResult<R> result = AttemptResult.of(reply, operation, identity.sentId(), json);
    anyUnresolved |= !result.isResolved();
    use.attemptEnded(!(result instanceof AttemptResult.NotSent), anyUnresolved);
    if (result instanceof AttemptResult.Success<R> success) {
      use.mayHaveHadEffect();
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
    UUID requestId = identity.requestId();
    if (failure == null || requestId == null) {
      throw new IllegalStateException("status query before an attempt failed");
    }
    StatusQueryResult result =
        StatusQueryResult.of(reply, requestId, policy.unknownRequestCodes(), json);
    if (attempts == 0) {
      HttpReply earlier = new HttpReply.EarlierAttempt(reply, hint(result));
      failure = new AttemptResult.Unresolved<>(earlier, "");
      lastFailure = failure;
    }
    if (result instanceof StatusQueryResult.Reported reported) {
      return onReported(reported, failure);
    }
    if (result instanceof StatusQueryResult.Failed failed) {
      return onFailedQuery(failed, failure, now);
    }
    if (!anyUnresolved) {
      // Enough to believe the error that the command got, though not to send anything again.
      return fail(failure, notProcessed());
    }
    return ((StatusQueryResult.NotReported) result).isUnknownRequest()
        ? onUnknownRequest(failure, now)
        : fail(failure, Outcome.UNKNOWN);
  }

  private NextAction<R> onReported(
      StatusQueryResult.Reported reported, AttemptResult.Failure<R> failure) {
    switch (reported.status()) {
      case ERROR -> {
        use.resolved();
        CallContext context = context(Outcome.NOT_PROCESSED, reported.state());
        return anyUnresolved
            ? new NextAction.Fail<>(FailureFactory.reportedError(reported, context))
            : fail(failure, context);
      }
      case SUCCESS -> {
        if (!reported.matches(operation.creates(), identity.body())) {
          return fail(failure, context(Outcome.UNKNOWN, reported.state()));
        }
      }
      case PROCESS -> {}
    }
    use.mayHaveHadEffect();
    return succeed(
        operation.responseType().cast(reported.state()),
        reported.reply(),
        anyUnresolved ? Resolution.RECOVERED : Resolution.DEDUPLICATED);
  }

  private NextAction<R> onFailedQuery(
      StatusQueryResult.Failed query, AttemptResult.Failure<R> failure, long now) {
    // The very 401 means that the server knows neither the command's sender nor the query's, so it
    // did not process the command. A 403 does not: some credentials may only send commands.
    if (!anyUnresolved && query.isSame401As(failure.reply())) {
      return fail(failure, notProcessed());
    }
    failedQueries++;
    // Another query would be refused too. Otherwise it is safe to repeat: it is a read. Like any
    // read it is tried at most as often as the policy says, so that a server in trouble gets no
    // more
    // requests than that.
    if (query.isRefusal() || failedQueries >= policy.maxAttempts()) {
      return fail(failure, Outcome.UNKNOWN);
    }
    return queryStatus(failure, now + queryDelay(failedQueries, query.reply().retryAfter(), now));
  }

  private NextAction<R> onUnknownRequest(AttemptResult.Failure<R> failure, long now) {
    unknownReports++;
    if (unknownReports < 2) {
      // The request may still arrive.
      return queryStatus(failure, now + queryDelay(attempts, null, now));
    }
    // Safe to send again: two status queries reported no such request. If the first attempt still
    // arrives, the server refuses one of the two, because request_id and bytes are the same. That
    // is documented for some operations; for the others the caller must allow it. It holds for an
    // attempt before the call, too: the caller passes the request that was sent, and its account.
    return mayResend() ? resendOrFail(failure, now) : fail(failure, Outcome.UNKNOWN);
  }

  /** Why a request that was not reported is not sent. */
  private String hint(StatusQueryResult result) {
    if (!(result instanceof StatusQueryResult.NotReported error)) {
      return "";
    }
    String code = error.errorCode();
    boolean isNamed = code != null && Printed.isPlainCode(code);
    String named = isNamed ? ", code " + code : "";
    if (error.isUnknownRequest()) {
      return mayResend()
          ? named
          : named + "; ResendPolicy " + policy.resend() + " forbids to resend";
    }
    return isNamed ? named + ", which is not one of RetryPolicy.unknownRequestCodes" : "";
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

  /**
   * An attempt. If its command may have to be queried, it gets at most a third of the time that is
   * left, which leaves the rest to two status queries. So time is never short only because earlier
   * attempts used it up: after a connection that could not be made, nor for a resend.
   */
  private NextAction.Send<R> send(long at) {
    long timeLeft = deadline - at;
    return new NextAction.Send<>(
        at, at + Math.min(attemptNanos, mayQueryStatus() ? timeLeft / 3 : timeLeft));
  }

  /** How long to wait for another status query: back-off is shortened if time is short. */
  private long queryDelay(int failures, @Nullable Duration retryAfter, long now) {
    long backoff =
        Math.min(
            Backoff.fullJitter(policy, failures, null, random), Math.max(0, deadline - now) / 2);
    return Backoff.atLeast(retryAfter, backoff);
  }

  private NextAction<R> queryStatusOrFail(AttemptResult.Failure<R> failure, long now) {
    return mayQueryStatus() ? queryStatus(failure, now) : fail(failure, outcome());
  }

  private NextAction<R> queryStatus(AttemptResult.Failure<R> failure, long at) {
    long timeLeft = deadline - at;
    if (timeLeft <= 0) {
      return fail(failure, outcome());
    }
    long share = unknownReports == 0 ? timeLeft / 2 : timeLeft;
    return new NextAction.QueryStatus<>(at, at + Math.min(attemptNanos, share));
  }

  private NextAction<R> succeed(R body, HttpReply.Complete reply, Resolution resolution) {
    R identified = operation.responseConvention().withRequestId(body, identity.requestId());
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
    return notProcessed();
  }

  /** The outcome if every attempt of this call is resolved, and none had an effect. */
  private Outcome notProcessed() {
    return use.isUnresolvedElsewhere() ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED;
  }

  private CallContext context(Outcome outcome, @Nullable RequestState reportedState) {
    return new CallContext(operation, identity.requestId(), attempts, outcome, reportedState);
  }
}
