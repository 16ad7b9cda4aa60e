package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Received;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A response counts only if it is one to the request, and only for what it proves. */
@Timeout(60)
class ResponseProofTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final UUID ANOTHER = UUID.fromString("0f5c8a4e-4c1b-4f7e-9a53-6a2d9f1c7b10");

  private static final RefundTransactionRequest REFUND =
      RefundTransactionRequest.builder()
          .orderId("1")
          .transactionId("2")
          .amount(new BigDecimal("500.00"))
          .requestId(ID)
          .build();
  private static final BlockCardRequest BLOCK =
      BlockCardRequest.builder().cardId("1").description("lost").requestId(ID).build();

  private static final String DUPLICATE = "{\"status\":\"error\",\"error_code\":\"duplicate\"}";
  private static final String GATEWAY_404 = "{\"status\":404,\"error\":\"Not Found\"}";

  private static String reported(String requestStatus, String more) {
    return "{\"status\":\"ok\",\"request_status\":\"" + requestStatus + "\"" + more + "}";
  }

  /** A server that loses the response to each command, and has one response to status queries. */
  private static RawServer losing(String status, String report) {
    return RawServer.start((n, request) -> isQuery(request) ? http(status, report) : null);
  }

  /** A server that refuses each command, and has one response to status queries. */
  private static RawServer refusing(String refusal, String status, String report) {
    return RawServer.start(
        (n, request) -> isQuery(request) ? http(status, report) : http(refusal, DUPLICATE));
  }

  private static boolean isQuery(Received request) {
    return request.line().contains(RequestOperations.GET_REQUEST_STATUS.path());
  }

  private static long commands(RawServer server) {
    return server.requests().stream().filter(each -> !isQuery(each)).count();
  }

  private static FreedomCardClient client(RawServer server) {
    return client(server, Set.of());
  }

  private static FreedomCardClient client(RawServer server, Set<String> unknownRequestCodes) {
    return builder(server, unknownRequestCodes).build();
  }

  private static FreedomCardClientBuilder builder(
      RawServer server, Set<String> unknownRequestCodes) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(
            RetryPolicy.builder()
                .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .unknownRequestCodes(unknownRequestCodes)
                .build());
  }

  private static <E extends FreedomCardException> E failure(Class<E> type, ThrowingCallable call) {
    return requireNonNull(catchThrowableOfType(type, call));
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "process", "error"})
  void command_whenTheStatusQueryReportsAnotherRequest_isUnknown(String requestStatus) {
    String report =
        reported(requestStatus, ",\"transaction_id\":\"99\",\"request_id\":\"" + ANOTHER + "\"");
    try (RawServer server = losing("200 OK", report);
        FreedomCardClient client = client(server)) {
      FreedomCardException e =
          failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(e.reportedState()).isNull();
      assertThat(commands(server)).isEqualTo(1);
      assertThat(server.requests()).hasSize(4);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "200 OK        | {'status':'ok','request_status':'success','request_id':'%s'}",
        "200 OK        | {'request_id':'%s','status':'ok','request_status':'error'}",
        "200 OK        | {'status':'error','request_id':'%s'}",
        "404 Not Found | {'status':'error','request_id':'%s'}",
        "401 Who       | {'status':'error','request_id':'%s'}",
      })
  void command_whenItsResponseNamesAnotherRequest_isQueried(String status, String response) {
    byte[] ofAnother = http(status, response.replace('\'', '"').formatted(ANOTHER));
    String own = reported("success", ",\"transaction_id\":\"7\"");
    try (RawServer server =
            RawServer.start((n, request) -> isQuery(request) ? http("200 OK", own) : ofAnother);
        FreedomCardClient client = client(server)) {
      RequestState state = client.refundTransaction(REFUND);
      assertThat(state.transactionId()).isEqualTo("7");
      assertThat(state.requestId()).isEqualTo(ID);
    }
    try (RawServer server = RawServer.start((n, request) -> ofAnother);
        FreedomCardClient client = client(server)) {
      assertThat(
              failure(InvalidResponseException.class, () -> client.refundTransaction(REFUND))
                  .outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void read_whenTheResponseNamesAnotherRequest_isRetriedAndThenInvalid() {
    RequestStatusRequest query = RequestStatusRequest.builder().requestId(ID).build();
    String another = reported("success", ",\"request_id\":\"" + ANOTHER + "\"");
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", another));
        FreedomCardClient client = client(server)) {
      failure(InvalidResponseException.class, () -> client.getRequestStatus(query));
      failure(
          InvalidResponseException.class,
          () -> client.getCardInfo(CardInfoRequest.builder().cardId("1").build()));
      assertThat(server.requests()).hasSize(6);
      assertThat(
              failure(
                  FreedomCardException.class,
                  () -> client.awaitCompletion(ID, Duration.ofMillis(200))))
          .isNotInstanceOf(StillInProcessException.class);
    }
  }

  /** Each attempt of a read has an id of its own, and a response may name it. */
  @Test
  void read_whenTheResponseNamesTheIdOfThisAttempt_succeeds() {
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    n == 1
                        ? http("503 Busy", "")
                        : http(
                            "200 OK",
                            reported(
                                "success",
                                ",\"request_id\":\""
                                    + request.headers().get("request-id")
                                    + "\"")));
        FreedomCardClient client = client(server)) {
      ApiResponse<?> response =
          client.execute(
              CardOperations.GET_CARD_INFO, CardInfoRequest.builder().cardId("1").build());
      assertThat(response.attempts()).isEqualTo(2);
    }
  }

  @Test
  void awaitCompletion_whenAnotherRequestIsReportedAtFirst_waitsForThisOne() {
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    http(
                        "200 OK",
                        reported(
                            n == 1 ? "error" : "success",
                            ",\"request_id\":\"" + (n == 1 ? ANOTHER : ID) + "\"")));
        FreedomCardClient client = client(server)) {
      assertThat(client.awaitCompletion(ID, Duration.ofSeconds(30)).isSuccess()).isTrue();
    }
  }

  /** The request has no id, so the response may name any; the caller sees it. */
  @Test
  void command_whenItHasNoIdAndItsResponseNamesOne_returnsThatId() {
    String response = reported("success", ",\"request_id\":\"" + ANOTHER + "\"");
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      assertThat(client.setPin(SetPinRequest.builder().cardId("1").pin("1234").build()).requestId())
          .isEqualTo(ANOTHER);
    }
  }

  /** No proof that the server does not know the request, so nothing is sent again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "404 Not Found | {'status':404,'error':'Not Found'}",
        "404 Not Found | {'type':'about:blank','title':'Not Found','status':404}",
        "200 OK        | {'status':404,'error':'Not Found'}",
        "200 OK        | {'status':'error','error_code':'internal_error'}",
        "422 No        | {'status':'error','error_code':'internal_error'}",
        "404 Not Found | {'status':'ok','status':'error'}",
      })
  void command_whenLostAndNothingProvesThatItIsUnknown_isSentOnce(String status, String report) {
    try (RawServer server = losing(status, report.replace('\'', '"'));
        FreedomCardClient client = client(server, Set.of("request_not_found"))) {
      FreedomCardException e =
          failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(commands(server)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"404 Not Found, any", "200 OK, request_not_found", "422 No, request_not_found"})
  void command_whenLostAndUnknownTwice_isSentAgainWithTheSameBytes(String status, String code) {
    String report = "{\"status\":\"error\",\"error_code\":\"" + code + "\"}";
    try (RawServer server = losing(status, report);
        FreedomCardClient client = client(server, Set.of("request_not_found"))) {
      failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      assertThat(commands(server)).isEqualTo(3);
      assertThat(
              server.requests().stream()
                  .filter(each -> !isQuery(each))
                  .map(Received::body)
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void command_whenTheIdWasUsedForAnotherRequest_isRejectedBeforeItIsSent() {
    try (RawServer server = refusing("409 Twice", "200 OK", reported("success", ""));
        FreedomCardClient client = client(server)) {
      failure(ApiErrorException.class, () -> client.refundTransaction(REFUND));
      int sent = server.requests().size();

      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  client.refundTransaction(
                      REFUND.toBuilder().amount(new BigDecimal("900")).requestId(ID).build()))
          .withMessageContaining(
              ID + " for refundTransaction with another body: retry with the same request");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  client.clearTransaction(
                      ClearTransactionRequest.builder()
                          .orderId("1")
                          .transactionId("2")
                          .requestId(ID)
                          .build()))
          .withMessageContaining(ID + " for refundTransaction, and not for clearTransaction");
      CreateTransactionRequest charge =
          CreateTransactionRequest.builder()
              .orderId("1")
              .cardId("1")
              .type(TransactionType.DEBIT)
              .amount(new BigDecimal("900"))
              .currency("KZT")
              .requestId(ID)
              .build();
      assertThat(
              catchThrowableOfType(
                  CompletionException.class, () -> client.async().createTransaction(charge).join()))
          .hasCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("for refundTransaction, and not for createTransaction");
      assertThat(server.requests()).hasSize(sent);

      // A database may change the scale of the amount.
      failure(
          ApiErrorException.class,
          () ->
              client.refundTransaction(
                  REFUND.toBuilder().amount(new BigDecimal("500")).requestId(ID).build()));
      assertThat(server.requests()).hasSizeGreaterThan(sent);
    }
  }

  @Test
  void command_whenNothingWasSent_leavesItsIdFree() {
    try (FreedomCardClient client =
        FreedomCardClient.builder()
            .baseUrl("https://no-such-host.invalid")
            .credentials("id", "key")
            .retryPolicy(RetryPolicy.none())
            .build()) {
      failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      assertThat(failure(ConnectionException.class, () -> client.blockCard(BLOCK)).outcome())
          .isEqualTo(Outcome.NOT_PROCESSED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "success | ",
        "success | ,'cards':[{'card_id':'1'}]",
        "process | ,'transaction_id':'9'",
      })
  void commandThatCreatesNothing_whenRepeated_returnsTheReportedState(
      String requestStatus, @Nullable String ids) {
    String report = reported(requestStatus, ids == null ? "" : ids.replace('\'', '"'));
    try (RawServer server = refusing("409 Twice", "200 OK", report);
        FreedomCardClient client = client(server)) {
      ApiResponse<RequestState> response = client.execute(CardOperations.BLOCK_CARD, BLOCK);
      assertThat(response.resolution()).isEqualTo(Resolution.DEDUPLICATED);
      assertThat(response.body().isSuccess()).isEqualTo(requestStatus.equals("success"));
    }
  }

  @Test
  void commandThatCreatesNothing_whenTheStateNamesAnotherCard_isUnknown() {
    String report = reported("success", ",\"cards\":[{\"card_id\":\"2\"}]");
    try (RawServer server = refusing("409 Twice", "200 OK", report);
        FreedomCardClient client = client(server)) {
      FreedomCardException e = failure(ApiErrorException.class, () -> client.blockCard(BLOCK));
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(e.reportedState()).isNotNull().matches(RequestState::isSuccess);
      assertThat(e).hasMessageContaining("reconcile with the vendor");
    }
  }

  /** A refund with the id of a command that creates nothing, used before this client started. */
  @Test
  void commandThatCreatesATransaction_whenASuccessWithoutOneIsReported_isUnknown() {
    try (RawServer server = losing("200 OK", reported("success", ""));
        FreedomCardClient client = client(server)) {
      FreedomCardException e =
          failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(e.reportedState()).isNotNull().matches(RequestState::isSuccess);
      assertThat(e)
          .hasMessageContaining(
              "do not retry, do not build a new request, reconcile with the vendor");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401 Who, 401 Who, NOT_PROCESSED",
    "403 No, 403 No, UNKNOWN",
    "403 No, 401 Who, UNKNOWN",
    "401 Who, 403 No, UNKNOWN",
  })
  void command_whenItAndTheQueryAreRefused_onlyTheSame401IsProof(
      String command, String query, Outcome outcome) {
    try (RawServer server = refusing(command, query, "");
        FreedomCardClient client = client(server)) {
      FreedomCardException e =
          failure(AuthenticationException.class, () -> client.refundTransaction(REFUND));
      assertThat(e.outcome()).isEqualTo(outcome);
      assertThat(server.requests()).hasSize(2);
      if (command.startsWith("403")) {
        assertThat(e)
            .hasMessageContaining("check permissions and the list of allowed IP addresses");
      }
    }
  }

  @Test
  void command_whileAnEarlierCallIsUnresolved_isNotProcessedOnlyIfAnErrorIsReported() {
    String[] report = {DUPLICATE};
    boolean[] lost = {true};
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    isQuery(request)
                        ? http("200 OK", report[0])
                        : lost[0] ? null : http("400 Bad", DUPLICATE));
        FreedomCardClient client = client(server)) {
      failure(ConnectionException.class, () -> client.refundTransaction(REFUND));
      lost[0] = false;
      ThrowingCallable retry = () -> client.refundTransaction(REFUND);
      assertThat(failure(ApiErrorException.class, retry).outcome()).isEqualTo(Outcome.UNKNOWN);
      report[0] = reported("error", "");
      assertThat(failure(ApiErrorException.class, retry).outcome())
          .isEqualTo(Outcome.NOT_PROCESSED);
      report[0] = DUPLICATE;
      assertThat(failure(ApiErrorException.class, retry).outcome())
          .isEqualTo(Outcome.NOT_PROCESSED);
    }
  }

  @Test
  void command_afterItsEarlierCallWasCancelled_isUnknown() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  if (n == 1) {
                    arrived.countDown();
                    return null;
                  }
                  return http(isQuery(request) ? "200 OK" : "400 Bad", DUPLICATE);
                });
        FreedomCardClient client = client(server)) {
      var call = client.async().refundTransaction(REFUND);
      arrived.await();
      call.cancel(true);
      assertThat(failure(ApiErrorException.class, () -> client.refundTransaction(REFUND)).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void command_afterItsEarlierCallWasCancelledBeforeItLeft_isNotProcessed() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  entered.countDown();
                  awaitUninterruptibly(cancelled);
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server =
            RawServer.start(
                (n, request) -> http(isQuery(request) ? "200 OK" : "400 Bad", DUPLICATE));
        FreedomCardClient client = builder(server, Set.of()).httpClient(http).build()) {
      var call = client.async().refundTransaction(REFUND);
      entered.await();
      call.cancel(true);
      cancelled.countDown();
      assertThat(failure(ApiErrorException.class, () -> client.refundTransaction(REFUND)).outcome())
          .isEqualTo(Outcome.NOT_PROCESSED);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void command_whenTheStatusQueryFails_repeatsIt() {
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    switch (n) {
                      case 1 -> null;
                      case 2 -> http("404 Not Found", GATEWAY_404);
                      case 3 -> http("502 Bad", "<html>");
                      default -> http("200 OK", reported("success", ""));
                    });
        FreedomCardClient client = client(server)) {
      assertThat(client.execute(CardOperations.BLOCK_CARD, BLOCK).resolution())
          .isEqualTo(Resolution.RECOVERED);
    }
  }

  @Test
  void awaitCompletion_whenTheGatewayHasNoRoute_endsAtOnceUnlikeForAnUnknownRequest() {
    try (RawServer server = RawServer.start((n, request) -> http("404 Not Found", GATEWAY_404));
        FreedomCardClient client = client(server)) {
      failure(ApiErrorException.class, () -> client.awaitCompletion(ID, Duration.ofSeconds(30)));
      assertThat(server.requests()).hasSize(1);
    }
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    n == 1
                        ? http("404 Not Found", DUPLICATE)
                        : http("200 OK", reported("success", "")));
        FreedomCardClient client = client(server)) {
      assertThat(client.awaitCompletion(ID, Duration.ofSeconds(30)).isSuccess()).isTrue();
    }
  }

  /** What an earlier call with the same id got, after which an error proves nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'ok','request_status':'success','transaction_id':'7'}",
        "{'status':'ok','request_status':'process'}",
        "{'status':'maintenance'}",
      })
  void command_whenAnEarlierCallWithItsIdMayHaveHadAnEffect_isNotProcessedOnlyIfReported(
      String earlier) {
    byte[] first = http("200 OK", earlier.replace('\'', '"'));
    byte[] internalError = http("200 OK", "{\"status\":\"error\",\"error_code\":\"internal\"}");
    byte[] error = http("200 OK", reported("error", ""));
    // The duplicate is refused, twice; the query about it fails inside the server, then reports.
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    switch (n) {
                      case 1 -> first;
                      case 3 -> internalError;
                      case 5 -> error;
                      default -> http("200 OK", DUPLICATE);
                    });
        FreedomCardClient client = client(server)) {
      client.refundTransaction(REFUND);
      assertThat(failure(ApiErrorException.class, () -> client.refundTransaction(REFUND)).outcome())
          .isEqualTo(Outcome.UNKNOWN);
      assertThat(failure(ApiErrorException.class, () -> client.refundTransaction(REFUND)).outcome())
          .isEqualTo(Outcome.NOT_PROCESSED);
    }
  }

  @Test
  void command_whenTheReportedIdIsBlank_isUnknown() {
    try (RawServer server = losing("200 OK", reported("success", ",\"transaction_id\":\" \""));
        FreedomCardClient client = client(server)) {
      assertThat(
              failure(ConnectionException.class, () -> client.refundTransaction(REFUND)).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void failure_whenTheWriteAndThenTheResponseIsMalformed_holdsNoTextOfTheServer() throws Exception {
    String secret = "4400430112345678";
    var upload = Operation.nonIdempotentCommand("upload", "/v5/upload", Map.class, Map.class);
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket socket = listener.accept()) {
                  var unused = socket.getInputStream().read();
                  socket.getOutputStream().write((secret + "\r\n\r\n").getBytes(UTF_8));
                } catch (IOException gone) {
                  // The test ended.
                }
              });
      server.start();
      try (FreedomCardClient client =
          FreedomCardClient.builder()
              .baseUrl("http://127.0.0.1:" + listener.getLocalPort())
              .credentials("id", "key")
              .build()) {
        StringWriter text = new StringWriter();
        failure(
                ConnectionException.class,
                () -> client.execute(upload, Map.of("file", "x".repeat(20_000_000))))
            .printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(secret);
      }
    }
  }
}
