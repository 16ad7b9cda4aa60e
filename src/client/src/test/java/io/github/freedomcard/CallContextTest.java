package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.RawServer;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tracing needs of a call: its context on every thread, its name, and who sends it. */
@Timeout(60)
class CallContextTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final String BUSY = "{\"status\":\"error\"}";
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();

  private final ThreadLocal<String> trace = new ThreadLocal<>();
  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder()
          .contextRegistry(new ContextRegistry().registerThreadLocalAccessor("trace", trace))
          .build();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Rate limited, lost, and reported: two attempts and a status query, on several threads. */
  private static RawServer server() {
    return RawServer.start(
        (n, request) ->
            switch (n) {
              case 1 -> http("429 Too Many Requests", BUSY);
              case 2 -> null;
              default -> http("200 OK", OK);
            });
  }

  private FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("1", "secret")
        .retryPolicy(
            // Long enough that the second attempt begins on the timer's thread.
            RetryPolicy.builder().backoff(Duration.ofMillis(100), Duration.ofMillis(100)).build())
        .callFactory(
            http ->
                request -> {
                  requests.add(name(request) + " in " + trace.get());
                  return http.newCall(request);
                });
  }

  private static String name(Request request) {
    Operation<?, ?> operation = request.tag(Operation.class);
    return operation == null ? "no operation" : operation.name();
  }

  @Test
  void asyncCall_withContextPropagation_makesItsRequestsAndCompletesInTheCallersContext() {
    ExecutorService callbacks = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    try (RawServer server = server();
        FreedomCardClient client =
            builder(server)
                .callbackExecutor(callbacks)
                .contextPropagation(executor -> snapshots.captureAll().wrapExecutor(executor))
                .build()) {
      trace.set("trace 7");
      CompletableFuture<RequestState> call = client.async().blockCard(COMMAND);
      CompletableFuture<String> seen =
          call.thenApply(state -> Thread.currentThread().getName() + " in " + trace.get());
      trace.remove();
      assertThat(seen.join()).isEqualTo("mine in trace 7");
    } finally {
      callbacks.shutdown();
    }
    assertThat(requests)
        .containsExactly(
            "blockCard in trace 7", "blockCard in trace 7", "getRequestStatus in trace 7");
  }

  static Stream<UnaryOperator<Executor>> failingPropagations() {
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException("full");
        };
    Executor failingAfter =
        task -> {
          task.run();
          throw new IllegalStateException("can't restore");
        };
    Executor runningTwice =
        task -> {
          task.run();
          task.run();
        };
    return Stream.of(
        executor -> {
          throw new IllegalStateException("can't capture");
        },
        executor -> CallContextTest.<Executor>none(),
        executor -> rejecting,
        executor -> failingAfter,
        executor -> runningTwice);
  }

  /** As a caller without nullness checks could. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T none() {
    @Nullable T none = null;
    return none;
  }

  @ParameterizedTest
  @MethodSource("failingPropagations")
  void asyncCall_whenContextPropagationFails_endsAllTheSame(UnaryOperator<Executor> failing) {
    try (RawServer server = server();
        FreedomCardClient client = builder(server).contextPropagation(failing).build()) {
      assertThat(client.async().blockCard(COMMAND).join().isSuccess()).isTrue();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void asyncCall_whenTheCallbackExecutorRejects_completesOnAnotherThread() {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdown();
    try (RawServer server = server();
        FreedomCardClient client = builder(server).callbackExecutor(closed).build()) {
      assertThat(client.async().blockCard(COMMAND).join().isSuccess()).isTrue();
    }
  }

  @Test
  void requests_nameTheClientUnlessTheCallerDoes() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      client.blockCard(COMMAND);
      client
          .withOptions(RequestOptions.builder().header("User-Agent", "shop/1").build())
          .blockCard(COMMAND);
      assertThat(server.requests())
          .extracting(request -> request.headers().get("user-agent"))
          .satisfiesExactly(
              ours ->
                  assertThat(ours)
                      .matches(
                          "freedom-card-client/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java \\d+\\)"),
              theirs -> assertThat(theirs).isEqualTo("shop/1"));
    }
  }
}
