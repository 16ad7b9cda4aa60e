package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.freedomcard.error.Outcome.NOT_PROCESSED;
import static io.github.freedomcard.error.Outcome.READ_ONLY;
import static io.github.freedomcard.error.Outcome.UNKNOWN;
import static io.github.freedomcard.operation.Resolution.DEDUPLICATED;
import static io.github.freedomcard.operation.Resolution.DIRECT;
import static io.github.freedomcard.operation.Resolution.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.CardInfo;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.StatementOperation;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Faults.TriggeredFault;
import io.github.freedomcard.testing.Requests;
import io.github.freedomcard.testing.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client reports for each fault, and what the ledger contains. */
class FaultsTest {

  private static final Operation<CreateTransactionRequest, RequestState> DEBIT =
      TransactionOperations.CREATE_TRANSACTION;

  /** Long enough for this machine to respond, and short enough to wait for. */
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(700);

  private static final Fault DELAYED = Fault.responseDelayed(Duration.ofHours(1));

  /** The faults that make the client time out. */
  private static final Set<Fault> ENDLESS =
      Set.of(DELAYED, Fault.responseTimeout(), Fault.requestTimeout());

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  private final Faults faults = sandbox.faults();
  private final Ledger ledger = sandbox.ledger();
  private final FreedomCardClient client = builder().build();
  private final FreedomCardClient impatientClient = builder().attemptTimeout(SHORT_TIMEOUT).build();
  private final String cardId = new SandboxCaller(sandbox).activeCard("1000");

  @AfterEach
  void close() {
    client.close();
    impatientClient.close();
    sandbox.close();
  }

  private FreedomCardClientBuilder builder() {
    return sandbox
        .newClientBuilder()
        .retryPolicy(
            RetryPolicy.builder()
                .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .unknownRequestCodes(Set.of(Processor.NOT_FOUND))
                .build());
  }

  private FreedomCardClient clientFor(Fault fault) {
    return ENDLESS.contains(fault) ? impatientClient : client;
  }

  private CreateTransactionRequest debit() {
    return Requests.charge(cardId, "10.50");
  }

  private ResetPinCounterRequest resetPin() {
    return ResetPinCounterRequest.builder().cardId(cardId).build();
  }

  private SetPinRequest pin() {
    return SetPinRequest.builder().cardId(cardId).build();
  }

  private static <Q> FreedomCardException failure(
      FreedomCardClient client, Operation<Q, ?> operation, Q request) {
    return catchThrowableOfType(
        FreedomCardException.class, () -> client.execute(operation, request));
  }

  private List<Fault> triggeredFaults() {
    return faults.triggered().stream().map(TriggeredFault::fault).toList();
  }

  /** The sub-events in WireMock's journal. */
  private List<String> journal() {
    return sandbox.wireMock().getAllServeEvents().stream()
        .flatMap(event -> event.getSubEvents().stream())
        .map(event -> String.valueOf(event.getData().get("message")))
        .toList();
  }

  private int received(String path) {
    return sandbox.wireMock().findAll(postRequestedFor(urlEqualTo(path))).size();
  }

  static Stream<Fault> lostAfterProcessing() {
    return Stream.of(
        Fault.responseLost(),
        Fault.responseTruncated(),
        Fault.responseMalformed(),
        Fault.responseTimeout(),
        DELAYED,
        Fault.httpStatus(500).afterProcessing(),
        Fault.httpStatus(502).body("text/html", "<html>").afterProcessing(),
        Fault.httpStatus(408).afterProcessing(),
        Fault.httpStatus(303).afterProcessing());
  }

  @ParameterizedTest
  @MethodSource("lostAfterProcessing")
  void idempotentCommand_whenResponseIsLost_isRecovered(Fault fault) {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, fault);

    ApiResponse<RequestState> response = clientFor(fault).execute(DEBIT, debit);

    assertThat(response.resolution()).isEqualTo(RECOVERED);
    assertThat(response.body().isSuccess()).isTrue();
    assertThat(response.body().transactionId()).isNotNull();
    assertThat(response.attempts()).isEqualTo(1);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
    assertThat(ledger.charged(cardId)).isEqualByComparingTo("10.50");
    assertThat(faults.triggered())
        .containsExactly(new TriggeredFault("createTransaction", debit.requestId(), fault));
    assertThat(journal()).contains("fault: " + fault);
    assertThat(faults.pending()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lostAfterProcessing")
  void idempotentCommandAsync_whenResponseIsLost_isRecovered(Fault fault) {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, fault);
    assertThat(clientFor(fault).async().execute(DEBIT, debit).join().resolution())
        .isEqualTo(RECOVERED);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lostAfterProcessing")
  void nonIdempotentCommand_whenResponseIsLost_isUnknownAndSentOnce(Fault fault) {
    faults.next(CardOperations.SET_PIN, fault);
    assertThat(failure(clientFor(fault), CardOperations.SET_PIN, pin()).outcome())
        .isEqualTo(UNKNOWN);
    assertThat(ledger.entries("setPin", cardId)).hasSize(1);
    assertThat(received("/v5/card-api/card/set_pin")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lostAfterProcessing")
  void read_whenResponseIsLost_isRetried(Fault fault) {
    faults.next(CardOperations.GET_BALANCE, fault);
    BalanceRequest balance = BalanceRequest.builder().cardId(cardId).build();
    assertThat(clientFor(fault).execute(CardOperations.GET_BALANCE, balance).attempts())
        .isEqualTo(2);
  }

  static Stream<Arguments> lostBeforeProcessing() {
    return Stream.of(
        arguments(Fault.requestReset(), ConnectionException.class),
        arguments(Fault.requestTimeout(), ConnectionException.class),
        arguments(Fault.httpStatus(500), HttpStatusException.class),
        arguments(Fault.httpStatus(503).retryAfter(Duration.ZERO), HttpStatusException.class),
        arguments(Fault.httpStatus(307), HttpStatusException.class),
        arguments(
            Fault.httpStatus(200).body("text/html", "<html>"), InvalidResponseException.class));
  }

  @ParameterizedTest
  @MethodSource("lostBeforeProcessing")
  void inferredCommand_whenRequestIsLost_isUnknownWithoutEffect(
      Fault fault, Class<? extends FreedomCardException> why) {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, fault);
    FreedomCardException failure = failure(clientFor(fault), DEBIT, debit);
    assertThat(failure).isInstanceOf(why);
    assertThat(failure.outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.effects(debit.requestId())).isZero();
    assertThat(received(RequestOperations.GET_REQUEST_STATUS.path())).isEqualTo(2 + 1);
    assertThat(triggeredFaults()).containsExactly(fault);
  }

  @ParameterizedTest
  @MethodSource("lostBeforeProcessing")
  void documentedCommand_whenRequestIsLost_isResent(
      Fault fault, Class<? extends FreedomCardException> why) {
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    faults.next(ClientOperations.CREATE_CLIENT, fault);
    ApiResponse<RequestState> response =
        clientFor(fault).execute(ClientOperations.CREATE_CLIENT, person);
    assertThat(response.resolution()).as("after a %s", why).isEqualTo(DIRECT);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(ledger.effects(person.requestId())).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lostBeforeProcessing")
  void nonIdempotentCommand_whenRequestIsLost_isUnknownWithoutEffect(
      Fault fault, Class<? extends FreedomCardException> why) {
    faults.next("setPin", fault);
    FreedomCardException failure = failure(clientFor(fault), CardOperations.SET_PIN, pin());
    assertThat(failure).isInstanceOf(why);
    assertThat(failure.outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.entries("setPin")).isEmpty();
  }

  @Test
  void requestDelayed_whenUntilFirstStatusQuery_isRecoveredBySecond() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.requestDelayed(1));
    ApiResponse<RequestState> response = client.execute(DEBIT, debit);
    assertThat(response.resolution()).isEqualTo(RECOVERED);
    assertThat(response.attempts()).isEqualTo(1);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
    assertThat(journal()).contains("delayed createTransaction: processed");
  }

  @Test
  void requestDelayed_whenUntilSecondStatusQuery_resendIsDuplicate() {
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    faults.next(ClientOperations.CREATE_CLIENT, Fault.requestDelayed(2));
    ApiResponse<RequestState> response = client.execute(ClientOperations.CREATE_CLIENT, person);
    assertThat(response.resolution()).isEqualTo(RECOVERED);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(response.body().clientId()).isNotNull();
    assertThat(ledger.effects(person.requestId())).isEqualTo(1);
  }

  @Test
  void requestDelayedUntilResend_always_isDuplicateItself() {
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    faults.next(ClientOperations.CREATE_CLIENT, Fault.requestDelayedUntilResend());
    ApiResponse<RequestState> response = client.execute(ClientOperations.CREATE_CLIENT, person);
    assertThat(response.resolution()).isEqualTo(DIRECT);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(ledger.effects(person.requestId())).isEqualTo(1);
    assertThat(journal()).contains("delayed createClient: refused: request_id: already used");
  }

  @Test
  void requestDelayed_whenCallHasEnded_outcomeIsUnknown() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.requestDelayed(100));
    assertThat(failure(client, DEBIT, debit).outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.effects(debit.requestId())).isZero();

    faults.release();

    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
    assertThat(client.execute(DEBIT, debit).resolution()).isEqualTo(DEDUPLICATED);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void requestDelayed_whenSandboxIsReset_neverProcessed() {
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    faults.next(ClientOperations.CREATE_CLIENT, Fault.requestDelayed(100));
    faults.always("getRequestStatus", Fault.httpStatus(500));
    assertThat(failure(client, ClientOperations.CREATE_CLIENT, person).outcome())
        .isEqualTo(UNKNOWN);
    sandbox.reset();
    faults.release();
    assertThat(ledger.effects(person.requestId())).isZero();
  }

  @Test
  void status429_whenRetryAfterIsSet_isResent() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.httpStatus(429).retryAfter(Duration.ZERO));
    assertThat(client.execute(DEBIT, debit).attempts()).isEqualTo(2);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void status429_whenAlways_exceptionHasDelay() {
    FreedomCardClient once = sandbox.newClientBuilder().retryPolicy(RetryPolicy.none()).build();
    faults.always(DEBIT, Fault.httpStatus(429).retryAfter(Duration.ofSeconds(7)));
    RateLimitException failure =
        catchThrowableOfType(RateLimitException.class, () -> once.execute(DEBIT, debit()));
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.outcome()).isEqualTo(NOT_PROCESSED);
    once.close();
  }

  @Test
  void httpStatus_whenBodyIsEnvelope_isErrorResponse() {
    faults.next(
        DEBIT,
        Fault.httpStatus(400)
            .body("application/json", "{\"status\":\"error\",\"error_code\":\"limit\"}"));
    ApiErrorException failure =
        catchThrowableOfType(ApiErrorException.class, () -> client.execute(DEBIT, debit()));
    assertThat(failure.code()).isEqualTo("limit");
    assertThat(failure.outcome()).isEqualTo(NOT_PROCESSED);
  }

  @Test
  void httpStatus_whenAfterProcessing_isDeduplicated() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.httpStatus(400).afterProcessing());
    assertThat(client.execute(DEBIT, debit).resolution()).isEqualTo(DEDUPLICATED);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void responseDelayed_whenClientWaits_isReceived() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.responseDelayed(Duration.ofMillis(1)));
    assertThat(client.execute(DEBIT, debit).resolution()).isEqualTo(DIRECT);
    assertThat(triggeredFaults()).hasSize(1);
  }

  @Test
  void responseTimeout_whenReleased_connectionEnds() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.responseTimeout());
    var call = client.async().execute(DEBIT, debit);
    Wait.until(
        () -> {
          faults.release();
          return call.isDone();
        });
    assertThat(call.join().resolution()).isEqualTo(RECOVERED);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void requestTimeout_whenCallIsCancelled_connectionEnds() {
    faults.next(DEBIT, Fault.requestTimeout());
    var call = client.async().execute(DEBIT, debit());
    Wait.until(() -> !faults.triggered().isEmpty());
    call.cancel(true);
    assertThat(call.isCancelled()).isTrue();
    assertThat(ledger.entries("createTransaction", cardId)).hasSize(1);
  }

  @Test
  void responseUnexpectedValues_whenCommand_isAccepted() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.responseUnexpectedValues());
    RequestState state = client.createTransaction(debit);
    assertThat(state.isSuccess()).isTrue();
    assertThat(state.transactionId()).isNotNull();
    assertThat(state.additionalProperties()).containsKey("sandbox_unknown");
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void responseUnknownRequestStatus_whenCommand_isInProcess() {
    CreateTransactionRequest debit = debit();
    faults.next(DEBIT, Fault.responseUnknownRequestStatus());
    RequestState state = client.createTransaction(debit);
    assertThat(state.requestStatus()).hasToString("sandbox_unknown");
    assertThat(state.isInProcess()).isTrue();
    assertThat(state.transactionId()).isNotNull();
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void responseUnknownRequestStatus_whenStatusQuery_outcomeIsUnknown() {
    CreateTransactionRequest debit = debit();
    faults
        .next(DEBIT, Fault.responseLost())
        .always("getRequestStatus", Fault.responseUnknownRequestStatus());
    assertThat(failure(client, DEBIT, debit).outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void responseUnexpectedValues_whenRead_keepsAllFields() {
    client.createTransaction(debit());
    faults.next("getCardInfo", Fault.responseUnexpectedValues());
    CardInfo info = client.getCardInfo(CardInfoRequest.builder().cardId(cardId).build());
    assertThat(info.cardId()).isEqualTo(cardId);
    assertThat(info.productId()).isNotNull();
    assertThat(info.additionalProperties()).containsKey("sandbox_unknown");

    faults.next("getStatement", Fault.responseUnexpectedValues());
    StatementOperation booked =
        client.getStatement(StatementRequest.builder().cardId(cardId).build()).operations().get(0);
    assertThat(booked.amount()).isEqualByComparingTo("1000");
    assertThat(booked.type()).hasToString("sandbox_unknown");
  }

  @Test
  void statusQuery_whenItFailsAsOftenAsItIsTried_outcomeIsUnknown() {
    CreateTransactionRequest debit = debit();
    faults
        .next(DEBIT, Fault.responseLost())
        .always(RequestOperations.GET_REQUEST_STATUS, Fault.httpStatus(503));
    assertThat(failure(client, DEBIT, debit).outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
    assertThat(triggeredFaults()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 409, 422})
  void duplicateStatus_whenAnySupported_isDeduplicated(int status) {
    faults.duplicateStatus(status);
    CreateTransactionRequest debit = debit();
    String transactionId = client.createTransaction(debit).transactionId();
    ApiResponse<RequestState> duplicate = client.execute(DEBIT, debit);
    assertThat(duplicate.resolution()).isEqualTo(DEDUPLICATED);
    assertThat(duplicate.body().transactionId()).isEqualTo(transactionId);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(UnknownIdResponse.class)
  void unknownIdResponse_whenJson_resentAndWhenHtml_unknown(UnknownIdResponse reported) {
    faults.unknownIdResponse(reported).next(ClientOperations.CREATE_CLIENT, Fault.requestReset());
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    if (reported == UnknownIdResponse.NOT_FOUND_HTML) {
      assertThat(failure(client, ClientOperations.CREATE_CLIENT, person).outcome())
          .isEqualTo(UNKNOWN);
      assertThat(ledger.effects(person.requestId())).isZero();
    } else {
      assertThat(client.execute(ClientOperations.CREATE_CLIENT, person).attempts()).isEqualTo(2);
      assertThat(ledger.effects(person.requestId())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void statusLag_whenAnyLength_neverSecondEffect(int statusQueries) {
    faults.statusLag(statusQueries).next(ClientOperations.CREATE_CLIENT, Fault.responseLost());
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    ApiResponse<RequestState> response = client.execute(ClientOperations.CREATE_CLIENT, person);
    assertThat(response.resolution()).isEqualTo(RECOVERED);
    // Two status queries per attempt.
    assertThat(response.attempts()).isEqualTo(1 + statusQueries / 2);
    assertThat(ledger.effects(person.requestId())).isEqualTo(1);
  }

  @Test
  void statusLag_whenLongerThanClientQueries_isUnknown() {
    faults.statusLag(6).next(ClientOperations.CREATE_CLIENT, Fault.responseLost());
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    assertThat(failure(client, ClientOperations.CREATE_CLIENT, person).outcome())
        .isEqualTo(UNKNOWN);
    assertThat(ledger.effects(person.requestId())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resetConnections_whetherPooledOrNew_requestIsNeverRead(boolean pooled) {
    if (pooled) {
      client.execute(DEBIT, debit());
    }
    CreateTransactionRequest debit = debit();
    faults.resetConnections(1);
    assertThat(faults.pending()).containsExactly("any request: connectionReset");

    FreedomCardException failure = failure(client, DEBIT, debit);

    assertThat(failure).isInstanceOf(ConnectionException.class);
    assertThat(failure.outcome()).isEqualTo(UNKNOWN);
    assertThat(ledger.effects(debit.requestId())).isZero();
    assertThat(received(DEBIT.path())).isEqualTo(pooled ? 2 : 1); // the card was credited with one
    assertThat(received(RequestOperations.GET_REQUEST_STATUS.path())).isEqualTo(1 + 2);
    assertThat(triggeredFaults()).hasToString("[connectionReset]");
    assertThat(faults.triggered().get(0).operation()).isNull();
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void resetConnections_whenSeveral_statusQueriesAreResetToo() {
    CreateClientRequest person = Requests.of(ClientOperations.CREATE_CLIENT);
    faults.resetConnections(4);
    assertThat(failure(client, ClientOperations.CREATE_CLIENT, person).outcome())
        .isEqualTo(UNKNOWN);
    assertThat(triggeredFaults()).hasSize(4);
    assertThat(client.execute(ClientOperations.CREATE_CLIENT, person).attempts()).isEqualTo(1);
  }

  @Test
  void refuseConnections_whenTheClientIsNew_nothingIsSent() {
    CreateTransactionRequest debit = debit();
    BalanceRequest balance = BalanceRequest.builder().cardId(cardId).build();
    faults.refuseConnections().refuseConnections();

    FreedomCardException failure = failure(client, DEBIT, debit);

    assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining("not sent");
    assertThat(failure.outcome()).isEqualTo(NOT_PROCESSED);
    assertThat(failure.attempts()).isEqualTo(3);
    assertThat(failure(client, CardOperations.GET_BALANCE, balance).outcome()).isEqualTo(READ_ONLY);
    assertThat(failure(client, CardOperations.SET_PIN, pin()).outcome()).isEqualTo(NOT_PROCESSED);

    faults.acceptConnections().acceptConnections();
    assertThat(client.execute(DEBIT, debit).resolution()).isEqualTo(DIRECT);
    assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
  }

  @Test
  void refuseConnections_whenAConnectionIsPooled_resetAndThenRefused() {
    client.execute(DEBIT, debit());
    faults.refuseConnections();
    assertThat(failure(client, CardOperations.SET_PIN, pin()).outcome()).isEqualTo(UNKNOWN);
    assertThat(failure(client, CardOperations.SET_PIN, pin()).outcome()).isEqualTo(NOT_PROCESSED);
    assertThat(ledger.entries("setPin")).isEmpty();
    assertThat(triggeredFaults()).hasToString("[connectionReset]");
  }

  @Test
  void refuseConnections_whenBeforeStatusQuery_isUnknown() {
    // The default client of the sandbox, which users have.
    try (FreedomCardClient standard = sandbox.newClient()) {
      CreateTransactionRequest debit = debit();
      faults.next(DEBIT, Fault.responseTimeout());
      var call = standard.async().execute(DEBIT, debit);
      Wait.until(() -> !faults.triggered().isEmpty());
      faults.refuseConnections().release();
      CompletionException failure = catchThrowableOfType(CompletionException.class, call::join);
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.outcome()).isEqualTo(UNKNOWN));
      faults.clear();
      assertThat(standard.execute(DEBIT, debit).resolution()).isEqualTo(DEDUPLICATED);
      assertThat(ledger.effects(debit.requestId())).isEqualTo(1);
    }
  }

  @Test
  void idempotentCommandThatCreatesNothing_whenResponseIsLost_isRecovered() {
    ResetPinCounterRequest reset = resetPin();
    faults.next("resetPinCounter", Fault.responseLost());
    assertThat(client.execute(CardOperations.RESET_PIN_COUNTER, reset).resolution())
        .isEqualTo(RECOVERED);
    assertThat(ledger.effects(reset.requestId())).isEqualTo(1);

    assertThat(client.execute(CardOperations.RESET_PIN_COUNTER, reset).resolution())
        .isEqualTo(DEDUPLICATED);
    assertThat(ledger.effects(reset.requestId())).isEqualTo(1);
  }

  @Test
  void always_whenAnotherIsArmedForOneRequest_otherTakesPrecedence() {
    faults.always("setPin", Fault.httpStatus(403)).on("setPin", 2, Fault.responseLost());
    for (Fault expected :
        List.of(Fault.httpStatus(403), Fault.responseLost(), Fault.httpStatus(403))) {
      failure(client, CardOperations.SET_PIN, pin());
      assertThat(triggeredFaults().get(triggeredFaults().size() - 1))
          .hasToString(expected.toString());
    }
    assertThat(ledger.entries("setPin")).hasSize(1);
    faults.clear();
    assertThat(client.setPin(pin()).isSuccess()).isTrue();
    assertThat(triggeredFaults()).hasSize(3);
  }

  @Test
  void next_whenTwice_oneAfterTheOther() {
    faults
        .next("setPin", Fault.requestReset())
        .next("setPin", Fault.responseLost())
        .on("setPin", 4, Fault.responseTruncated());
    assertThat(faults.pending())
        .containsExactly(
            "setPin: requestReset", "setPin: responseLost", "setPin: responseTruncated");
    failure(client, CardOperations.SET_PIN, pin());
    assertThat(ledger.entries("setPin")).isEmpty();
    failure(client, CardOperations.SET_PIN, pin());
    assertThat(ledger.entries("setPin")).hasSize(1);
    assertThat(client.setPin(pin()).isSuccess()).isTrue();
    assertThat(faults.pending()).containsExactly("setPin: responseTruncated");
    failure(client, CardOperations.SET_PIN, pin());
    assertThat(triggeredFaults())
        .containsExactly(Fault.requestReset(), Fault.responseLost(), Fault.responseTruncated());
  }

  @Test
  void triggered_whenReset_isEmpty() {
    faults.next("setPin", Fault.responseLost());
    failure(client, CardOperations.SET_PIN, pin());
    faults.next("setPin", Fault.responseLost()).duplicateStatus(409);
    sandbox.reset();
    assertThat(faults.triggered()).isEmpty();
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void statusQuery_whenNamedByItsOtherTitle_isSameOperation() {
    faults.next(RequestOperations.GET_TRANSACTION_REQUEST_STATUS, Fault.httpStatus(503));
    assertThat(faults.pending()).containsExactly("getRequestStatus: httpStatus(503)");
  }
}
