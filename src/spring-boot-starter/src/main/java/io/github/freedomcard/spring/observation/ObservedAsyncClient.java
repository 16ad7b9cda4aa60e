package io.github.freedomcard.spring.observation;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Observes the two methods that all others of the interface use. */
final class ObservedAsyncClient implements FreedomCardAsyncClient {

  private final FreedomCardAsyncClient delegate;
  private final FreedomCardObservations observations;

  ObservedAsyncClient(FreedomCardAsyncClient delegate, FreedomCardObservations observations) {
    this.delegate = delegate;
    this.observations = observations;
  }

  @Override
  public <Q, R> CompletableFuture<ApiResponse<R>> execute(Operation<Q, R> operation, Q request) {
    return observe(
        observations.callersContext(),
        observations.start(operation, request),
        () -> delegate.execute(operation, request),
        FreedomCardObservations::returned);
  }

  @Override
  public CompletableFuture<RequestState> awaitCompletion(UUID requestId, Duration timeout) {
    return observe(
        observations.callersContext(),
        observations.startAwaitCompletion(requestId),
        () -> delegate.awaitCompletion(requestId, timeout),
        FreedomCardObservations::returned);
  }

  @Override
  public FreedomCardAsyncClient withOptions(RequestOptions options) {
    return new ObservedAsyncClient(delegate.withOptions(options), observations);
  }

  /**
   * Returns a future that completes after the observation has ended, in the caller's context and
   * not in that of the call, and that ends the call if the caller completes it.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for these stages
  private <T> CompletableFuture<T> observe(
      Executor callersContext,
      Observation observation,
      Supplier<CompletableFuture<T>> call,
      BiConsumer<Observation, T> returned) {
    CompletableFuture<T> source;
    try {
      source = observations.inScope(observation, call);
    } catch (Throwable e) {
      FreedomCardObservations.end(observation, () -> observation.error(e));
      throw e;
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    source.whenComplete(
        (value, failure) -> {
          FreedomCardObservations.end(
              observation,
              () -> {
                if (failure == null) {
                  returned.accept(observation, value);
                } else {
                  observation.error(failure);
                }
              });
          Runnable completion =
              () -> {
                if (failure == null) {
                  result.complete(value);
                } else {
                  result.completeExceptionally(failure);
                }
              };
          FreedomCardObservations.unlessItFails(() -> callersContext.execute(completion));
          // Has no effect unless the executor failed.
          completion.run();
        });
    // Has no effect if the source is done.
    result.whenComplete((value, failure) -> source.cancel(false));
    return result;
  }
}
