package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.operation.TransactionOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of an idempotent command that may have been sent before, action by action. */
class ResumedCallTest {

  private static final long SECOND = 1_000_000_000;
  private static final RetryPolicy POLICY =
      RetryPolicy.builder().backoff(Duration.ofSeconds(2), Duration.ofSeconds(4)).build();
  private static final RefundTransactionRequest REQUEST =
      RefundTransactionRequest.builder()
          .orderId("1")
          .transactionId("7")
          .requestId(UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca"))
          .build();

  private static final HttpReply UNKNOWN_REQUEST = Replies.complete(404, "{\"status\":\"error\"}");
  private static final HttpReply NOT_REPORTED =
      Replies.ok("{\"status\":\"error\",\"error_code\":\"internal\"}");
  private static final HttpReply LOST = Replies.lost(new IOException("lost"));
  private static final HttpReply NOT_SENT = Replies.notSent(new IOException("refused"));
  private static final NextAction.Scheduled<RequestState> QUERY =
      new NextAction.QueryStatus<>(0, 0);
  private static final NextAction.Scheduled<RequestState> SEND = new NextAction.Send<>(0, 0);

  private final RequestIdHistory history = new RequestIdHistory();
  private RequestIdHistory.@Nullable Use use;
  private OperationStateMachine<RequestState> machine = machine(POLICY, true);

  private OperationStateMachine<RequestState> machine(RetryPolicy policy, boolean mayHaveBeenSent) {
    Json json = new Json(1 << 20);
    RequestIdentity identity = new RequestIdentity(REQUEST, json.write(REQUEST), json);
    use = history.use("1", identity, TransactionOperations.REFUND_TRANSACTION);
    CallSettings settings =
        new CallSettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            policy,
            Credentials.of("1", "secret"),
            Map.of(),
            mayHaveBeenSent);
    return new OperationStateMachine<>(
        TransactionOperations.REFUND_TRANSACTION, identity, use, settings, json, () -> 1);
  }

  private static HttpReply reported(String status, String more) {
    return Replies.ok("{\"status\":\"ok\",\"request_status\":\"" + status + "\"" + more + "}");
  }

  private NextAction<RequestState> onAttempt(HttpReply reply, long now) {
    requireNonNull(use).attemptBegins();
    return machine.onReply(SEND, reply, now);
  }

  private static FreedomCardException failure(NextAction<RequestState> next) {
    assertThat(next).isInstanceOf(NextAction.Fail.class);
    return ((NextAction.Fail<RequestState>) next).failure();
  }

  private static FreedomCardException unknown(NextAction<RequestState> next) {
    FreedomCardException failure = failure(next);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.attempts()).isZero();
    return failure;
  }

  @Test
  void start_always_queriesForHalfOfTheTime() {
    assertThat(machine.start()).isEqualTo(new NextAction.QueryStatus<>(0, 20 * SECOND));
    assertThat(machine.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(machine.interrupted(null).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void start_whenThePolicyHasNoStatusQueries_sendsNothing() {
    machine = machine(RetryPolicy.none(), true);
    assertThat(unknown(machine.start()))
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith(
            "refundTransaction: an earlier attempt may have been sent, and its status is not known;"
                + " the command may have taken effect: retry the same request [outcome UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"process", "success"})
  void onReply_whenTheStateIsReported_returnsIt(String status) {
    HttpReply reply = reported(status, ",\"transaction_id\":\"9\"");
    NextAction<RequestState> end = machine.onReply(QUERY, reply, SECOND);
    ApiResponse<RequestState> response = ((NextAction.Return<RequestState>) end).response();
    assertThat(response.resolution()).isEqualTo(Resolution.RECOVERED);
    assertThat(response.attempts()).isZero();
    assertThat(response.body().transactionId()).isEqualTo("9");
  }

  @Test
  void onReply_whenASuccessWithoutIdsIsReported_isUnknownWithThatState() {
    FreedomCardException end = unknown(machine.onReply(QUERY, reported("success", ""), SECOND));
    assertThat(requireNonNull(end.reportedState()).isSuccess()).isTrue();
    assertThat(end)
        .hasMessageContaining("an earlier attempt may have been sent; a request with this")
        .hasMessageContaining("reconcile with the vendor");
  }

  @Test
  void onReply_whenAnErrorIsReported_isNotProcessed() {
    NextAction<RequestState> end =
        machine.onReply(QUERY, reported("error", ",\"error_code\":\"17\""), SECOND);
    assertThat(failure(end))
        .isInstanceOf(ApiErrorException.class)
        .hasMessageContaining("code 17, reported for an earlier attempt");
    assertThat(failure(end).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(failure(end).attempts()).isZero();
  }

  @Test
  void onReply_whenTheRequestIsUnknownTwice_sendsItAndThenFollowsTheTable() {
    assertThat(machine.onReply(QUERY, UNKNOWN_REQUEST, SECOND))
        .isEqualTo(new NextAction.QueryStatus<>(3 * SECOND, 23 * SECOND));
    assertThat(machine.onReply(QUERY, UNKNOWN_REQUEST, 6 * SECOND))
        .isEqualTo(new NextAction.Send<>(8 * SECOND, 8 * SECOND + 52 * SECOND / 3));
    // A refusal may be that of a duplicate, so it does not say what the earlier attempt did.
    assertThat(onAttempt(Replies.complete(409, ""), 9 * SECOND))
        .isInstanceOf(NextAction.QueryStatus.class);
    FreedomCardException end = failure(machine.onReply(QUERY, NOT_REPORTED, 10 * SECOND));
    assertThat(end).isInstanceOf(ApiErrorException.class);
    assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(end.attempts()).isEqualTo(1);
  }

  @Test
  void onReply_whenOwnAttemptsWereNotSent_isStillInDoubt() {
    machine.onReply(QUERY, UNKNOWN_REQUEST, SECOND);
    machine.onReply(QUERY, UNKNOWN_REQUEST, 2 * SECOND);
    onAttempt(NOT_SENT, 3 * SECOND);
    onAttempt(NOT_SENT, 6 * SECOND);
    assertThat(onAttempt(NOT_SENT, 9 * SECOND)).isInstanceOf(NextAction.QueryStatus.class);
    assertThat(failure(machine.onReply(QUERY, NOT_REPORTED, 10 * SECOND)).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void onReply_whenTheRequestIsUnknownTwiceAndThePolicyNeverResends_isUnknown() {
    machine = machine(RetryPolicy.builder().resend(ResendPolicy.NEVER).build(), true);
    machine.onReply(QUERY, UNKNOWN_REQUEST, SECOND);
    assertThat(unknown(machine.onReply(QUERY, UNKNOWN_REQUEST, 2 * SECOND)))
        .hasMessageContaining("its status is not known; the status query got HTTP 404")
        .hasMessageContaining("; ResendPolicy NEVER forbids to resend");
  }

  @Test
  void onReply_whenTheStateIsNotReportedOrTheQueryRefused_isUnknownAtOnce() {
    assertThat(unknown(machine.onReply(QUERY, NOT_REPORTED, SECOND)))
        .hasMessageContaining(", which is not one of RetryPolicy.unknownRequestCodes");
    machine = machine(POLICY, true);
    assertThat(unknown(machine.onReply(QUERY, Replies.complete(401, ""), SECOND)))
        .hasMessageContaining("the status query got HTTP 401");
  }

  @Test
  void onReply_whenTheQueriesFail_isUnknownAndNamesTheLastFailure() {
    assertThat(machine.onReply(QUERY, Replies.complete(500, ""), SECOND))
        .isInstanceOf(NextAction.QueryStatus.class);
    assertThat(machine.onReply(QUERY, LOST, 4 * SECOND)).isInstanceOf(NextAction.QueryStatus.class);
    assertThat(unknown(machine.onReply(QUERY, LOST, 9 * SECOND)))
        .hasCause(LOST.cause())
        .hasMessageContaining("the status query got no response from ");
  }

  /** Nothing was sent by the other call, but that says nothing about the one that is resumed. */
  @Test
  void otherCalls_untilAnErrorIsReported_countTheResumedCallAsUnresolved() {
    OperationStateMachine<RequestState> resumed = machine;
    assertThat(endOfAnotherCall()).isEqualTo(Outcome.UNKNOWN);
    unknown(resumed.onReply(QUERY, NOT_REPORTED, SECOND));
    assertThat(endOfAnotherCall()).isEqualTo(Outcome.UNKNOWN);

    machine(POLICY, true).onReply(QUERY, reported("error", ""), SECOND);
    assertThat(endOfAnotherCall()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  private Outcome endOfAnotherCall() {
    machine = machine(RetryPolicy.builder().maxAttempts(1).build(), false);
    return failure(onAttempt(NOT_SENT, SECOND)).outcome();
  }
}
