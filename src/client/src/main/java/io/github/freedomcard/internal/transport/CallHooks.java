package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the application adds to calls.
 *
 * @param observer receives the end of each call
 * @param callbackExecutor where futures complete
 * @param contextPropagation wraps an executor, on the caller's thread, so that its tasks run in the
 *     caller's context
 */
public record CallHooks(
    Observer observer, Executor callbackExecutor, UnaryOperator<Executor> contextPropagation) {

  /** Receives the end of each call; throws nothing. */
  @FunctionalInterface
  public interface Observer {

    /** The parameters are those of the facade's event. */
    void callFinished(
        Operation<?, ?> operation,
        @Nullable UUID requestId,
        int attempts,
        int statusQueries,
        @Nullable Outcome outcome,
        @Nullable Resolution resolution,
        @Nullable Integer httpStatus,
        @Nullable String errorCode,
        Duration duration);
  }
}
