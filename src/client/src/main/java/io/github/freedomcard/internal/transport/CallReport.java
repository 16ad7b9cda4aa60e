package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one call does, and reports its end. What drives the call ends it once. Thread-safe.
 */
final class CallReport {

  private final CallHooks hooks;
  private final Operation<?, ?> operation;
  private final @Nullable UUID requestId;
  private final Scheduler scheduler;
  private final long startedAt;
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger statusQueries = new AtomicInteger();
  private volatile @Nullable Integer httpStatus;

  CallReport(
      CallHooks hooks, Operation<?, ?> operation, @Nullable UUID requestId, Scheduler scheduler) {
    this.hooks = hooks;
    this.operation = operation;
    this.requestId = requestId;
    this.scheduler = scheduler;
    this.startedAt = scheduler.nanos();
  }

  void begins(NextAction.Scheduled<?> action) {
    (action instanceof NextAction.QueryStatus ? statusQueries : attempts).incrementAndGet();
  }

  void received(HttpReply reply) {
    if (reply instanceof HttpReply.Received response) {
      httpStatus = response.status();
    }
  }

  void succeeded(ApiResponse<?> response) {
    report(null, response.resolution(), null);
  }

  void failed(FreedomCardException failure) {
    String code = failure instanceof ApiErrorException error ? error.code() : null;
    report(failure.outcome(), null, code == null || !Printed.isPlainCode(code) ? null : code);
  }

  /**
   * The call ended without an exception of the client.
   *
   * @param outcomeUnknown whether it may have had an effect
   */
  void ended(boolean outcomeUnknown) {
    Outcome ifNotSent =
        operation.effect() == Effect.READ ? Outcome.READ_ONLY : Outcome.NOT_PROCESSED;
    report(outcomeUnknown ? Outcome.UNKNOWN : ifNotSent, null, null);
  }

  private void report(
      @Nullable Outcome outcome, @Nullable Resolution resolution, @Nullable String errorCode) {
    hooks
        .observer()
        .callFinished(
            operation,
            requestId,
            attempts.get(),
            statusQueries.get(),
            outcome,
            resolution,
            httpStatus,
            errorCode,
            Duration.ofNanos(scheduler.nanos() - startedAt));
  }
}
