package io.github.freedomcard.spring.observation;

import static io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation.CALL;
import static io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation.REQUEST;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.spring.FreedomCardClientBuilderCustomizer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Observes the calls of clients. Thread-safe.
 *
 * <p>Each call has one observation, whatever view of the client makes it. The HTTP requests of the
 * call, its attempts and status queries, are children of it. The auto-configured client is
 * observed. For a client of your own:
 *
 * <pre>{@code
 * FreedomCardClient other = observations.observe(builder.credentials(others).build());
 * }</pre>
 *
 * <p>where {@code builder} is the auto-configured one, which {@link #customize} has changed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class FreedomCardObservations implements FreedomCardClientBuilderCustomizer {

  private static final FreedomCardCallObservationConvention DEFAULT_CALL =
      new DefaultFreedomCardCallObservationConvention();
  private static final FreedomCardRequestObservationConvention DEFAULT_REQUEST =
      new DefaultFreedomCardRequestObservationConvention();

  private static final String FAILED = "an observation handler failed";
  private static final Logger LOG = LoggerFactory.getLogger("io.github.freedomcard");

  private final ObservationRegistry registry;
  private final @Nullable FreedomCardCallObservationConvention callConvention;
  private final @Nullable FreedomCardRequestObservationConvention requestConvention;
  private final UnaryOperator<Executor> contextPropagation;

  /**
   * Observes with a registry.
   *
   * @param registry where the observations go
   * @param callConvention names and keys of calls; null for the default
   * @param requestConvention names and keys of HTTP requests; null for the default
   * @param contextPropagation returns an executor that runs in the context of the calling thread
   */
  public FreedomCardObservations(
      ObservationRegistry registry,
      @Nullable FreedomCardCallObservationConvention callConvention,
      @Nullable FreedomCardRequestObservationConvention requestConvention,
      UnaryOperator<Executor> contextPropagation) {
    this.contextPropagation = contextPropagation;
    this.registry = registry;
    this.callConvention = callConvention;
    this.requestConvention = requestConvention;
  }

  /**
   * Observes the HTTP requests of the client that the builder builds: adds an interceptor, and sets
   * the call factory, which keeps the caller's observation for OkHttp's threads.
   */
  @Override
  public void customize(FreedomCardClientBuilder builder) {
    builder
        // OpenTelemetry's agent adds interceptors to each new builder. With this one between them,
        // they do not see each other's context, and make two spans of each request.
        .configureHttp(http -> http.interceptors().add(0, this::observe))
        .callFactory(http -> request -> http.newCall(withCurrentObservation(request)))
        .contextPropagation(contextPropagation);
  }

  private Request withCurrentObservation(Request request) {
    Observation current = registry.getCurrentObservation();
    return current == null ? request : request.newBuilder().tag(Observation.class, current).build();
  }

  /** Returns a client whose calls, and those of all its views, are observed. */
  public FreedomCardClient observe(FreedomCardClient client) {
    return new ObservedClient(client, this);
  }

  /** Returns an executor that runs in the context of this thread. */
  Executor callersContext() {
    return orElse(() -> contextPropagation.apply(Runnable::run), Runnable::run);
  }

  Observation start(Operation<?, ?> operation, Object request) {
    return start(
        operation.name(),
        operation.effect(),
        request instanceof IdempotentRequest command ? command.requestId() : null);
  }

  Observation startAwaitCompletion(UUID requestId) {
    return start("awaitCompletion", Effect.READ, requestId);
  }

  private Observation start(String operation, Effect effect, @Nullable UUID requestId) {
    return started(
        () ->
            CALL.observation(
                callConvention,
                DEFAULT_CALL,
                () -> new FreedomCardCallContext(operation, effect, requestId),
                registry));
  }

  /** Starts an observation; none if the application's predicates or conventions fail. */
  private static Observation started(Supplier<Observation> creation) {
    Observation observation = orElse(creation, Observation.NOOP);
    unlessItFails(observation::start);
    return observation;
  }

  /** Makes a call in the scope of its observation. */
  <T> T inScope(Observation observation, Supplier<T> call) {
    Observation.Scope before = registry.getCurrentObservationScope();
    Observation.Scope scope = orElse(observation::openScope, Observation.Scope.NOOP);
    try {
      return call.get();
    } finally {
      unlessItFails(scope::close);
      // A handler that fails leaves the scope open on this thread.
      registry.setCurrentObservationScope(before);
    }
  }

  /** Ends an observation. */
  static void end(Observation observation, Runnable result) {
    unlessItFails(result);
    unlessItFails(observation::stop);
  }

  /**
   * Runs what calls handlers of the application. They must not replace the result of a call: after
   * a charge, that would look like a failure.
   */
  static void unlessItFails(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.debug(FAILED, e);
    }
  }

  /** As {@link #unlessItFails}, for a value. */
  private static <T> T orElse(Supplier<T> task, T ifItFails) {
    try {
      return task.get();
    } catch (RuntimeException | Error e) {
      LOG.debug(FAILED, e);
      return ifItFails;
    }
  }

  static void returned(Observation observation, ApiResponse<?> response) {
    if (observation.getContext() instanceof FreedomCardCallContext call) {
      call.returned(
          call.effect() != Effect.READ && response.body() instanceof RequestState state
              ? state
              : null,
          response.resolution());
    }
  }

  /** A wait that ends with a failed command is no success, although it returns its state. */
  static void returned(Observation observation, RequestState state) {
    if (observation.getContext() instanceof FreedomCardCallContext call) {
      call.returned(state, null);
      if (!state.isSuccess()) {
        observation.error(new ReportedErrorException());
      }
    }
  }

  private static Response proceed(Interceptor.Chain chain, FreedomCardRequestContext context) {
    Request.Builder carrier = context.getCarrier();
    try {
      return chain.proceed(carrier == null ? chain.request() : carrier.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response observe(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    FreedomCardRequestContext context = new FreedomCardRequestContext(request);
    Observation call = request.tag(Observation.class);
    Observation observation =
        started(
            () -> {
              Observation created =
                  REQUEST.observation(requestConvention, DEFAULT_REQUEST, () -> context, registry);
              return call == null ? created : created.parentObservation(call);
            });
    Response response;
    try {
      response = inScope(observation, () -> proceed(chain, context));
    } catch (UncheckedIOException e) {
      IOException cause = requireNonNull(e.getCause());
      end(observation, () -> observation.error(cause));
      throw cause;
    } catch (Throwable e) {
      end(observation, () -> observation.error(e));
      throw e;
    }
    end(
        observation,
        () -> {
          context.setResponse(response);
          if (!response.isSuccessful()) {
            observation.error(new IOException("HTTP " + response.code()));
          }
        });
    return response;
  }
}
