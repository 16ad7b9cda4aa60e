package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.transport.CallStateMachine.Action;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.CardOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A keyed command's course, step by step on a clock that the test reads out. */
class OperationStateMachineTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final String PATH = "/v5/card-api/card/close";
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

  private static final HttpReply LOST = HttpReply.none(PATH, new IOException("lost"), true);
  private static final HttpReply NOT_SENT = HttpReply.none(PATH, new IOException("refused"), false);
  private static final HttpReply NOT_KNOWN = answer("{\"status\":\"error\"}");

  private final OperationStateMachine<RequestState> course =
      new OperationStateMachine<>(
          CardOperations.CLOSE_CARD, ID, SETTINGS, new Json(1 << 20), () -> 1);

  private static HttpReply answer(String body) {
    return HttpReply.answer(PATH, 200, Map.of(), body.getBytes(UTF_8));
  }

  private static HttpReply refusal(int status) {
    return HttpReply.answer(PATH, status, Map.of(), new byte[0]);
  }

  @Test
  void sent_whenLost_asksAtOnceForHalfOfWhatIsLeft() {
    course.begin();
    CallStateMachine.Step<RequestState> question = course.sent(LOST, 30 * SECOND);
    assertThat(question.action()).isEqualTo(Action.ASK);
    assertThat(question.at()).isEqualTo(30 * SECOND);
    assertThat(question.until()).isEqualTo(45 * SECOND);
  }

  @Test
  void asked_whenNotKnown_asksOnceMoreAfterABackOff() {
    course.begin();
    course.sent(LOST, SECOND);
    CallStateMachine.Step<RequestState> question = course.asked(NOT_KNOWN, 10 * SECOND);
    assertThat(question.action()).isEqualTo(Action.ASK);
    assertThat(question.at()).isEqualTo(12 * SECOND);
    assertThat(question.until()).isEqualTo(32 * SECOND);
  }

  @Test
  void asked_whenNotKnownTwice_sendsTheDocumentedCommandAgain() {
    assertThat(sentAgain().action()).isEqualTo(Action.SEND);
  }

  @Test
  void sent_whenTheSecondSendNeverLeft_asksAboutTheFirst() {
    sentAgain();
    assertThat(course.sent(NOT_SENT, 20 * SECOND).action()).isEqualTo(Action.ASK);
  }

  @Test
  void sent_whenNoSendEverLeft_hasNothingToAsk() {
    course.begin();
    assertThat(course.sent(NOT_SENT, SECOND).action()).isEqualTo(Action.SEND);
    CallStateMachine.Step<RequestState> end = course.sent(NOT_SENT, 4 * SECOND);
    assertThat(end.failure()).isInstanceOf(ConnectionException.class);
    assertThat(requireNonNull(end.failure()).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  @Test
  void sent_whenLostAtTheVeryEnd_isUnknownWithoutAQuestion() {
    course.begin();
    CallStateMachine.Step<RequestState> end = course.sent(LOST, 60 * SECOND);
    assertThat(end.failure()).isInstanceOf(ConnectionException.class);
    assertThat(requireNonNull(end.failure()).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void sent_whenTheBackOffLeavesTimeForQuestionsAlone_isNotSentAgain() {
    // Two questions of 20 seconds are kept free, and the back-off is 2 seconds.
    course.begin();
    assertThat(course.sent(NOT_SENT, 18 * SECOND).failure())
        .isInstanceOf(ConnectionException.class);
  }

  @Test
  void asked_whenToldThatItEndedInAnError_isThatError() {
    course.begin();
    course.sent(LOST, SECOND);
    CallStateMachine.Step<RequestState> end =
        course.asked(
            answer(
                "{\"status\":\"ok\",\"request_status\":\"error\",\"error_code\":\"17\","
                    + "\"error_description\":\"closed\"}"),
            2 * SECOND);
    ApiErrorException error = (ApiErrorException) requireNonNull(end.failure());
    assertThat(error.outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(error.code()).isEqualTo("17");
    assertThat(error.description()).isEqualTo("closed");
  }

  @Test
  void sent_whenToldToWaitWhileAnEarlierSendIsOpen_asksInsteadOfSendingAgain() {
    sentAgain();
    assertThat(course.sent(refusal(429), 20 * SECOND).action()).isEqualTo(Action.ASK);
  }

  @Test
  void asked_whenTheQuestionIsRefusedAsTheCommandWas_nothingWasProcessed() {
    course.begin();
    assertThat(course.sent(refusal(403), SECOND).action()).isEqualTo(Action.ASK);
    CallStateMachine.Step<RequestState> end = course.asked(refusal(403), 2 * SECOND);
    assertThat(end.failure()).isInstanceOf(AuthenticationException.class);
    assertThat(requireNonNull(end.failure()).outcome()).isEqualTo(Outcome.NOT_PROCESSED);
  }

  @Test
  void asked_whenTheQuestionIsRefusedInAnotherWay_nothingIsKnown() {
    course.begin();
    course.sent(refusal(403), SECOND);
    CallStateMachine.Step<RequestState> end = course.asked(refusal(401), 2 * SECOND);
    assertThat(requireNonNull(end.failure()).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void asked_beforeAnythingWasSent_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> course.asked(NOT_KNOWN, SECOND))
        .withMessage("asked before anything was sent");
  }

  private CallStateMachine.Step<RequestState> sentAgain() {
    course.begin();
    course.sent(LOST, SECOND);
    course.asked(NOT_KNOWN, 2 * SECOND);
    return course.asked(NOT_KNOWN, 5 * SECOND);
  }
}
