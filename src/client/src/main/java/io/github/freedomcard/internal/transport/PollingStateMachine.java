package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of {@code awaitCompletion}: the same read until it reports success or error, or
 * the time is up.
 *
 * <p>An unknown id is polled again, because the request may still arrive; so is a failure of the
 * network. An error response to the status query itself ends the wait.
 */
final class PollingStateMachine implements CallStateMachine<RequestState> {

  private final UUID requestId;
  private final RetryPolicy policy;
  private final Json json;
  private final DoubleSupplier random;
  private final long attemptNanos;
  private final long deadline;

  private int attempts;
  private @Nullable RequestState lastState;
  private boolean anyResponse;

  PollingStateMachine(
      UUID requestId, Duration timeout, CallSettings settings, Json json, DoubleSupplier random) {
    this.requestId = requestId;
    this.policy = settings.retryPolicy();
    this.json = json;
    this.random = random;
    this.attemptNanos = settings.attemptTimeout().toNanos();
    this.deadline = timeout.toNanos();
  }

  @Override
  public NextAction<RequestState> start() {
    return send(0);
  }

  @Override
  public NextAction<RequestState> onReply(
      NextAction.Scheduled<RequestState> action, HttpReply reply, long now) {
    attempts++;
    StatusQueryResult result =
        StatusQueryResult.of(reply, requestId, policy.unknownRequestCodes(), json);
    if (result instanceof StatusQueryResult.Failed || isRefused(result, reply)) {
      return onFailure(reply, now);
    }
    anyResponse = true;
    if (result instanceof StatusQueryResult.Reported reported) {
      lastState = reported.state();
      if (reported.status() != StatusQueryResult.Status.PROCESS) {
        return new NextAction.Return<>(
            reported.reply().toResponse(reported.state(), attempts, Resolution.DIRECT));
      }
    }
    return pollAgain(null, now, stillInProcess());
  }

  /** A refusal by HTTP status ends the wait, unless it says that the request is unknown. */
  private static boolean isRefused(StatusQueryResult result, HttpReply reply) {
    return result instanceof StatusQueryResult.NotReported error
        && !error.isUnknownRequest()
        && reply instanceof HttpReply.Complete complete
        && AttemptResult.isErrorStatus(complete.status());
  }

  private NextAction<RequestState> onFailure(HttpReply reply, long now) {
    AttemptResult<RequestState> result =
        AttemptResult.of(reply, StatusQuery.OPERATION, requestId.toString(), json);
    FreedomCardException failure =
        result instanceof AttemptResult.Failure<RequestState> failed
            ? FailureFactory.of(failed, context())
            : FailureFactory.invalidResponse("no known request_status", null, context());
    if (result instanceof AttemptResult.ErrorResponse) {
      return new NextAction.Fail<>(failure);
    }
    // If no query ever got a response, nothing is known about the request.
    return pollAgain(reply.retryAfter(), now, anyResponse ? stillInProcess() : failure);
  }

  @Override
  public InterruptedCallException interrupted(@Nullable Throwable cause) {
    return new InterruptedCallException(cause, context());
  }

  @Override
  public Outcome outcome() {
    return Outcome.READ_ONLY;
  }

  private NextAction<RequestState> pollAgain(
      @Nullable Duration retryAfter, long now, FreedomCardException atDeadline) {
    long at = now + Backoff.halfJitter(policy, attempts, retryAfter, random);
    return at < deadline ? send(at) : new NextAction.Fail<>(atDeadline);
  }

  private StillInProcessException stillInProcess() {
    return new StillInProcessException(lastState, context());
  }

  private NextAction<RequestState> send(long at) {
    return new NextAction.Send<>(at, Math.min(at + attemptNanos, deadline));
  }

  private CallContext context() {
    return new CallContext(StatusQuery.OPERATION, requestId, attempts, outcome());
  }
}
