package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.util.BoundedCache;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls, blocking on the caller's thread or asynchronously; what happens in a call is decided
 * by its {@link CallStateMachine}. Thread-safe; all state of a call lives in the call.
 */
public final class Transport implements AutoCloseable {

  /** More merchants than one client is likely to serve at a time, and little memory. */
  private static final int MAX_SIGNERS = 1024;

  /** Far more than the API has operations, and little memory should paths hold ids. */
  private static final int MAX_URLS = 256;

  private final RequestFactory.Endpoint route;
  private final BoundedCache<Credentials, JwsRequestSigner> signers;
  private final Scheduler time;
  private final DoubleSupplier random;
  private final Runnable closing;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * A transport to one host.
   *
   * @param calls an OkHttp client that does not follow redirects
   * @param paths the paths that differ from their operations' own
   * @param closing what is done when the transport is closed and no asynchronous call is under way
   */
  public Transport(
      Call.Factory calls,
      Environment environment,
      JwsAlgorithm algorithm,
      Map<Operation<?, ?>, String> paths,
      long maxResponseBytes,
      Runnable closing) {
    this(
        calls,
        environment,
        algorithm,
        paths,
        maxResponseBytes,
        closing,
        new Scheduler(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  Transport(
      Call.Factory calls,
      Environment environment,
      JwsAlgorithm algorithm,
      Map<Operation<?, ?>, String> paths,
      long maxResponseBytes,
      Runnable closing,
      Scheduler time,
      DoubleSupplier random) {
    HttpUrl host = HttpUrl.get(environment.baseUrl().toString());
    this.route =
        new RequestFactory.Endpoint(
            calls,
            Map.copyOf(paths),
            new BoundedCache<>(MAX_URLS, path -> host.newBuilder().encodedPath(path).build()),
            new Json(maxResponseBytes),
            maxResponseBytes);
    this.signers =
        new BoundedCache<>(MAX_SIGNERS, credentials -> JwsRequestSigner.of(credentials, algorithm));
    this.closing = closing;
    this.time = time;
    this.random = random;
  }

  /**
   * Makes a call on this thread.
   *
   * @throws FreedomCardException if there is no answer to build on
   * @throws IllegalArgumentException if the request can't be written
   */
  public <Q, R> ApiResponse<R> call(Operation<Q, R> operation, Q request, CallSettings settings) {
    return drive(run(operation, request, settings));
  }

  /**
   * Asks on this thread until a request is done.
   *
   * @throws StillInProcessException if it is not done when the time is up
   * @throws FreedomCardException if the question is refused
   */
  public RequestState await(UUID requestId, Duration timeout, CallSettings settings) {
    return drive(awaitingRun(requestId, timeout, settings)).body();
  }

  private <R> ApiResponse<R> drive(CallExecution<R> run) {
    CallStateMachine.Step<R> step = run.course().begin();
    while (step.response() == null) {
      if (step.failure() != null) {
        throw run.failed(step.failure());
      }
      pause(run, step);
      Exchange exchange = run.exchange(step);
      if (exchange == null) {
        step = run.notBegun(step, "time-out before it was sent");
        continue;
      }
      HttpReply reply = exchange.execute();
      step = run.next(step, reply);
      if (step.failure() != null && !reply.isWhole() && Thread.currentThread().isInterrupted()) {
        throw interrupted(run, reply.trouble());
      }
    }
    return step.response();
  }

  /**
   * Makes a call without blocking. Completing or cancelling the result from outside ends the call.
   *
   * @return what the call brings; failed at once if the request can't be written, or the
   *     credentials can't be had
   */
  public <Q, R> CompletableFuture<ApiResponse<R>> callAsync(
      Operation<Q, R> operation, Q request, CallSettings settings) {
    return driveAsync(() -> run(operation, request, settings));
  }

  /** As {@link #await}, without blocking. */
  public CompletableFuture<ApiResponse<RequestState>> awaitAsync(
      UUID requestId, Duration timeout, CallSettings settings) {
    return driveAsync(() -> awaitingRun(requestId, timeout, settings));
  }

  private <R> CompletableFuture<ApiResponse<R>> driveAsync(Supplier<CallExecution<R>> run) {
    CompletableFuture<ApiResponse<R>> result;
    underWay.incrementAndGet();
    try {
      result = new AsyncCallExecution<>(run.get(), time).start();
    } catch (RuntimeException e) {
      result = CompletableFuture.failedFuture(e);
    }
    var unused =
        result.whenComplete(
            (response, failure) -> {
              underWay.decrementAndGet();
              endIfIdle();
            });
    return result;
  }

  /** Takes no more calls; those under way go on. */
  @Override
  public void close() {
    closed = true;
    endIfIdle();
  }

  private void endIfIdle() {
    if (closed && underWay.get() == 0 && ended.compareAndSet(false, true)) {
      closing.run();
    }
  }

  private <R> CallExecution<R> run(
      Operation<?, R> operation, Object request, CallSettings settings) {
    RequestFactory outgoing = outgoing(operation, request, settings);
    CallStateMachine<R> course =
        new OperationStateMachine<>(
            operation, outgoing.requestId(), settings, route.json(), random);
    return new CallExecution<>(operation, outgoing, course, time);
  }

  private CallExecution<RequestState> awaitingRun(
      UUID requestId, Duration timeout, CallSettings settings) {
    Operation<RequestStatusRequest, RequestState> operation = RequestOperations.GET_REQUEST_STATUS;
    RequestStatusRequest request = RequestStatusRequest.builder().requestId(requestId).build();
    Preconditions.positive("timeout", timeout);
    return new CallExecution<>(
        operation,
        outgoing(operation, request, settings),
        new PollingStateMachine(requestId, timeout, settings, route.json(), random),
        time);
  }

  private RequestFactory outgoing(
      Operation<?, ?> operation, Object request, CallSettings settings) {
    requireNonNull(operation, "operation");
    requireNonNull(request, "request");
    if (closed) {
      throw new IllegalStateException("client: closed");
    }
    // Taken once: a question must be asked in the name that the command was sent in, or its answer
    // says nothing of the command.
    Credentials credentials = requireNonNull(settings.credentials().credentials(), "credentials");
    return new RequestFactory(
        route, operation, request, signers.of(credentials), settings.headers());
  }

  private <R> void pause(CallExecution<R> run, CallStateMachine.Step<R> step) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(run, null);
    }
    long wait = run.wait(step);
    if (wait <= 0) {
      return;
    }
    try {
      time.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(run, e);
    }
  }

  private static FreedomCardException interrupted(CallExecution<?> run, @Nullable Throwable cause) {
    return run.failed(run.course().interrupted(cause));
  }
}
