package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The course of a call of an operation.
 *
 * <p>The rule above all: {@link Outcome#NOT_PROCESSED} only if every send of this call is settled,
 * or if a question was told {@code error}. Whatever came last does not matter.
 *
 * <p>Why each path that sends a second time is safe is written where it does so.
 */
final class OperationStateMachine<R> implements CallStateMachine<R> {

  private final Operation<?, R> operation;
  private final @Nullable UUID requestId;
  private final RetryPolicy policy;
  private final Json json;
  private final DoubleSupplier random;
  private final long attemptNanos;
  private final long questionNanos;
  private final long deadline;

  private int attempts;
  private int questionsSinceSend;
  private boolean anyOpen;
  private @Nullable AttemptResult<R> last;

  /**
   * A call that begins now.
   *
   * @param requestId the id to report; null where there is none
   * @param random draws from zero to one, for the back-off
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
    // A keyed send leaves time for two questions; where the time is short, a third for each.
    this.questionNanos = mayAsk() ? Math.min(attemptNanos, deadline / 3) : 0;
  }

  @Override
  public Step<R> begin() {
    return send(0);
  }

  @Override
  public Step<R> sent(HttpReply reply, long now) {
    attempts++;
    questionsSinceSend = 0;
    AttemptResult<R> verdict = AttemptResult.of(reply, operation, json);
    last = verdict;
    anyOpen |= !verdict.isSettled();
    if (verdict.body() != null) {
      return answer(verdict.body(), reply, Resolution.DIRECT);
    }
    return switch (operation.effect()) {
      case READ -> afterRead(verdict, now);
      case NON_IDEMPOTENT_COMMAND -> afterUnkeyedCommand(verdict, now);
      case IDEMPOTENT_COMMAND -> afterKeyedCommand(verdict, now);
    };
  }

  private Step<R> afterRead(AttemptResult<R> verdict, long now) {
    boolean mayMend =
        switch (verdict.kind()) {
          case OPEN -> !verdict.reply().tooLarge();
          case RATE_LIMITED, NOT_SENT -> true;
          case ANSWER, IN_PROCESS, ERROR_ANSWER -> false;
        };
    // Safe to send again: a read has no effect, and carries a fresh request_id each time.
    return mayMend ? sendAgainOrFail(verdict, now) : fail(verdict, outcome());
  }

  private Step<R> afterUnkeyedCommand(AttemptResult<R> verdict, long now) {
    // Safe to send again only because nothing left this machine; after that, never.
    return verdict.kind() == AttemptResult.Kind.NOT_SENT
        ? sendAgainOrFail(verdict, now)
        : fail(verdict, outcome());
  }

  private Step<R> afterKeyedCommand(AttemptResult<R> verdict, long now) {
    return switch (verdict.kind()) {
      // Safe to send again: nothing left this machine. If that is over, an earlier send may still
      // be open, and can be asked about.
      case NOT_SENT -> {
        Step<R> again = sendAgainOrFail(verdict, now);
        yield again.failure() != null && anyOpen ? askOrFail(verdict, now) : again;
      }
      // Safe to send again: the server answered that it did not take the request, and it refuses
      // a second one with this request_id should it have.
      case RATE_LIMITED -> anyOpen ? askOrFail(verdict, now) : sendAgainOrFail(verdict, now);
      case ERROR_ANSWER, OPEN -> askOrFail(verdict, now);
      case ANSWER, IN_PROCESS -> throw new IllegalStateException("an answer is no failure");
    };
  }

  @Override
  public Step<R> asked(HttpReply reply, long now) {
    questionsSinceSend++;
    StatusQueryResult told = StatusQueryResult.of(reply, requestId, json);
    AttemptResult<R> failed = failed();
    return anyOpen ? toldAfterLoss(told, failed, now) : toldAfterError(told, failed);
  }

  /** An error answer, and no send is open: was it the refusal of a duplicate? */
  private Step<R> toldAfterError(StatusQueryResult told, AttemptResult<R> failed) {
    RequestState state = told.state();
    return switch (told.what()) {
      case SUCCESS, PROCESS ->
          told.hasIdsOf(operation.creates())
              ? answer(state, told.reply(), Resolution.DEDUPLICATED)
              : fail(failed, Outcome.UNKNOWN, state);
      case ERROR, NOTHING -> fail(failed, Outcome.NOT_PROCESSED, state);
      // Refused alike, the caller is not let in at all, so neither was the command.
      case FAILED ->
          fail(
              failed,
              told.isRefusalLike(failed.reply()) ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN,
              null);
    };
  }

  /** A send is open: what became of it? */
  private Step<R> toldAfterLoss(StatusQueryResult told, AttemptResult<R> failed, long now) {
    RequestState state = told.state();
    switch (told.what()) {
      case SUCCESS, PROCESS -> {
        return answer(state, told.reply(), Resolution.RECOVERED);
      }
      case ERROR -> {
        RequestState ended = requireNonNull(state);
        return Step.fail(
            new ApiErrorException(
                told.reply().status(),
                ended.errorCode(),
                ended.errorDescription(),
                ended,
                ", told after the answer was lost",
                facts(Outcome.NOT_PROCESSED)));
      }
      case FAILED -> {
        return fail(failed, Outcome.UNKNOWN);
      }
      case NOTHING -> {
        if (questionsSinceSend < 2) {
          // The send may still be on its way.
          long wait =
              Math.min(
                  Backoff.fullJitter(policy, attempts, null, random),
                  Math.max(0, deadline - now) / 2);
          return ask(failed, now + wait);
        }
        // Safe to send again: the server was asked twice and knows of no such request, and should
        // the first one still arrive, it refuses the second of the two, whose request_id and bytes
        // are the same. That is documented; where it is not, the user has to say so.
        return mayResend() ? sendAgainOrFail(failed, now) : fail(failed, Outcome.UNKNOWN);
      }
    }
    throw new IllegalStateException(told.what().toString());
  }

  private boolean mayAsk() {
    return operation.effect() == Effect.IDEMPOTENT_COMMAND && policy.queryStatus();
  }

  private boolean mayResend() {
    return policy.resend() == ResendPolicy.ALWAYS
        || (policy.resend() == ResendPolicy.DOCUMENTED_ONLY
            && operation.evidence() == Evidence.DOCUMENTED);
  }

  private Step<R> sendAgainOrFail(AttemptResult<R> failed, long now) {
    if (attempts < policy.maxAttempts()) {
      Step<R> again = send(now + Backoff.fullJitter(policy, attempts, failed.retryAfter(), random));
      if (again.until() > again.at()) {
        return again;
      }
    }
    return fail(failed, outcome());
  }

  private Step<R> send(long at) {
    long until = Math.min(at + attemptNanos, deadline - 2 * questionNanos);
    return Step.send(at, until);
  }

  private Step<R> askOrFail(AttemptResult<R> failed, long now) {
    return mayAsk() ? ask(failed, now) : fail(failed, outcome());
  }

  private Step<R> ask(AttemptResult<R> failed, long at) {
    long left = deadline - at;
    if (left <= 0) {
      return fail(failed, outcome());
    }
    long share = questionsSinceSend == 0 ? left / 2 : left;
    return Step.ask(at, at + Math.min(attemptNanos, share));
  }

  private Step<R> answer(@Nullable Object body, HttpReply reply, Resolution resolution) {
    Object answer = body instanceof RequestState state ? state.withRequestId(requestId) : body;
    return Step.answer(
        new ApiResponse<>(
            operation.responseType().cast(requireNonNull(answer)),
            reply.status(),
            reply.headers(),
            reply.body(),
            attempts,
            resolution));
  }

  private Step<R> fail(AttemptResult<R> verdict, Outcome outcome) {
    return fail(verdict, outcome, null);
  }

  private Step<R> fail(
      AttemptResult<R> verdict, Outcome outcome, @Nullable RequestState reportedState) {
    return Step.fail(verdict.toException(facts(outcome), reportedState));
  }

  @Override
  public InterruptedCallException interrupted(@Nullable Throwable cause) {
    return new InterruptedCallException(cause, facts(outcome()));
  }

  @Override
  public Outcome outcome() {
    if (operation.effect() == Effect.READ) {
      return Outcome.READ_ONLY;
    }
    if (anyOpen) {
      return Outcome.UNKNOWN;
    }
    if (last != null && last.kind() == AttemptResult.Kind.ERROR_ANSWER) {
      // To a keyed command it may be the refusal of a duplicate, which says nothing of the first.
      boolean refused =
          operation.effect() == Effect.NON_IDEMPOTENT_COMMAND && last.isCertainRefusal();
      return refused ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN;
    }
    return Outcome.NOT_PROCESSED;
  }

  private AttemptResult<R> failed() {
    if (last == null) {
      throw new IllegalStateException("asked before anything was sent");
    }
    return last;
  }

  private CallContext facts(Outcome outcome) {
    return new CallContext(operation, requestId, attempts, outcome);
  }
}
