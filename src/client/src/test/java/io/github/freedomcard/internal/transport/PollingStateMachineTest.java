package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingStateMachineTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final String PATH = "/v5/card-api/request/status";
  private static final long SECOND = 1_000_000_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(100);

  private static final CallSettings SETTINGS =
      new CallSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          RetryPolicy.builder().backoff(Duration.ofSeconds(2), Duration.ofSeconds(8)).build(),
          () -> Credentials.of("1", "secret"),
          Map.of());

  private final PollingStateMachine course =
      new PollingStateMachine(ID, TIMEOUT, SETTINGS, new Json(1 << 20), () -> 1);

  private static HttpReply answer(int status, String body) {
    return HttpReply.answer(PATH, status, Map.of(), body.getBytes(UTF_8));
  }

  private static HttpReply told(String requestStatus) {
    return answer(200, "{\"status\":\"ok\",\"request_status\":\"" + requestStatus + "\"}");
  }

  private static HttpReply lost() {
    return HttpReply.none(PATH, new IOException("lost"), true);
  }

  private static StillInProcessException stillInProcess(CallStateMachine.Step<RequestState> step) {
    assertThat(step.failure()).isInstanceOf(StillInProcessException.class);
    return (StillInProcessException) requireNonNull(step.failure());
  }

  @Test
  void begin_always_atOnceAndForOneAttempt() {
    CallStateMachine.Step<RequestState> step = course.begin();
    assertThat(step.action()).isEqualTo(CallStateMachine.Action.SEND);
    assertThat(step.at()).isZero();
    assertThat(step.until()).isEqualTo(20 * SECOND);
    assertThat(course.outcome()).isEqualTo(Outcome.READ_ONLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "error"})
  void sent_whenFinal_theState(String requestStatus) {
    course.sent(told("process"), SECOND);
    var response = requireNonNull(course.sent(told(requestStatus), 9 * SECOND).response());
    assertThat(response.body().requestStatus()).isEqualTo(RequestStatus.of(requestStatus));
    assertThat(response.body().requestId()).isEqualTo(ID);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.rawBody()).isNotEmpty();
  }

  @Test
  void sent_whenInProcess_againAfterABackOffThatDoubles() {
    long now = SECOND;
    for (long wait : List.of(2L, 4L, 8L, 8L)) {
      CallStateMachine.Step<RequestState> step = course.sent(told("process"), now);
      assertThat(step.action()).isEqualTo(CallStateMachine.Action.SEND);
      assertThat(step.at()).isEqualTo(now + wait * SECOND);
      assertThat(step.until()).isEqualTo(step.at() + 20 * SECOND);
      now = step.at();
    }
  }

  @Test
  void sent_whenTimeIsShort_theAttemptEndsWithIt() {
    assertThat(course.sent(told("process"), 90 * SECOND).until()).isEqualTo(100 * SECOND);
  }

  @Test
  void sent_whenTheBackOffEndsWithTheTime_isNotAskedAgain() {
    stillInProcess(course.sent(told("process"), 98 * SECOND));
  }

  @Test
  void sent_whenInProcessAndTimeIsUp_stillInProcessWithTheLastState() {
    course.sent(told("process"), SECOND);
    var still = stillInProcess(course.sent(lost(), 98 * SECOND));
    assertThat(requireNonNull(still.lastState()).requestStatus()).isEqualTo(RequestStatus.PROCESS);
    assertThat(still.attempts()).isEqualTo(2);
    assertThat(still.requestId()).isEqualTo(ID);
  }

  @Test
  void sent_whenNotKnownAndTimeIsUp_stillInProcessWithoutState() {
    HttpReply unknown = answer(200, "{\"status\":\"error\"}");
    assertThat(course.sent(unknown, SECOND).at()).isEqualTo(3 * SECOND);
    assertThat(stillInProcess(course.sent(unknown, 99 * SECOND)).lastState()).isNull();
  }

  @Test
  void sent_whenNobodyEverAnswered_thatAndNotInProcess() {
    assertThat(course.sent(lost(), SECOND).at()).isEqualTo(3 * SECOND);
    assertThat(course.sent(lost(), 99 * SECOND).failure())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("attempts 2");
  }

  @Test
  void sent_whenTheServerAsksToWait_noLess() {
    HttpReply limited =
        HttpReply.answer(PATH, 429, Map.of("retry-after", List.of("15")), new byte[0]);
    assertThat(course.sent(limited, SECOND).at()).isEqualTo(16 * SECOND);
    assertThat(course.sent(limited, 86 * SECOND).failure()).isInstanceOf(RateLimitException.class);
  }

  @Test
  void sent_whenRefused_endsAtOnce() {
    assertThat(course.sent(answer(401, ""), SECOND).failure())
        .isInstanceOf(AuthenticationException.class);
  }

  @Test
  void asked_always_refused() {
    assertThatIllegalStateException().isThrownBy(() -> course.asked(lost(), SECOND));
  }

  @Test
  void interrupted_always_readOnlyWithItsCause() {
    var cause = new InterruptedException();
    assertThat(course.interrupted(cause)).hasCause(cause);
    assertThat(course.interrupted(cause).outcome()).isEqualTo(Outcome.READ_ONLY);
    assertThat(course.interrupted(cause).requestId()).isEqualTo(ID);
  }
}
