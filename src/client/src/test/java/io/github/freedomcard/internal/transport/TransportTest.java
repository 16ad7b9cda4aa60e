package io.github.freedomcard.internal.transport;

import static io.github.freedomcard.testing.RawServer.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.RawServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the transport drives calls, and how it closes. */
@Timeout(60)
class TransportTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();

  private static final CallSettings SETTINGS =
      new CallSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          RetryPolicy.builder()
              .maxAttempts(1)
              .queryStatus(false)
              .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
              .build(),
          () -> Credentials.of("1", "secret"),
          Map.of(),
          false);

  private static final CallSettings QUERYING =
      new CallSettings(
          SETTINGS.timeout(),
          SETTINGS.attemptTimeout(),
          RetryPolicy.standard(),
          SETTINGS.credentials(),
          Map.of(),
          false);

  private final OkHttpClient http = new OkHttpClient();
  private final CountDownLatch closed = new CountDownLatch(1);

  @AfterEach
  void closeHttp() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    // A test may have set the flag.
    Thread.interrupted();
  }

  private Transport transport(String baseUrl, Interceptor interceptor) {
    return new Transport(
        http.newBuilder().addInterceptor(interceptor).build(),
        Environment.of(URI.create(baseUrl)),
        JwsAlgorithm.HS512,
        Map.of(),
        1 << 20,
        closed::countDown,
        new CallHooks(new RecordedEvents(), Runnable::run, UnaryOperator.identity()));
  }

  private Transport transport(RawServer server) {
    return transport(server.baseUrl(), chain -> chain.proceed(chain.request()));
  }

  @Test
  void call_whenInterruptedWithoutAResponse_isNotAConnectionFailure() {
    Transport transport =
        transport(
            "http://localhost:1",
            chain -> {
              Thread.currentThread().interrupt();
              throw new IOException("cut short");
            });
    Throwable thrown = failureOf(transport, SETTINGS);
    assertThat(thrown).isInstanceOf(InterruptedCallException.class);
    assertThat(((InterruptedCallException) thrown).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void call_whenNotInterruptedWithoutAResponse_isAConnectionFailure() {
    assertThat(failureWith(new IOException("cut short"))).isInstanceOf(ConnectionException.class);
  }

  @Test
  void call_whenInterruptedAfterACompleteResponse_throwsTheFailureOfTheResponse() {
    try (RawServer server = RawServer.start((n, request) -> http("500 Oops", ""))) {
      Transport transport =
          transport(
              server.baseUrl(),
              chain -> {
                var response = chain.proceed(chain.request());
                Thread.currentThread().interrupt();
                return response;
              });
      assertThat(failureOf(transport, SETTINGS)).isInstanceOf(HttpStatusException.class);
    }
  }

  @Test
  void call_whenTimeIsUpBeforeTheFirstAttempt_sendsNothing() {
    CallSettings hurried =
        new CallSettings(
            Duration.ofNanos(1),
            Duration.ofNanos(1),
            RetryPolicy.none(),
            () -> Credentials.of("1", "secret"),
            Map.of(),
            false);
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK))) {
      for (Throwable thrown : failuresOf(transport(server), hurried)) {
        assertThat(thrown).isInstanceOf(ConnectionException.class).hasMessageContaining("time-out");
        assertThat(((ConnectionException) thrown).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void call_whenTheResponseIsMalformedHttp_failsWithoutQuotingIt() {
    IOException wrapped = new IOException("outer", new ProtocolException("the response's text"));
    for (IOException quoting :
        List.of(
            new ProtocolException("the response's text"),
            new EOFException("the response's text"),
            wrapped)) {
      Throwable cause = requireNonNull(failureWith(quoting).getCause());
      assertThat(cause)
          .isInstanceOf(quoting == wrapped ? ProtocolException.class : quoting.getClass())
          .hasMessageStartingWith("the response")
          .hasMessageNotContaining("text")
          .hasNoCause();
      assertThat(cause.getStackTrace()).isEqualTo(quoting.getStackTrace());
    }
    IOException other = new IOException("no quote");
    assertThat(failureWith(other)).hasCause(other);
  }

  /** OkHttp takes it for a response. */
  @Test
  void call_whenTheStatusIsZero_isUnresolvedAndQueried() {
    try (RawServer server =
        RawServer.start((n, request) -> n == 2 ? http("200 OK", OK) : http("000 None", OK))) {
      Transport transport = transport(server);
      assertThat(transport.call(CardOperations.BLOCK_CARD, COMMAND, QUERYING).resolution())
          .isEqualTo(Resolution.RECOVERED);
      for (Throwable thrown : failuresOf(transport, SETTINGS)) {
        assertThat(thrown).isInstanceOf(ConnectionException.class);
        assertThat(((ConnectionException) thrown).outcome()).isEqualTo(Outcome.UNKNOWN);
      }
    }
  }

  private Throwable failureWith(IOException cause) {
    return failureOf(
        transport(
            "http://localhost:1",
            chain -> {
              throw cause;
            }),
        SETTINGS);
  }

  private static Throwable failureOf(Transport transport, CallSettings settings) {
    return catchThrowable(() -> transport.call(CardOperations.BLOCK_CARD, COMMAND, settings));
  }

  private static List<Throwable> failuresOf(Transport transport, CallSettings settings) {
    Throwable async =
        catchThrowable(
            () -> transport.callAsync(CardOperations.BLOCK_CARD, COMMAND, settings).join());
    return List.of(failureOf(transport, settings), requireNonNull(async.getCause()));
  }

  @Test
  void call_whenItFails_hasTheRequestId() {
    UUID id = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
    try (RawServer server = RawServer.start((n, request) -> http("500 Oops", ""))) {
      Transport transport = transport(server);
      CardInfoRequest read = CardInfoRequest.builder().cardId("1").build();
      assertThat(requestIdOf(transport, CardOperations.GET_CARD_INFO, read)).isNull();
      assertThat(requestIdOf(transport, CardOperations.GET_CARD_INFO, read.withRequestId(id)))
          .isEqualTo(id);
      assertThat(
              requestIdOf(
                  transport,
                  RequestOperations.GET_REQUEST_STATUS,
                  RequestStatusRequest.builder().requestId(id).build()))
          .isEqualTo(id);
      assertThat(
              requestIdOf(
                  transport,
                  CardOperations.GET_BALANCE,
                  BalanceRequest.builder().cardId("1").build()))
          .isNull();
    }
  }

  private static <Q> @Nullable UUID requestIdOf(
      Transport transport, Operation<Q, ?> operation, Q request) {
    Throwable thrown = catchThrowable(() -> transport.call(operation, request, SETTINGS));
    assertThat(thrown).isInstanceOf(HttpStatusException.class);
    return ((HttpStatusException) thrown).requestId();
  }

  @Test
  void call_whenItQueriesTheStatus_logsTheQueryApartFromTheCommand() {
    try (Logs logs = Logs.capture();
        RawServer server = RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK))) {
      transport(server).call(CardOperations.BLOCK_CARD, COMMAND, QUERYING);
      assertThat(logs.text())
          .containsOnlyOnce(" blockCard request_id=" + COMMAND.requestId() + ": no response")
          .containsOnlyOnce(
              "status query for blockCard request_id=" + COMMAND.requestId() + ": HTTP 200")
          .containsOnlyOnce("status query for");
    }
  }

  @Test
  void call_whenItHasNoRequestId_logsNone() {
    try (Logs logs = Logs.capture();
        RawServer server = RawServer.start((n, request) -> http("500 Oops", ""))) {
      Transport transport = transport(server);
      SetPinRequest pin = SetPinRequest.builder().cardId("1").pin("1234").build();
      assertThat(catchThrowable(() -> transport.call(CardOperations.SET_PIN, pin, SETTINGS)))
          .isInstanceOf(HttpStatusException.class);
      assertThat(logs.text())
          .contains(" setPin: HTTP 500 after ", " setPin: outcome unknown (")
          .doesNotContain("request_id=");
    }
  }

  @Test
  void callAsync_whenItsOutcomeIsUnknown_warnsOnce() {
    try (Logs logs = Logs.capture();
        RawServer server = RawServer.start((n, request) -> http("500 Oops", ""))) {
      assertThat(
              catchThrowable(
                  () ->
                      transport(server)
                          .callAsync(CardOperations.BLOCK_CARD, COMMAND, SETTINGS)
                          .join()))
          .hasCauseInstanceOf(HttpStatusException.class);
      assertThat(logs.text())
          .containsOnlyOnce("outcome unknown")
          .containsPattern(
              "blockCard request_id=" + COMMAND.requestId() + ": HTTP 500 after \\d{1,5} ms");
    }
  }

  @Test
  void await_whenFinal_isTheStateWithItsRequestId() {
    try (RawServer server =
        RawServer.start(
            (n, request) -> http("200 OK", n == 1 ? OK.replace("success", "process") : OK))) {
      RequestState state =
          transport(server).await(COMMAND.requestId(), Duration.ofSeconds(50), SETTINGS);
      assertThat(state.isSuccess()).isTrue();
      assertThat(state.requestId()).isEqualTo(COMMAND.requestId());
      assertThat(
              transport(server)
                  .awaitAsync(COMMAND.requestId(), Duration.ofSeconds(50), SETTINGS)
                  .join()
                  .body()
                  .isSuccess())
          .isTrue();
    }
  }

  @Test
  void close_whileACallIsInFlight_waitsForItsEnd() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (RawServer server =
        RawServer.start(
            (n, request) -> {
              arrived.countDown();
              release.await();
              return http("200 OK", OK);
            })) {
      Transport transport = transport(server);
      CompletableFuture<ApiResponse<RequestState>> call =
          transport.callAsync(CardOperations.BLOCK_CARD, COMMAND, SETTINGS);
      arrived.await();
      transport.close();
      assertThat(closed.getCount()).isEqualTo(1);
      release.countDown();
      assertThat(call.join().body().isSuccess()).isTrue();
      closed.await();
      assertThatIllegalStateException()
          .isThrownBy(() -> transport.call(CardOperations.BLOCK_CARD, COMMAND, SETTINGS))
          .withMessage("client: closed");
    }
  }
}
