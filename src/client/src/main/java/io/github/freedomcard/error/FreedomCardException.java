package io.github.freedomcard.error;

import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. Check {@link #outcome} first: it says whether a command may have been
 * processed. The subclass says why the call failed.
 *
 * <pre>{@code
 * try {
 *   client.refundTransaction(refund);
 * } catch (FreedomCardException e) {
 *   switch (e.outcome()) {
 *     case NOT_PROCESSED -> log(e.getMessage()); // this call refunded nothing
 *     case UNKNOWN -> keep(e.requestId()); // do what the message says
 *     case READ_ONLY -> {} // not a command
 *   }
 * }
 * }</pre>
 *
 * <p>If your process crashes while it sends a command, no exception says whether the command took
 * effect. Retry the stored request with {@code RequestOptions.mayHaveBeenSent}.
 *
 * <p>The message names the operation, the reason, the outcome, the next step if the outcome is
 * unknown, and the {@code request_id}. It contains no other text of the vendor or the caller,
 * except for a short error code.
 */
public abstract class FreedomCardException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Null only in an exception that was deserialized. */
  private final transient Operation<?, ?> operation;

  private final @Nullable UUID requestId;
  private final int attempts;
  private final Outcome outcome;
  private final transient @Nullable RequestState reportedState;

  FreedomCardException(String reason, @Nullable Throwable cause, CallContext context) {
    super(context.message(reason), cause);
    this.operation = context.operation();
    this.requestId = context.requestId();
    this.attempts = context.attempts();
    this.outcome = context.outcome();
    this.reportedState = context.reportedState();
  }

  /** The operation that was called. */
  public Operation<?, ?> operation() {
    return operation;
  }

  /** The {@code request_id} to query or to use again; null if the operation has none. */
  public @Nullable UUID requestId() {
    return requestId;
  }

  /** How many times the client tried to send the request; status queries do not count. */
  public int attempts() {
    return attempts;
  }

  /** Whether the command took effect. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * What a status query reported about the request after the failure; null if nothing. If the
   * failure is the refusal of a duplicate, the reason of the first refusal is here, in {@code
   * errorCode()}. With the outcome {@code UNKNOWN}, it may be the state of another request with the
   * same id.
   */
  public @Nullable RequestState reportedState() {
    return reportedState;
  }

  /**
   * What every exception says about its call. For a test that mocks the client, {@code Failures} of
   * the sandbox makes exceptions without it.
   *
   * @param operation the operation that was called
   * @param requestId the {@code request_id}; null if the operation has none
   * @param attempts how many times the client tried to send the request
   * @param outcome whether the command took effect
   * @param reportedState what a status query reported after the failure; null if nothing
   */
  public record CallContext(
      Operation<?, ?> operation,
      @Nullable UUID requestId,
      int attempts,
      Outcome outcome,
      @Nullable RequestState reportedState) {

    /** The context of a call without a status query that reported something. */
    public CallContext(
        Operation<?, ?> operation, @Nullable UUID requestId, int attempts, Outcome outcome) {
      this(operation, requestId, attempts, outcome, null);
    }

    private String message(String reason) {
      return operation.name()
          + ": "
          + reason
          + reportedError(reason)
          + nextStep()
          + " [outcome "
          + outcome
          + (requestId == null ? "" : ", request_id " + requestId)
          + ", attempts "
          + attempts
          + "]";
    }

    /** The refusal of a duplicate does not say why the first request failed. */
    private String reportedError(String reason) {
      String code = reportedState == null ? null : reportedState.errorCode();
      return code == null || !Printed.isPlainCode(code) || reason.contains("code " + code)
          ? ""
          : "; the request's error is " + code + ", see reportedState()";
    }

    private String nextStep() {
      if (outcome != Outcome.UNKNOWN) {
        return "";
      }
      if (reportedState != null) {
        if (reportedState.isInProcess()) {
          return "; a request with this request_id is in process: call awaitCompletion";
        }
        return !reportedState.isSuccess()
            ? "; the responses contradict each other: do not build a new request, reconcile with the"
                + " vendor"
            : "; a request with this request_id succeeded, but the client can't tell whether it is"
                + " this one: do not retry, do not build a new request, reconcile with the vendor";
      }
      return operation.effect() == Effect.IDEMPOTENT_COMMAND
          ? "; the command may have taken effect: retry the same request"
          : "; the command may have taken effect and is not idempotent: check its effect before you repeat it";
    }
  }
}
