package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.util.BoundedCache;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;

/**
 * Makes calls, either blocking the caller's thread or asynchronously. The {@link CallStateMachine}
 * of a call decides what happens in it. Thread-safe; all state of a call belongs to the call.
 */
public final class Transport implements AutoCloseable {

  /** Far more than the API has operations; bounds memory if paths contain ids. */
  private static final int MAX_URLS = 256;

  private final RequestFactory.Endpoint endpoint;

  private final SignerCache signers;
  private final Scheduler scheduler;
  private final DoubleSupplier random;
  private final Runnable closing;
  private final CallHooks hooks;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * A transport to one host.
   *
   * @param calls an OkHttp client that does not follow redirects
   * @param paths the paths that replace those of their operations
   * @param closing runs when the transport is closed and no asynchronous call is in flight
   * @param hooks what the application adds to calls
   */
  public Transport(
      Call.Factory calls,
      Environment environment,
      JwsAlgorithm algorithm,
      Map<Operation<?, ?>, String> paths,
      long maxResponseBytes,
      Runnable closing,
      CallHooks hooks) {
    this(
        calls,
        environment,
        algorithm,
        paths,
        maxResponseBytes,
        closing,
        hooks,
        new Scheduler(),
        () -> ThreadLocalRandom.current().nextDouble(),
        new RequestIdHistory());
  }

  Transport(
      Call.Factory calls,
      Environment environment,
      JwsAlgorithm algorithm,
      Map<Operation<?, ?>, String> paths,
      long maxResponseBytes,
      Runnable closing,
      CallHooks hooks,
      Scheduler scheduler,
      DoubleSupplier random,
      RequestIdHistory history) {
    HttpUrl host = HttpUrl.get(environment.baseUrl().toString());
    this.endpoint =
        new RequestFactory.Endpoint(
            calls,
            environment.baseUrl().getHost() + ":" + host.port(),
            Map.copyOf(paths),
            new BoundedCache<>(MAX_URLS, path -> host.newBuilder().encodedPath(path).build()),
            new Json(maxResponseBytes),
            new ConcurrentHashMap<>(),
            maxResponseBytes,
            scheduler,
            new WatchdogAnchor(),
            history);
    this.signers = new SignerCache(algorithm);
    this.closing = closing;
    this.hooks = hooks;
    this.scheduler = scheduler;
    this.random = random;
  }

  /**
   * Makes a call on this thread.
   *
   * @throws FreedomCardException if the call fails
   * @throws IllegalArgumentException if the request can't be written as JSON, its {@code
   *     request_id} was used for another request, or it may have been sent before and is not
   *     idempotent
   */
  public <Q, R> ApiResponse<R> call(Operation<Q, R> operation, Q request, CallSettings settings) {
    return drive(execution(operation, request, settings));
  }

  /**
   * Polls on this thread until a request is final.
   *
   * @throws StillInProcessException if it is not final when the time is up
   * @throws FreedomCardException if a status query is refused, or none got a response
   */
  public RequestState await(UUID requestId, Duration timeout, CallSettings settings) {
    return drive(polling(requestId, timeout, settings)).body();
  }

  private <R> ApiResponse<R> drive(CallExecution<R> call) {
    NextAction<R> next = call.start();
    while (true) {
      if (next instanceof NextAction.Return<R> end) {
        return call.succeeded(end.response());
      }
      if (next instanceof NextAction.Fail<R> end) {
        throw call.failed(end.failure());
      }
      if (next instanceof NextAction.Scheduled<R> action) {
        pause(call, action);
        next = perform(call, action);
      }
    }
  }

  private static <R> NextAction<R> perform(CallExecution<R> call, NextAction.Scheduled<R> action) {
    Exchange exchange = null;
    HttpReply reply;
    NextAction<R> next;
    try {
      CallExecution.Start<R> start = call.begin(action);
      if (start instanceof CallExecution.Start.Expired<R> expired) {
        return expired.next();
      }
      exchange = ((CallExecution.Start.Ready<R>) start).exchange();
      reply = exchange.execute();
      next = call.onReply(action, reply);
    } catch (RuntimeException | Error e) {
      call.endedByError(e, exchange);
      throw e;
    }
    if (next instanceof NextAction.Fail
        && !(reply instanceof HttpReply.Complete)
        && Thread.currentThread().isInterrupted()) {
      throw call.interrupted(reply.cause());
    }
    return next;
  }

  /**
   * Makes a call without blocking. If the caller completes or cancels the result, the call ends.
   *
   * @return the result of the call; failed at once if the request can't be written as JSON, its
   *     {@code request_id} was used for another request, or the credentials provider fails
   */
  public <Q, R> CompletableFuture<ApiResponse<R>> callAsync(
      Operation<Q, R> operation, Q request, CallSettings settings) {
    return driveAsync(() -> execution(operation, request, settings));
  }

  /** As {@link #await}, without blocking. */
  public CompletableFuture<ApiResponse<RequestState>> awaitAsync(
      UUID requestId, Duration timeout, CallSettings settings) {
    return driveAsync(() -> polling(requestId, timeout, settings));
  }

  private <R> CompletableFuture<ApiResponse<R>> driveAsync(Supplier<CallExecution<R>> execution) {
    CompletableFuture<ApiResponse<R>> result;
    inFlight.incrementAndGet();
    try {
      result = new AsyncCallExecution<>(execution.get(), scheduler, new Callbacks(hooks)).start();
    } catch (RuntimeException | Error e) {
      result = CompletableFuture.failedFuture(e);
    }
    var unused =
        result.whenComplete(
            (response, failure) -> {
              inFlight.decrementAndGet();
              releaseIfIdle();
            });
    return result;
  }

  /** Host and port of the transport, and the auth id of the settings' credentials. */
  public MerchantAccount account(CallSettings settings) {
    requireOpen();
    return new MerchantAccount(endpoint.host(), credentials(settings).authId());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("client: closed");
    }
  }

  /** Rejects new calls; those in flight continue. */
  @Override
  public void close() {
    closed = true;
    releaseIfIdle();
  }

  private void releaseIfIdle() {
    if (closed && inFlight.get() == 0 && released.compareAndSet(false, true)) {
      closing.run();
    }
  }

  private <R> CallExecution<R> execution(
      Operation<?, R> operation, Object request, CallSettings settings) {
    return reported(
        operation,
        request,
        settings,
        report -> {
          RequestFactory requests = requests(operation, request, settings);
          return new CallExecution<>(
              operation,
              requests,
              new OperationStateMachine<>(
                  operation,
                  requests.identity(),
                  requests.use(),
                  settings,
                  endpoint.reader(operation),
                  random),
              report,
              scheduler);
        });
  }

  /** Begins a call; reports its end if the request is rejected. */
  private <R> CallExecution<R> reported(
      Operation<?, R> operation,
      Object request,
      CallSettings settings,
      Function<CallReport, CallExecution<R>> begin) {
    requireNonNull(operation, "operation");
    requireNonNull(request, "request");
    CallReport report =
        new CallReport(hooks, operation, RequestIdentity.requestIdOf(request), scheduler);
    try {
      return begin.apply(report);
    } catch (RuntimeException | Error e) {
      report.ended(settings.mayHaveBeenSent() && operation.effect() != Effect.READ);
      throw e;
    }
  }

  private CallExecution<RequestState> polling(
      UUID requestId, Duration timeout, CallSettings settings) {
    RequestStatusRequest request = StatusQuery.of(requestId);
    return reported(
        StatusQuery.OPERATION,
        request,
        settings,
        report -> {
          Preconditions.positive("timeout", timeout);
          return new CallExecution<>(
              StatusQuery.OPERATION,
              requests(StatusQuery.OPERATION, request, settings),
              new PollingStateMachine(
                  requestId, timeout, settings, endpoint.reader(StatusQuery.OPERATION), random),
              report,
              scheduler);
        });
  }

  private RequestFactory requests(
      Operation<?, ?> operation, Object request, CallSettings settings) {
    requireOpen();
    if (settings.mayHaveBeenSent() && operation.effect() == Effect.NON_IDEMPOTENT_COMMAND) {
      throw new IllegalArgumentException(
          operation.name()
              + ": mayHaveBeenSent, and the command is not idempotent, so it must not be sent again:"
              + " check its effect instead");
    }
    // Taken once: a status query must be signed with the credentials of the command, or its result
    // says nothing about the command.
    Credentials credentials = credentials(settings);
    return new RequestFactory(
        endpoint,
        operation,
        request,
        credentials.authId(),
        signers.of(credentials),
        settings.headers());
  }

  private static Credentials credentials(CallSettings settings) {
    return requireNonNull(settings.credentials().credentials(), "credentials");
  }

  private <R> void pause(CallExecution<R> call, NextAction.Scheduled<R> action) {
    if (Thread.currentThread().isInterrupted()) {
      throw call.interrupted(null);
    }
    long wait = call.waitNanos(action);
    if (wait <= 0) {
      return;
    }
    try {
      scheduler.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw call.interrupted(e);
    }
  }
}
