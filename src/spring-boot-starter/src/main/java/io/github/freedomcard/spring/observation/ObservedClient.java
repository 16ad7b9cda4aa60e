package io.github.freedomcard.spring.observation;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Observes the two methods that all others of the interface use. */
final class ObservedClient implements FreedomCardClient {

  private final FreedomCardClient delegate;
  private final FreedomCardObservations observations;

  ObservedClient(FreedomCardClient delegate, FreedomCardObservations observations) {
    this.delegate = delegate;
    this.observations = observations;
  }

  @Override
  public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
    return observe(
        observations.start(operation, request),
        () -> delegate.execute(operation, request),
        FreedomCardObservations::returned);
  }

  @Override
  public RequestState awaitCompletion(UUID requestId, Duration timeout) {
    return observe(
        observations.startAwaitCompletion(requestId),
        () -> delegate.awaitCompletion(requestId, timeout),
        FreedomCardObservations::returned);
  }

  private <T> T observe(
      Observation observation, Supplier<T> call, BiConsumer<Observation, T> returned) {
    T result;
    try {
      result = observations.inScope(observation, call);
    } catch (Throwable e) {
      FreedomCardObservations.end(observation, () -> observation.error(e));
      throw e;
    }
    FreedomCardObservations.end(observation, () -> returned.accept(observation, result));
    return result;
  }

  @Override
  public FreedomCardClient withOptions(RequestOptions options) {
    return new ObservedClient(delegate.withOptions(options), observations);
  }

  @Override
  public FreedomCardAsyncClient async() {
    return new ObservedAsyncClient(delegate.async(), observations);
  }

  @Override
  public MerchantAccount account() {
    return delegate.account();
  }

  @Override
  public void close() {
    delegate.close();
  }
}
