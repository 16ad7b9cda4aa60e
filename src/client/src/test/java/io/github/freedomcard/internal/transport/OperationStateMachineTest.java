package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Resolution;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of an idempotent command, action by action, at times that the test sets. */
class OperationStateMachineTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final long SECOND = 1_000_000_000;

  private static final CallSettings SETTINGS =
      new CallSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          RetryPolicy.builder()
              .maxAttempts(2)
              .backoff(Duration.ofSeconds(2), Duration.ofSeconds(2))
              .build(),
          () -> Credentials.of("1", "secret"),
          Map.of(),
          false);

  private static final HttpReply LOST = Replies.lost(new IOException("lost"));
  private static final HttpReply NOT_SENT = Replies.notSent(new IOException("refused"));
  private static final HttpReply NOT_REPORTED = Replies.ok("{\"status\":\"error\"}");
  private static final HttpReply UNKNOWN_REQUEST = Replies.complete(404, "{\"status\":\"error\"}");

  private static final CloseCardRequest REQUEST =
      CloseCardRequest.builder().cardId("7").description("lost").requestId(ID).build();

  private final RequestIdHistory history = new RequestIdHistory();
  private RequestIdHistory.@Nullable Use use;
  private OperationStateMachine<RequestState> machine = machine();

  private OperationStateMachine<RequestState> machine() {
    Json json = new Json(1 << 20);
    RequestIdentity identity = new RequestIdentity(REQUEST, json.write(REQUEST), json);
    RequestIdHistory.Use use = history.use("1", identity, CardOperations.CLOSE_CARD);
    this.use = use;
    return new OperationStateMachine<>(
        CardOperations.CLOSE_CARD, identity, use, SETTINGS, json, () -> 1);
  }

  private static HttpReply refusal(int status) {
    return Replies.complete(status, "");
  }

  private NextAction<RequestState> onAttempt(HttpReply reply, long now) {
    requireNonNull(use).attemptBegins();
    return machine.onReply(new NextAction.Send<>(0, 0), reply, now);
  }

  private NextAction<RequestState> onStatusQuery(HttpReply reply, long now) {
    return machine.onReply(new NextAction.QueryStatus<>(0, 0), reply, now);
  }

  private static FreedomCardException failure(NextAction<RequestState> next) {
    assertThat(next).isInstanceOf(NextAction.Fail.class);
    return ((NextAction.Fail<RequestState>) next).failure();
  }

  @Test
  void onReply_whenLost_queriesAtOnceForHalfOfTheTimeLeft() {
    machine.start();
    assertThat(onAttempt(LOST, 30 * SECOND))
        .isEqualTo(new NextAction.QueryStatus<>(30 * SECOND, 45 * SECOND));
  }

  @Test
  void onReply_whenTheRequestIsUnknown_queriesOnceMoreAfterABackOff() {
    machine.start();
    onAttempt(LOST, SECOND);
    assertThat(onStatusQuery(UNKNOWN_REQUEST, 10 * SECOND))
        .isEqualTo(new NextAction.QueryStatus<>(12 * SECOND, 32 * SECOND));
  }

  @Test
  void onReply_whenTheRequestIsUnknownTwice_resendsTheDocumentedCommand() {
    assertThat(resend()).isInstanceOf(NextAction.Send.class);
  }

  @Test
  void onReply_whenLostAndTheStateIsNotReported_isUnknownAtOnce() {
    machine.start();
    onAttempt(LOST, SECOND);
    NextAction<RequestState> end = onStatusQuery(NOT_REPORTED, 2 * SECOND);
    assertThat(failure(end)).isInstanceOf(ConnectionException.class);
    assertThat(failure(end).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure(end)).hasMessageContaining("retry the same request");
  }

  @Test
  void onReply_whenAQueryFails_repeatsItAsOftenAsThePolicySaysAndAsTheServerAllows() {
    machine.start();
    onAttempt(LOST, SECOND);
    HttpReply busy = Replies.withHeaders(503, "Retry-After", "7");
    assertThat(onStatusQuery(busy, 10 * SECOND))
        .isEqualTo(new NextAction.QueryStatus<>(17 * SECOND, 37 * SECOND));
    assertThat(failure(onStatusQuery(busy, 18 * SECOND)).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void onReply_whenAQueryFailsAndTheServerAsksForMoreTimeThanIsLeft_ends() {
    machine.start();
    onAttempt(LOST, SECOND);
    HttpReply busy = Replies.withHeaders(429, "Retry-After", "20");
    assertThat(failure(onStatusQuery(busy, 45 * SECOND)).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void onReply_whenAQueryIsRefused_doesNotRepeatIt() {
    for (int status : new int[] {401, 403}) {
      machine = machine();
      machine.start();
      onAttempt(LOST, SECOND);
      assertThat(failure(onStatusQuery(refusal(status), 2 * SECOND)).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void onReply_whenTheFirstAttemptTimesOut_leavesTimeForAResend() {
    // Of 39 seconds that are left, a third is for the attempt and two for queries about it.
    machine.start();
    onAttempt(LOST, 20 * SECOND);
    onStatusQuery(UNKNOWN_REQUEST, 20 * SECOND);
    assertThat(onStatusQuery(UNKNOWN_REQUEST, 22 * SECOND))
        .isEqualTo(new NextAction.Send<>(24 * SECOND, 36 * SECOND));
  }

  @Test
  void onReply_whenTheSecondAttemptNeverLeft_queriesTheFirst() {
    resend();
    assertThat(onAttempt(NOT_SENT, 20 * SECOND)).isInstanceOf(NextAction.QueryStatus.class);
  }

  @Test
  void onReply_whenNoAttemptEverLeft_hasNothingToQuery() {
    machine.start();
    assertThat(onAttempt(NOT_SENT, SECOND)).isInstanceOf(NextAction.Send.class);
    NextAction<RequestState> end = onAttempt(NOT_SENT, 4 * SECOND);
    assertThat(failure(end)).isInstanceOf(ConnectionException.class);
    assertThat(failure(end).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  @Test
  void onReply_whenLostAtTheDeadline_isUnknownWithoutAStatusQuery() {
    machine.start();
    NextAction<RequestState> end = onAttempt(LOST, 60 * SECOND);
    assertThat(failure(end)).isInstanceOf(ConnectionException.class);
    assertThat(failure(end).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void onReply_whenNothingWasSent_retriesAsLongAsThereIsTime() {
    machine.start();
    assertThat(onAttempt(NOT_SENT, 55 * SECOND))
        .isEqualTo(new NextAction.Send<>(57 * SECOND, 58 * SECOND));
    machine = machine();
    assertThat(failure(onAttempt(NOT_SENT, 58 * SECOND))).isInstanceOf(ConnectionException.class);
  }

  @Test
  void onReply_whenAnErrorIsReported_isThatError() {
    machine.start();
    onAttempt(LOST, SECOND);
    NextAction<RequestState> end =
        onStatusQuery(
            Replies.ok(
                "{\"status\":\"ok\",\"request_status\":\"error\",\"error_code\":\"17\","
                    + "\"error_description\":\"closed\"}"),
            2 * SECOND);
    ApiErrorException error = (ApiErrorException) failure(end);
    assertThat(error.outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(error.code()).isEqualTo("17");
    assertThat(error.description()).isEqualTo("closed");
  }

  @Test
  void onReply_whenRateLimitedWhileAnAttemptIsUnresolved_queriesInsteadOfResending() {
    resend();
    assertThat(onAttempt(refusal(429), 20 * SECOND)).isInstanceOf(NextAction.QueryStatus.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401, 401, NOT_PROCESSED",
    "403, 403, UNKNOWN",
    "403, 401, UNKNOWN",
    "401, 403, UNKNOWN"
  })
  void onReply_whenCommandAndQueryAreRefused_onlyTheSame401IsProof(
      int command, int query, Outcome outcome) {
    machine.start();
    assertThat(onAttempt(refusal(command), SECOND)).isInstanceOf(NextAction.QueryStatus.class);
    NextAction<RequestState> end = onStatusQuery(refusal(query), 2 * SECOND);
    assertThat(failure(end)).isInstanceOf(AuthenticationException.class);
    assertThat(failure(end).outcome()).isEqualTo(outcome);
  }

  @Test
  void onReply_whenSuccessIsReportedWithTheIdsOfAnother_isUnknownWithThatState() {
    String transaction = success(",\"transaction_id\":\"9\"");
    for (HttpReply attempt : List.of(LOST, refusal(403), Replies.complete(409, ""))) {
      machine = machine();
      machine.start();
      onAttempt(attempt, SECOND);
      FreedomCardException end = failure(onStatusQuery(Replies.ok(transaction), 2 * SECOND));
      assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(requireNonNull(end.reportedState()).transactionId()).isEqualTo("9");
      assertThat(end)
          .hasMessageContaining(
              "do not retry, do not build a new request, reconcile with the vendor [");
    }
  }

  @Test
  void onReply_whenTheCommandCreatesNothing_aReportedSuccessOfItsCardIsTheResult() {
    for (HttpReply attempt : List.of(LOST, Replies.complete(409, ""))) {
      machine = machine();
      machine.start();
      onAttempt(attempt, SECOND);
      var end = onStatusQuery(Replies.ok(success(",\"cards\":[{\"card_id\":7}]")), 2 * SECOND);
      assertThat(((NextAction.Return<RequestState>) end).response().resolution())
          .isEqualTo(attempt == LOST ? Resolution.RECOVERED : Resolution.DEDUPLICATED);
    }
  }

  private static String success(String ids) {
    return "{\"status\":\"ok\",\"request_status\":\"success\"" + ids + "}";
  }

  /** Every end that proves nothing about the attempt of an earlier call. */
  @ParameterizedTest
  @ValueSource(strings = {"not sent", "429", "not reported", "unknown request", "401"})
  void onReply_whileAnEarlierCallIsUnresolved_isUnknownUntilTheServerStatesWhatHappened(
      String how) {
    assertThat(end(how).outcome()).isEqualTo(Outcome.NOT_PROCESSED);

    machine = machine();
    onAttempt(LOST, SECOND);
    assertThat(failure(onStatusQuery(NOT_REPORTED, 2 * SECOND)).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(end(how).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(end(how).outcome()).isEqualTo(Outcome.UNKNOWN);

    machine = machine();
    onAttempt(Replies.complete(409, ""), SECOND);
    HttpReply error = Replies.ok("{\"status\":\"ok\",\"request_status\":\"error\"}");
    assertThat(failure(onStatusQuery(error, 2 * SECOND)).outcome())
        .isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(end(how).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  /** What the server has taken had an effect, so a later call that fails proves nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"direct", "recovered", "deduplicated"})
  void onReply_afterAResult_theEarlierCallHadAnEffect(String how) {
    machine = machine();
    onAttempt(LOST, SECOND);
    onStatusQuery(NOT_REPORTED, 2 * SECOND);
    assertThat(end("not sent").outcome()).isEqualTo(Outcome.UNKNOWN);

    machine = machine();
    HttpReply success = Replies.ok(success(""));
    NextAction<RequestState> result =
        switch (how) {
          case "direct" -> onAttempt(success, SECOND);
          case "recovered" -> {
            onAttempt(LOST, SECOND);
            yield onStatusQuery(success, 2 * SECOND);
          }
          default -> {
            onAttempt(refusal(409), SECOND);
            yield onStatusQuery(success, 2 * SECOND);
          }
        };
    assertThat(result).isInstanceOf(NextAction.Return.class);
    assertThat(end("not sent").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void onReply_whenAResendAndItsQueryGetTheSame401_theFirstAttemptIsStillInDoubt() {
    resend();
    onAttempt(refusal(401), 20 * SECOND);
    assertThat(failure(onStatusQuery(refusal(401), 21 * SECOND)).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  private FreedomCardException end(String how) {
    machine = machine();
    return switch (how) {
      case "not sent" -> {
        onAttempt(NOT_SENT, SECOND);
        yield failure(onAttempt(NOT_SENT, SECOND));
      }
      case "429" -> {
        onAttempt(refusal(429), SECOND);
        yield failure(onAttempt(refusal(429), SECOND));
      }
      case "not reported" -> {
        onAttempt(refusal(400), SECOND);
        yield failure(onStatusQuery(NOT_REPORTED, SECOND));
      }
      case "unknown request" -> {
        onAttempt(refusal(400), SECOND);
        yield failure(onStatusQuery(UNKNOWN_REQUEST, SECOND));
      }
      default -> {
        onAttempt(refusal(401), SECOND);
        yield failure(onStatusQuery(refusal(401), SECOND));
      }
    };
  }

  @Test
  void onReply_whenAQueryComesBeforeAnAttempt_isRejected() {
    assertThatIllegalStateException()
        .isThrownBy(() -> onStatusQuery(NOT_REPORTED, SECOND))
        .withMessage("status query before an attempt failed");
  }

  private NextAction<RequestState> resend() {
    machine.start();
    onAttempt(LOST, SECOND);
    onStatusQuery(UNKNOWN_REQUEST, 2 * SECOND);
    return onStatusQuery(UNKNOWN_REQUEST, 5 * SECOND);
  }
}
