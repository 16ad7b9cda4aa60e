package io.github.freedomcard.internal.transport;

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
import io.github.freedomcard.operation.CardOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
          Map.of());

  private static final HttpReply LOST = Replies.lost(new IOException("lost"));
  private static final HttpReply NOT_SENT = Replies.notSent(new IOException("refused"));
  private static final HttpReply NOT_REPORTED = Replies.ok("{\"status\":\"error\"}");

  private final OperationStateMachine<RequestState> machine =
      new OperationStateMachine<>(
          CardOperations.CLOSE_CARD, ID, SETTINGS, new Json(1 << 20), () -> 1);

  private static HttpReply refusal(int status) {
    return Replies.complete(status, "");
  }

  private NextAction<RequestState> onAttempt(HttpReply reply, long now) {
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
  void onReply_whenNotReported_queriesOnceMoreAfterABackOff() {
    machine.start();
    onAttempt(LOST, SECOND);
    assertThat(onStatusQuery(NOT_REPORTED, 10 * SECOND))
        .isEqualTo(new NextAction.QueryStatus<>(12 * SECOND, 32 * SECOND));
  }

  @Test
  void onReply_whenNotReportedTwice_resendsTheDocumentedCommand() {
    assertThat(resend()).isInstanceOf(NextAction.Send.class);
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
  void onReply_whenTheBackOffLeavesTimeForQueriesAlone_doesNotResend() {
    // Two queries of 20 seconds are reserved, and the back-off is 2 seconds.
    machine.start();
    assertThat(failure(onAttempt(NOT_SENT, 18 * SECOND))).isInstanceOf(ConnectionException.class);
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

  @Test
  void onReply_whenTheQueryIsRefusedLikeTheCommand_nothingWasProcessed() {
    machine.start();
    assertThat(onAttempt(refusal(403), SECOND)).isInstanceOf(NextAction.QueryStatus.class);
    NextAction<RequestState> end = onStatusQuery(refusal(403), 2 * SECOND);
    assertThat(failure(end)).isInstanceOf(AuthenticationException.class);
    assertThat(failure(end).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  @Test
  void onReply_whenTheQueryIsRefusedInAnotherWay_isUnknown() {
    machine.start();
    onAttempt(refusal(403), SECOND);
    NextAction<RequestState> end = onStatusQuery(refusal(401), 2 * SECOND);
    assertThat(failure(end).outcome()).isEqualTo(Outcome.UNKNOWN);
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
    onStatusQuery(NOT_REPORTED, 2 * SECOND);
    return onStatusQuery(NOT_REPORTED, 5 * SECOND);
  }
}
