package io.github.freedomcard;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.internal.transport.CallSettings;
import io.github.freedomcard.internal.transport.Transport;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Implements both facades with one transport. */
final class HttpFreedomCardClient implements FreedomCardClient {

  private final Transport transport;
  private final CallSettings settings;
  private final Runnable closing;
  private final Async async = new Async();

  /**
   * A client, or a derived view of one.
   *
   * @param closing the action of {@link #close}
   */
  HttpFreedomCardClient(Transport transport, CallSettings settings, Runnable closing) {
    this.transport = transport;
    this.settings = settings;
    this.closing = closing;
  }

  @Override
  public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
    return transport.call(operation, request, settings);
  }

  @Override
  public FreedomCardClient withOptions(RequestOptions options) {
    return new HttpFreedomCardClient(
        transport, settings.with(requireNonNull(options, "options")), () -> {});
  }

  @Override
  public FreedomCardAsyncClient async() {
    return async;
  }

  @Override
  public RequestState awaitCompletion(UUID requestId, Duration timeout) {
    return transport.await(requestId, timeout, settings);
  }

  @Override
  public MerchantAccount account() {
    return transport.account(settings);
  }

  @Override
  public void close() {
    closing.run();
  }

  private final class Async implements FreedomCardAsyncClient {

    @Override
    public <Q, R> CompletableFuture<ApiResponse<R>> execute(Operation<Q, R> operation, Q request) {
      return transport.callAsync(operation, request, settings);
    }

    @Override
    public FreedomCardAsyncClient withOptions(RequestOptions options) {
      return HttpFreedomCardClient.this.withOptions(options).async();
    }

    @Override
    public CompletableFuture<RequestState> awaitCompletion(UUID requestId, Duration timeout) {
      return Futures.map(transport.awaitAsync(requestId, timeout, settings), ApiResponse::body);
    }
  }
}
