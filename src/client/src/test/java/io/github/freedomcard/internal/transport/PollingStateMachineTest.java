package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingStateMachineTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final long SECOND = 1_000_000_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(100);

  private static final CallSettings SETTINGS =
      new CallSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          RetryPolicy.builder()
              .backoff(Duration.ofSeconds(2), Duration.ofSeconds(8))
              .unknownRequestCodes(Set.of("7"))
              .build(),
          () -> Credentials.of("1", "secret"),
          Map.of(),
          false);

  private final PollingStateMachine machine =
      new PollingStateMachine(ID, TIMEOUT, SETTINGS, new Json(1 << 20), () -> 1);

  private static HttpReply reported(String requestStatus) {
    return Replies.ok("{\"status\":\"ok\",\"request_status\":\"" + requestStatus + "\"}");
  }

  private static HttpReply lost() {
    return Replies.lost(new IOException("lost"));
  }

  private NextAction<RequestState> onReply(HttpReply reply, long now) {
    return machine.onReply(new NextAction.Send<>(0, 0), reply, now);
  }

  private NextAction.Send<RequestState> sendAfter(HttpReply reply, long now) {
    NextAction<RequestState> next = onReply(reply, now);
    assertThat(next).isInstanceOf(NextAction.Send.class);
    return (NextAction.Send<RequestState>) next;
  }

  private FreedomCardException failureAfter(HttpReply reply, long now) {
    NextAction<RequestState> next = onReply(reply, now);
    assertThat(next).isInstanceOf(NextAction.Fail.class);
    return ((NextAction.Fail<RequestState>) next).failure();
  }

  private StillInProcessException stillInProcessAfter(HttpReply reply, long now) {
    FreedomCardException failure = failureAfter(reply, now);
    assertThat(failure).isInstanceOf(StillInProcessException.class);
    return (StillInProcessException) failure;
  }

  @Test
  void start_always_atOnceAndForOneAttempt() {
    assertThat(machine.start()).isEqualTo(new NextAction.Send<>(0, 20 * SECOND));
    assertThat(machine.outcome()).isEqualTo(Outcome.READ_ONLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "error"})
  void onReply_whenFinal_theState(String requestStatus) {
    onReply(reported("process"), SECOND);
    NextAction<RequestState> next = onReply(reported(requestStatus), 9 * SECOND);
    assertThat(next).isInstanceOf(NextAction.Return.class);
    var response = ((NextAction.Return<RequestState>) next).response();
    assertThat(response.body().requestStatus()).isEqualTo(RequestStatus.of(requestStatus));
    assertThat(response.body().requestId()).isEqualTo(ID);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.rawBody()).isNotEmpty();
  }

  @Test
  void onReply_whenInProcess_pollsAgainAfterABackOffThatDoubles() {
    long now = SECOND;
    for (long wait : List.of(2L, 4L, 8L, 8L)) {
      NextAction.Send<RequestState> send = sendAfter(reported("process"), now);
      assertThat(send.at()).isEqualTo(now + wait * SECOND);
      assertThat(send.until()).isEqualTo(send.at() + 20 * SECOND);
      now = send.at();
    }
  }

  @Test
  void onReply_whenTimeIsShort_theAttemptEndsWithIt() {
    assertThat(sendAfter(reported("process"), 90 * SECOND).until()).isEqualTo(100 * SECOND);
  }

  @Test
  void onReply_whenTheBackOffReachesTheDeadline_doesNotPollAgain() {
    stillInProcessAfter(reported("process"), 98 * SECOND);
  }

  @Test
  void onReply_whenInProcessAndTimeIsUp_stillInProcessWithTheLastState() {
    onReply(reported("process"), SECOND);
    var still = stillInProcessAfter(lost(), 98 * SECOND);
    assertThat(requireNonNull(still.lastState()).requestStatus()).isEqualTo(RequestStatus.PROCESS);
    assertThat(still).hasMessageContaining("still in process: call awaitCompletion again later [");
    assertThat(still.attempts()).isEqualTo(2);
    assertThat(still.requestId()).isEqualTo(ID);
  }

  @Test
  void onReply_whenNotKnownAndTimeIsUp_saysThatTheServerDoesNotKnowTheId() {
    HttpReply unknown = Replies.ok("{\"status\":\"error\"}");
    assertThat(sendAfter(unknown, SECOND).at()).isEqualTo(3 * SECOND);
    StillInProcessException unknownId = stillInProcessAfter(unknown, 99 * SECOND);
    assertThat(unknownId.lastState()).isNull();
    assertThat(unknownId)
        .hasMessageContaining(
            "no state of this request_id was reported: check the id, or retry the same command, which may not have arrived [")
        .hasMessageNotContaining("still in process");
  }

  @Test
  void onReply_whenThereWasNeverAResponse_isAConnectionFailure() {
    assertThat(sendAfter(lost(), SECOND).at()).isEqualTo(3 * SECOND);
    assertThat(failureAfter(lost(), 99 * SECOND))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("attempts 2");
  }

  @Test
  void onReply_whenTheServerAsksToWait_waitsAtLeastAsLong() {
    HttpReply limited = Replies.withHeaders(429, "Retry-After", "15");
    assertThat(sendAfter(limited, SECOND).at()).isEqualTo(16 * SECOND);
    assertThat(failureAfter(limited, 86 * SECOND)).isInstanceOf(RateLimitException.class);
  }

  @Test
  void onReply_whenRefused_endsAtOnceUnlessTheRequestIsUnknown() {
    String error = "{\"status\":\"error\",\"error_code\":\"%s\"}";
    assertThat(failureAfter(Replies.complete(401, ""), SECOND))
        .isInstanceOf(AuthenticationException.class);
    for (String body : List.of(error.formatted("8"), "", "{\"status\":404}")) {
      int status = body.contains("error") ? 422 : 404;
      assertThat(failureAfter(Replies.complete(status, body), SECOND))
          .isInstanceOf(ApiErrorException.class);
    }
    sendAfter(Replies.complete(422, error.formatted("7")), SECOND);
    sendAfter(Replies.complete(404, error.formatted("8")), SECOND);
  }

  @Test
  void onReply_whenTheResponseNamesAnotherRequest_pollsAgainAndAtLastIsInvalid() {
    HttpReply another = Replies.complete(404, "{\"status\":\"error\",\"request_id\":\"another\"}");
    sendAfter(another, SECOND);
    assertThat(failureAfter(another, 99 * SECOND))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("it names another request_id [");
  }

  @Test
  void onReply_whenTheReportedStatusIsNotKnown_pollsAgainAndAtLastIsInvalid() {
    assertThat(sendAfter(reported("new_one"), SECOND).at()).isEqualTo(3 * SECOND);
    assertThat(failureAfter(reported("new_one"), 99 * SECOND))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("invalid response: no known request_status [");
  }

  @Test
  void interrupted_always_readOnlyWithItsCause() {
    var cause = new InterruptedException();
    assertThat(machine.interrupted(cause)).hasCause(cause);
    assertThat(machine.interrupted(cause).outcome()).isEqualTo(Outcome.READ_ONLY);
    assertThat(machine.interrupted(cause).requestId()).isEqualTo(ID);
  }
}
