package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The course of waiting for a request: the same read until it tells success or error, or the time
 * is up.
 *
 * <p>An id that is not known is asked about again, because the request may still be on its way;
 * likewise whatever the network does. A refusal of the question itself ends the wait.
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
  private boolean everTold;

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
  public Step<RequestState> begin() {
    return send(0);
  }

  @Override
  public Step<RequestState> sent(HttpReply reply, long now) {
    attempts++;
    StatusQueryResult told = StatusQueryResult.of(reply, requestId, json);
    RequestState state = told.state();
    if (state != null) {
      lastState = state;
    }
    return switch (told.what()) {
      case SUCCESS, ERROR ->
          Step.answer(
              new ApiResponse<>(
                  requireNonNull(state),
                  reply.status(),
                  reply.headers(),
                  reply.body(),
                  attempts,
                  Resolution.DIRECT));
      case PROCESS, NOTHING -> {
        everTold = true;
        yield again(null, now, stillInProcess());
      }
      case FAILED -> {
        var verdict = AttemptResult.of(reply, RequestOperations.GET_REQUEST_STATUS, json);
        FreedomCardException failure = verdict.toException(facts(), null);
        if (verdict.kind() == AttemptResult.Kind.ERROR_ANSWER) {
          yield Step.fail(failure);
        }
        // That nobody answered is not that the request is in process.
        yield again(verdict.retryAfter(), now, everTold ? stillInProcess() : failure);
      }
    };
  }

  @Override
  public Step<RequestState> asked(HttpReply reply, long now) {
    throw new IllegalStateException("a question about a question");
  }

  @Override
  public InterruptedCallException interrupted(@Nullable Throwable cause) {
    return new InterruptedCallException(cause, facts());
  }

  @Override
  public Outcome outcome() {
    return Outcome.READ_ONLY;
  }

  private Step<RequestState> again(
      @Nullable Duration asked, long now, FreedomCardException atTimeUp) {
    long at = now + Backoff.halfJitter(policy, attempts, asked, random);
    return at < deadline ? send(at) : Step.fail(atTimeUp);
  }

  private StillInProcessException stillInProcess() {
    return new StillInProcessException(lastState, facts());
  }

  private Step<RequestState> send(long at) {
    return Step.send(at, Math.min(at + attemptNanos, deadline));
  }

  private CallContext facts() {
    return new CallContext(RequestOperations.GET_REQUEST_STATUS, requestId, attempts, outcome());
  }
}
