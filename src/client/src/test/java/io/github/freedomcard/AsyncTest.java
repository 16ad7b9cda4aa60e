package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.card.Balance;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The futures that the typed methods return. */
@Timeout(60)
class AsyncTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();

  /** How a caller ends a future, and what the future then fails with, if at all. */
  private record End(
      String name,
      Consumer<CompletableFuture<RequestState>> action,
      @Nullable Class<? extends Throwable> failure) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<End> ends() {
    return Stream.of(
        new End("cancelled", call -> call.cancel(true), CancellationException.class),
        new End("completed", call -> call.complete(state()), null),
        new End(
            "failed",
            call -> call.completeExceptionally(new IllegalStateException("enough")),
            IllegalStateException.class),
        new End(
            "timed out", call -> call.orTimeout(1, TimeUnit.MILLISECONDS), TimeoutException.class));
  }

  /** Observes that the call was cancelled, and that it ended because of that. */
  private static final class Ends extends EventListener {
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch failed = new CountDownLatch(1);

    @Override
    public void canceled(Call call) {
      cancelled.countDown();
    }

    @Override
    public void callFailed(Call call, IOException e) {
      failed.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void call_whenTheCallerEndsItsFuture_isCancelledAndNotRetried(End end) throws Exception {
    Ends ends = new Ends();
    CountDownLatch arrived = new CountDownLatch(1);
    // The event follows the warning, and a time-out ends the call on another thread.
    CountDownLatch reported = new CountDownLatch(1);
    OkHttpClient http = new OkHttpClient.Builder().eventListener(ends).build();
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start(
                (n, request) -> {
                  arrived.countDown();
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client =
            builder(server).httpClient(http).listener(event -> reported.countDown()).build()) {
      CompletableFuture<RequestState> call = client.async().blockCard(COMMAND);
      arrived.await();
      end.action().accept(call);
      ends.cancelled.await();
      ends.failed.await();
      reported.await();
      if (end.failure() == null) {
        assertThat(call.join()).isEqualTo(state());
      } else {
        assertThatThrownBy(call::get)
            .satisfies(
                e ->
                    assertThat(e instanceof ExecutionException ? e.getCause() : e)
                        .isInstanceOf(end.failure()));
      }
      assertThat(server.requests()).hasSize(1);
      assertThat(logs.text())
          .contains("blockCard request_id=" + COMMAND.requestId() + ": outcome unknown");
    }
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void call_whenItFails_hasTheFailureAsItsOnlyCause() {
    try (RawServer server = RawServer.start((n, request) -> http("500 Oops", ""));
        FreedomCardClient client = builder(server).build()) {
      CompletableFuture<RequestState> call = client.async().blockCard(COMMAND);
      assertThatThrownBy(call::join)
          .isExactlyInstanceOf(CompletionException.class)
          .cause()
          .isExactlyInstanceOf(HttpStatusException.class)
          .hasNoCause();
      assertThatThrownBy(call::get)
          .isExactlyInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      // As the first stage sees it.
      assertThat(call.handle((state, failure) -> failure).join())
          .isExactlyInstanceOf(HttpStatusException.class);
    }
  }

  @Test
  void call_whenTheInputIsInvalid_failsItsFuture() {
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client = builder(server).build()) {
      @SuppressWarnings("NullAway") // Invalid on purpose.
      CompletableFuture<RequestState> call = client.async().blockCard(null);
      assertThatThrownBy(call::join)
          .cause()
          .isExactlyInstanceOf(NullPointerException.class)
          .hasMessage("request");
    }
  }

  @Test
  void stage_whenNotAsync_runsOnAThreadOfTheClient() throws Exception {
    CountDownLatch followed = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  followed.await();
                  return http("200 OK", OK);
                });
        FreedomCardClient client = builder(server).build()) {
      CompletableFuture<Thread> thread =
          client.async().blockCard(COMMAND).thenApply(state -> Thread.currentThread());
      followed.countDown();
      assertThat(thread.join()).isNotSameAs(Thread.currentThread());
      assertThat(thread.join().getName()).startsWith("OkHttp");
    }
  }

  @Test
  void stage_whenItMakesTheNextCall_doesNotBlockIt() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      FreedomCardAsyncClient async = client.async();
      assertThat(
              async
                  .blockCard(COMMAND)
                  .thenCompose(state -> async.getBalance(READ))
                  .thenApply(balance -> client.getBalance(READ))
                  .join()
                  .status())
          .isEqualTo(CallStatus.OK);
    }
  }

  @Test
  void calls_whenThereAreManyAtATime_areAllInFlight() {
    int calls = 64;
    CountDownLatch all = new CountDownLatch(calls);
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  all.countDown();
                  all.await();
                  return http("200 OK", OK);
                });
        FreedomCardClient client = builder(server).build()) {
      List<CompletableFuture<Balance>> underWay =
          IntStream.range(0, calls).mapToObj(i -> client.async().getBalance(READ)).toList();
      assertThat(underWay).allMatch(call -> call.join().status() != null);
      assertThat(server.connections()).isEqualTo(calls);
    }
  }

  @Test
  void call_whenItWaitsInTheQueue_endsAtItsTimeOut() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    Dispatcher narrow = new Dispatcher();
    narrow.setMaxRequests(1);
    OkHttpClient http = new OkHttpClient.Builder().dispatcher(narrow).build();
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  arrived.countDown();
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client = builder(server).httpClient(http).build()) {
      CompletableFuture<Balance> first = client.async().getBalance(READ);
      arrived.await();
      FreedomCardAsyncClient hasty =
          client
              .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(50)).build())
              .async();
      assertThatThrownBy(() -> hasty.blockCard(COMMAND).join())
          .cause()
          .isInstanceOfSatisfying(
              ConnectionException.class,
              e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_PROCESSED));
      assertThat(first).isNotDone();
      assertThat(server.requests()).hasSize(1);
      first.cancel(true);
    }
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void awaitCompletion_whenTheRequestIsFinalLater_returnsItsFinalState() {
    String process = OK.replace("success", "process");
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", n < 3 ? process : OK));
        FreedomCardClient client = builder(server).build()) {
      RequestState state =
          client
              .async()
              .blockCard(COMMAND)
              .thenCompose(
                  first -> {
                    assertThat(first.isInProcess()).isTrue();
                    return client
                        .async()
                        .awaitCompletion(requireNonNull(first.requestId()), Duration.ofSeconds(30));
                  })
              .join();
      assertThat(state.isSuccess()).isTrue();
      assertThat(state.requestId()).isEqualTo(COMMAND.requestId());
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void awaitCompletion_whenItIsNotFinalInTime_hasTheLastState() {
    String process = OK.replace("success", "process");
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", process));
        FreedomCardClient client = builder(server).build()) {
      assertThatThrownBy(
              () ->
                  client.async().awaitCompletion(COMMAND.requestId(), Duration.ofSeconds(2)).join())
          .cause()
          .isInstanceOfSatisfying(
              StillInProcessException.class,
              e -> {
                assertThat(e.lastState()).isNotNull();
                assertThat(e.requestId()).isEqualTo(COMMAND.requestId());
              });
    }
  }

  private static RequestState state() {
    return new RequestState(
        null,
        CallStatus.OK,
        RequestStatus.SUCCESS,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }

  private static FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(RetryPolicy.none());
  }

  @Test
  void callAsync_whenItWaitsInTheQueuePastItsTimeOut_isNeverSent() {
    CountDownLatch release = new CountDownLatch(1);
    BlockCardRequest late = BlockCardRequest.builder().cardId("2").description("late").build();
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  release.await();
                  return http("200 OK", OK);
                });
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("id", "key")
                .retryPolicy(RetryPolicy.none())
                .maxConcurrentCalls(1)
                .build()) {
      CompletableFuture<RequestState> first = client.async().blockCard(COMMAND);
      CompletableFuture<RequestState> second =
          client
              .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(50)).build())
              .async()
              .blockCard(late);
      assertThatThrownBy(second::join)
          .cause()
          .isInstanceOfSatisfying(
              ConnectionException.class,
              e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_PROCESSED));
      release.countDown();
      assertThat(first.join().isSuccess()).isTrue();
      assertThat(client.blockCard(COMMAND).isSuccess()).isTrue();
      assertThat(server.requests())
          .noneMatch(request -> request.body().contains(late.requestId().toString()));
    }
  }

  @Test
  void call_whenItLeavesTheQueueLate_hasOnlyTheRestOfItsTime() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicLong deadline = new AtomicLong();
    Dispatcher narrow = new Dispatcher();
    narrow.setMaxRequests(1);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(narrow)
            .addInterceptor(
                chain -> {
                  deadline.set(chain.call().timeout().deadlineNanoTime());
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  release.await();
                  return http("200 OK", OK);
                });
        FreedomCardClient client = builder(server).httpClient(http).build()) {
      Duration timeout = Duration.ofSeconds(30);
      FreedomCardAsyncClient patient =
          client.withOptions(RequestOptions.builder().attemptTimeout(timeout).build()).async();
      CompletableFuture<Balance> first = patient.getBalance(READ);
      CompletableFuture<Balance> queued = patient.getBalance(READ);
      long madeBefore = System.nanoTime();
      release.countDown();
      assertThat(first.join().status()).isEqualTo(CallStatus.OK);
      assertThat(queued.join().status()).isEqualTo(CallStatus.OK);
      assertThat(deadline.get() - madeBefore).isLessThanOrEqualTo(timeout.toNanos());
    }
    http.dispatcher().executorService().shutdown();
  }
}
