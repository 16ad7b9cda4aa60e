package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call in flight: what it sends, its state machine, and its log lines. */
final class CallExecution<R> {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.freedomcard");

  private final Operation<?, R> operation;
  private final RequestFactory requests;
  private final CallStateMachine<R> machine;
  private final CallReport report;
  private final Scheduler scheduler;
  private final long startedAt;

  CallExecution(
      Operation<?, R> operation,
      RequestFactory requests,
      CallStateMachine<R> machine,
      CallReport report,
      Scheduler scheduler) {
    this.operation = operation;
    this.requests = requests;
    this.machine = machine;
    this.report = report;
    this.scheduler = scheduler;
    this.startedAt = scheduler.nanos();
  }

  /** The beginning of an action. */
  sealed interface Start<R> {

    /** The exchange can be sent. */
    record Ready<R>(Exchange exchange) implements Start<R> {}

    /** The time of the action was over before its exchange began. */
    record Expired<R>(NextAction<R> next) implements Start<R> {}
  }

  NextAction<R> start() {
    return machine.start();
  }

  /** How long to wait before an action, in nanoseconds; not positive if it is due. */
  long waitNanos(NextAction.Scheduled<R> action) {
    return action.at() - elapsed();
  }

  /** Begins an action that is due. */
  Start<R> begin(NextAction.Scheduled<R> action) {
    report.begins(action);
    long now = elapsed();
    long timeLeft = action.until() - now;
    if (timeLeft <= 0) {
      return new Start.Expired<>(
          onReply(
              action,
              new HttpReply.NoResponse(
                  requests.host(),
                  Duration.ofNanos(now - action.at()),
                  new InterruptedIOException("time-out before the request was sent"),
                  false)));
    }
    return new Start.Ready<>(
        action instanceof NextAction.QueryStatus
            ? requests.statusQuery(requireNonNull(requests.requestId(), "requestId"), timeLeft)
            : requests.attempt(timeLeft));
  }

  /** What follows from the reply to an action's exchange. */
  NextAction<R> onReply(NextAction.Scheduled<R> action, HttpReply reply) {
    long now = elapsed();
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{}{}{}: {} after {} ms",
          action instanceof NextAction.QueryStatus ? "status query for " : "",
          operation.name(),
          idInLog(),
          reply.describe(),
          (now - action.at()) / 1_000_000);
    }
    report.received(reply);
    return machine.onReply(action, reply, now);
  }

  /** The exception for a call whose thread was interrupted. */
  FreedomCardException interrupted(@Nullable Throwable cause) {
    return failed(machine.interrupted(cause));
  }

  /** The call succeeded. */
  ApiResponse<R> succeeded(ApiResponse<R> response) {
    report.succeeded(response);
    return response;
  }

  /** The call failed; warns if that leaves the outcome of a command unknown. */
  FreedomCardException failed(FreedomCardException failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      warnUnknown(failure.getClass().getSimpleName());
    }
    report.failed(failure);
    return failure;
  }

  /**
   * An error passes through and ends the call; warns if that leaves the outcome of a command
   * unknown.
   *
   * @param exchange the one that it came from; null if none was in flight
   */
  void endedByError(Throwable error, @Nullable Exchange exchange) {
    boolean mayHaveBeenSent = exchange != null && exchange.mayHaveBeenSent();
    ended(isOutcomeUnknown() || (isCommand() && mayHaveBeenSent), error.getClass().getSimpleName());
  }

  /** The caller ended the call; warns if that leaves the outcome of a command unknown. */
  void endedByCaller(boolean outcomeUnknown) {
    ended(outcomeUnknown, "ended by the caller");
  }

  private void ended(boolean outcomeUnknown, String reason) {
    if (outcomeUnknown) {
      warnUnknown(reason);
    }
    report.ended(outcomeUnknown);
  }

  private void warnUnknown(String reason) {
    LOG.warn("{}{}: outcome unknown ({})", operation.name(), idInLog(), reason);
  }

  private String idInLog() {
    return requests.requestId() == null ? "" : " request_id=" + requests.requestId();
  }

  /**
   * The caller ended the call before its exchange left, so that the id of an attempt is free.
   *
   * @param unresolved whether an earlier attempt is unresolved
   */
  void cancelledUnsent(boolean unresolved) {
    requests.use().attemptEnded(false, unresolved);
  }

  boolean isCommand() {
    return operation.effect() != Effect.READ;
  }

  /** Whether the outcome of the call is unknown without a status query. */
  boolean isOutcomeUnknown() {
    return machine.outcome() == Outcome.UNKNOWN;
  }

  private long elapsed() {
    return scheduler.nanos() - startedAt;
  }
}
