package io.github.freedomcard;

import static io.github.freedomcard.error.Outcome.NOT_PROCESSED;
import static io.github.freedomcard.error.Outcome.READ_ONLY;
import static io.github.freedomcard.error.Outcome.UNKNOWN;
import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the failure of one attempt is reported: the class says why, the outcome whether it took
 * effect.
 */
class FailureTest {

  private static final BlockCardRequest IDEMPOTENT =
      BlockCardRequest.builder().cardId("1").description("lost").build();
  private static final ConfirmGiftCardRequest NON_IDEMPOTENT =
      ConfirmGiftCardRequest.builder().otp("1234").build();
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();

  static Stream<Arguments> failures() {
    String error = "{\"status\":\"error\",\"error_code\":17,\"error_description\":\"no\"}";
    String ended = "{\"status\":\"ok\",\"request_status\":\"error\"}";
    return Stream.of(
        // response, class, outcome of an idempotent command, of a non-idempotent command
        arguments(http("200 OK", error), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("200 OK", ended), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("400 Bad", error), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("404 Gone", "<html>"), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("409 Twice", ""), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(
            http("422 Unprocessable", error), ApiErrorException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("401 Who", ""), AuthenticationException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("403 No", error), AuthenticationException.class, UNKNOWN, NOT_PROCESSED),
        arguments(http("429 Slow", ""), RateLimitException.class, NOT_PROCESSED, NOT_PROCESSED),
        arguments(http("303 See", ""), HttpStatusException.class, UNKNOWN, UNKNOWN),
        arguments(http("408 Late", ""), HttpStatusException.class, UNKNOWN, UNKNOWN),
        arguments(http("500 Oops", error), HttpStatusException.class, UNKNOWN, UNKNOWN),
        arguments(http("502 Oops", ""), HttpStatusException.class, UNKNOWN, UNKNOWN),
        arguments(http("503 Oops", ""), HttpStatusException.class, UNKNOWN, UNKNOWN),
        arguments(http("200 OK", "<html>hi"), InvalidResponseException.class, UNKNOWN, UNKNOWN),
        arguments(http("200 OK", ""), InvalidResponseException.class, UNKNOWN, UNKNOWN),
        arguments(http("200 OK", "[]"), InvalidResponseException.class, UNKNOWN, UNKNOWN),
        arguments(http("200 OK", "null"), InvalidResponseException.class, UNKNOWN, UNKNOWN),
        arguments(
            http("200 OK", "{\"status\":\"ok\",\"request_status\":\"succ"),
            InvalidResponseException.class,
            UNKNOWN,
            UNKNOWN),
        arguments(
            http("200 OK", "{\"status\":\"ok\",\"request_status\":\"success\"} x"),
            InvalidResponseException.class,
            UNKNOWN,
            UNKNOWN),
        arguments(
            http("200 OK", "{\"status\":{},\"message\":\"ok\"}"),
            InvalidResponseException.class,
            UNKNOWN,
            UNKNOWN),
        arguments(http("200 OK", "{}"), InvalidResponseException.class, UNKNOWN, UNKNOWN),
        arguments(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99\r\n\r\n{\"status\":\"ok\""
                .getBytes(UTF_8),
            InvalidResponseException.class,
            UNKNOWN,
            UNKNOWN),
        arguments(
            "HTTP/1.1 429 Slow\r\nConnection: close\r\nContent-Length: 99\r\n\r\n{".getBytes(UTF_8),
            RateLimitException.class,
            UNKNOWN,
            UNKNOWN),
        arguments(
            "HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 99\r\n\r\n{".getBytes(UTF_8),
            HttpStatusException.class,
            UNKNOWN,
            UNKNOWN),
        arguments("not HTTP\r\n\r\n".getBytes(UTF_8), ConnectionException.class, UNKNOWN, UNKNOWN),
        arguments(null, ConnectionException.class, UNKNOWN, UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void call_whenItFails_hasClassAndOutcome(
      byte @Nullable [] response,
      Class<? extends FreedomCardException> why,
      Outcome idempotentOutcome,
      Outcome nonIdempotentOutcome) {
    for (ScriptedServer.Transport transport : ScriptedServer.Transport.values()) {
      try (ScriptedServer server = ScriptedServer.start(transport, (n, request) -> response);
          FreedomCardClient client =
              builder(server.baseUrl()).httpClient(ScriptedServer.client().build()).build()) {
        check(
            client,
            CardOperations.BLOCK_CARD,
            IDEMPOTENT,
            why,
            idempotentOutcome,
            IDEMPOTENT.requestId());
        check(
            client,
            GiftCardOperations.CONFIRM_GIFT_CARD,
            NON_IDEMPOTENT,
            why,
            nonIdempotentOutcome,
            null);
        check(client, CardOperations.GET_BALANCE, READ, why, READ_ONLY, null);
      }
    }
  }

  private static <Q> void check(
      FreedomCardClient client,
      Operation<Q, ?> operation,
      Q request,
      Class<? extends FreedomCardException> why,
      Outcome outcome,
      @Nullable UUID requestId) {
    assertThatThrownBy(() -> client.execute(operation, request))
        .isInstanceOfSatisfying(why, e -> checkContext(e, operation, outcome, requestId));
    assertThatThrownBy(() -> client.async().execute(operation, request).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(why, e -> checkContext(e, operation, outcome, requestId));
  }

  private static void checkContext(
      FreedomCardException e,
      Operation<?, ?> operation,
      Outcome outcome,
      @Nullable UUID requestId) {
    assertThat(e.outcome()).isEqualTo(outcome);
    assertThat(e.operation()).isSameAs(operation);
    assertThat(e.requestId()).isEqualTo(requestId);
    assertThat(e.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("giftErrors")
  void nonIdempotentCommand_whenAGiftCardErrorIsReturned_isUnknownUnlessTheCodeExcludesAnEffect(
      int status, Outcome outcome) {
    String response = "{\"datetime\":\"2024-05-17 10:15:30\",\"status\":" + status + "}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      ApiErrorException e =
          catchThrowableOfType(
              ApiErrorException.class, () -> client.confirmGiftCard(NON_IDEMPOTENT));
      assertThat(e.outcome()).isEqualTo(outcome);
      assertThat(e.code()).isEqualTo(Integer.toString(status));
    }
  }

  static Stream<Arguments> giftErrors() {
    return Stream.of(
        arguments(-1, UNKNOWN),
        arguments(-2, NOT_PROCESSED),
        arguments(-3, NOT_PROCESSED),
        arguments(-4, NOT_PROCESSED),
        arguments(-5, UNKNOWN),
        arguments(-6, NOT_PROCESSED),
        arguments(-7, NOT_PROCESSED),
        arguments(-8, NOT_PROCESSED),
        arguments(-9, UNKNOWN),
        arguments(-10, NOT_PROCESSED),
        arguments(-11, NOT_PROCESSED),
        arguments(-12, UNKNOWN),
        arguments(7, UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\" -5\"", "-5.0", "\"-5 \"", "\"+5\"", "1e0"})
  void nonIdempotentCommand_whenTheGiftStatusHasAnotherFormat_isNoSuccess(String status) {
    try (RawServer server =
            RawServer.start((n, request) -> http("200 OK", "{\"status\":" + status + "}"));
        FreedomCardClient client = client(server)) {
      assertThat(
              catchThrowableOfType(
                  ApiErrorException.class, () -> client.confirmGiftCard(NON_IDEMPOTENT)))
          .extracting(FreedomCardException::outcome)
          .isEqualTo(UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dt\":\"2024-05-17 10:15:30\"",
        "\"dt\":1715922930",
        "\"dt\":{}",
        "\"cards\":{\"x\":1}",
        "\"cards\":[\"id\"]",
        "\"client_id\":[1]",
        "\"error_description\":{\"a\":1}",
        "\"additional_properties\":7"
      })
  void command_whenAFieldOfTheResponseIsMalformed_succeeds(String malformedField) {
    String response = "{\"status\":\"ok\",\"request_status\":\"success\"," + malformedField + "}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      assertThat(client.blockCard(IDEMPOTENT).isSuccess()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":\"failed\"}", "{\"message\":\"down\"}"})
  void read_whenTheResponseHasNoStatusOfSuccess_isInvalid(String response) {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      assertThat(
              catchThrowableOfType(InvalidResponseException.class, () -> client.getBalance(READ)))
          .isNotNull();
    }
  }

  @Test
  void callAsync_whenAnInterceptorConsumedTheResponse_fails() {
    var http =
        new okhttp3.OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  var response = chain.proceed(chain.request());
                  response.close();
                  return response;
                })
            .build();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{\"status\":\"ok\"}"));
        FreedomCardClient client = builder(server.baseUrl()).httpClient(http).build()) {
      assertThatThrownBy(() -> client.async().blockCard(IDEMPOTENT).join())
          .cause()
          .isInstanceOfSatisfying(
              InvalidResponseException.class, e -> assertThat(e.outcome()).isEqualTo(UNKNOWN));
    }
  }

  @Test
  void call_whenTheConnectionIsRefused_isNotProcessed() throws IOException {
    int closed;
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = port.getLocalPort();
    }
    try (FreedomCardClient client = builder("http://127.0.0.1:" + closed).build()) {
      ConnectionException e =
          catchThrowableOfType(ConnectionException.class, () -> client.blockCard(IDEMPOTENT));
      assertThat(e.outcome()).isEqualTo(NOT_PROCESSED);
      assertThat(e).hasMessageContaining("not sent").hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void call_whenTheHostIsUnknown_isAConnectionFailure() {
    try (FreedomCardClient client = builder("https://no-such-host.invalid").build()) {
      assertThat(
              catchThrowableOfType(ConnectionException.class, () -> client.blockCard(IDEMPOTENT)))
          .extracting(FreedomCardException::outcome)
          .isEqualTo(NOT_PROCESSED);
    }
  }

  @Test
  void call_whenTheServerIsSilent_endsAtTheAttemptTimeOut() {
    try (RawServer server = RawServer.start(FailureTest::silent);
        FreedomCardClient client =
            builder(server.baseUrl()).attemptTimeout(Duration.ofMillis(50)).build()) {
      ConnectionException e =
          catchThrowableOfType(ConnectionException.class, () -> client.blockCard(IDEMPOTENT));
      assertThat(e.outcome()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void call_whenOptionsShortenTheTimeOut_endsThen() {
    try (RawServer server = RawServer.start(FailureTest::silent);
        FreedomCardClient client = client(server)) {
      FreedomCardClient hasty =
          client.withOptions(RequestOptions.builder().timeout(Duration.ofMillis(500)).build());
      ConnectionException e =
          catchThrowableOfType(ConnectionException.class, () -> hasty.blockCard(IDEMPOTENT));
      assertThat(e.outcome()).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void call_whenTheResponseIsTooLarge_isNotRead() {
    String response = "{\"status\":\"ok\",\"request_status\":\"success\"}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client =
            builder(server.baseUrl()).maxResponseBytes(response.length() - 1).build();
        FreedomCardClient enough =
            builder(server.baseUrl()).maxResponseBytes(response.length()).build()) {
      InvalidResponseException e =
          catchThrowableOfType(InvalidResponseException.class, () -> client.blockCard(IDEMPOTENT));
      assertThat(e.outcome()).isEqualTo(UNKNOWN);
      assertThat(e).hasMessageContaining("too large");
      assertThat(enough.blockCard(IDEMPOTENT).isSuccess()).isTrue();
    }
  }

  @Test
  void call_whenTheResponseIsLargerThanItsOperationNeeds_isNotRead() {
    String padding = " ".repeat(1 << 20);
    String response = "{\"status\":\"ok\",\"request_status\":\"success\"" + padding + "}";
    Operation<BalanceRequest, JsonNode> own =
        Operation.read("own", "/own", BalanceRequest.class, JsonNode.class);
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server);
        FreedomCardClient low = builder(server.baseUrl()).maxResponseBytes(1 << 20).build()) {
      var statement = StatementRequest.builder().cardId("1").build();
      assertTooLarge(UNKNOWN, () -> client.blockCard(IDEMPOTENT));
      assertTooLarge(READ_ONLY, () -> client.getBalance(READ));
      assertThat(client.getStatement(statement).operations()).isEmpty();
      assertThat(client.execute(own, READ).body().has("status")).isTrue();
      assertTooLarge(READ_ONLY, () -> low.getStatement(statement));
      assertTooLarge(READ_ONLY, () -> low.execute(own, READ));
    }
  }

  private static void assertTooLarge(Outcome outcome, ThrowingCallable call) {
    InvalidResponseException e = catchThrowableOfType(InvalidResponseException.class, call);
    assertThat(e.outcome()).isEqualTo(outcome);
    assertThat(e).hasMessageContaining("too large");
  }

  @Test
  void read_whenTheDataIsNotAvailableYet_isStillInProcess() {
    String response = "{\"status\":\"ok\",\"request_status\":\"process\"}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      StillInProcessException e =
          catchThrowableOfType(StillInProcessException.class, () -> client.getBalance(READ));
      assertThat(e.lastState()).isNotNull();
      assertThat(e.outcome()).isEqualTo(READ_ONLY);
      assertThat(client.blockCard(IDEMPOTENT).isInProcess()).isTrue();
    }
  }

  @Test
  void call_when404AndThePathIsInferred_saysSo() {
    try (RawServer server = RawServer.start((n, request) -> http("404 Gone", ""));
        FreedomCardClient client = client(server)) {
      assertThat(catchThrowableOfType(ApiErrorException.class, () -> client.blockCard(IDEMPOTENT)))
          .hasMessageContaining("/v5/card-api/card/block is inferred")
          .hasMessageContaining("FreedomCardClientBuilder.path");
      assertThat(
              catchThrowableOfType(
                  ApiErrorException.class, () -> client.confirmGiftCard(NON_IDEMPOTENT)))
          .hasMessageNotContaining("inferred");
    }
  }

  @Test
  void call_whenAnInterceptorFailsAfterItProceeded_isUnknown() {
    var http =
        new okhttp3.OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  throw new IllegalStateException("a bug");
                })
            .build();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{}"));
        FreedomCardClient client = builder(server.baseUrl()).httpClient(http).build()) {
      assertThat(
              catchThrowableOfType(ConnectionException.class, () -> client.blockCard(IDEMPOTENT)))
          .extracting(FreedomCardException::outcome)
          .isEqualTo(UNKNOWN);
    }
  }

  @Test
  void call_whenTheThreadIsInterrupted_sendsNothingAndKeepsTheFlag() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{}"));
        FreedomCardClient client = client(server)) {
      Thread.currentThread().interrupt();
      InterruptedCallException e =
          catchThrowableOfType(InterruptedCallException.class, () -> client.blockCard(IDEMPOTENT));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(e.outcome()).isEqualTo(NOT_PROCESSED);
      assertThat(server.requests()).isEmpty();
    }
  }

  private static byte @Nullable [] silent(int n, RawServer.Received request)
      throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }

  private static FreedomCardClient client(RawServer server) {
    return builder(server.baseUrl()).build();
  }

  private static FreedomCardClientBuilder builder(String baseUrl) {
    return FreedomCardClient.builder()
        .baseUrl(baseUrl)
        .credentials("id", "key")
        .retryPolicy(RetryPolicy.none());
  }
}
