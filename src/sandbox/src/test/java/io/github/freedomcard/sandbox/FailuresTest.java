package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Classes;
import io.github.freedomcard.testing.Requests;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exceptions for mocks are those that the client throws when the sandbox fails. */
class FailuresTest {

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  private final FreedomCardClient client =
      sandbox
          .newClientBuilder()
          .retryPolicy(
              RetryPolicy.builder()
                  .maxAttempts(1)
                  .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                  .build())
          .build();

  @AfterEach
  void close() {
    client.close();
    sandbox.close();
  }

  private interface Factory {
    FreedomCardException create(Operation<?, ?> operation, @Nullable UUID requestId);
  }

  /** A null fault refuses the connection. */
  private record Failure(@Nullable Fault fault, Factory factory) {}

  static Stream<Failure> failures() {
    Duration delay = Duration.ofSeconds(2);
    return Stream.of(
        new Failure(Fault.requestReset(), Failures::noResponse),
        new Failure(null, Failures::notSent),
        new Failure(
            error("\"error\",\"error_code\":\"limit\""),
            (operation, id) -> Failures.declined(operation, id, "limit")),
        new Failure(Fault.httpStatus(401), Failures::unauthorized),
        new Failure(Fault.httpStatus(403), Failures::forbidden),
        new Failure(
            Fault.httpStatus(429), (operation, id) -> Failures.rateLimited(operation, id, null)),
        new Failure(
            Fault.httpStatus(429).retryAfter(delay),
            (operation, id) -> Failures.rateLimited(operation, id, delay)),
        new Failure(
            Fault.httpStatus(502), (operation, id) -> Failures.httpStatus(operation, id, 502)),
        new Failure(Fault.httpStatus(200).body("text/html", "<html>"), Failures::invalidResponse));
  }

  private static Fault error(String status) {
    return Fault.httpStatus(200).body("application/json", "{\"status\":" + status + "}");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void exception_ofEachKind_isTheOneOfTheClient(Failure failure) {
    // No fault lets the request take effect, so that no status query hides the failure.
    ResetPinCounterRequest command = ResetPinCounterRequest.builder().cardId("none").build();
    check(failure, CardOperations.RESET_PIN_COUNTER, command, command.requestId());
    check(failure, CardOperations.SET_PIN, SetPinRequest.builder().cardId("none").build(), null);
    check(
        failure,
        CardOperations.GET_CARD_INFO,
        CardInfoRequest.builder().cardId("none").build(),
        null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-2", "-5", "-6", "-77"})
  void declined_ofAGiftCard_isTheExceptionOfTheClient(String code) {
    check(
        new Failure(error(code), (operation, id) -> Failures.declined(operation, id, code)),
        GiftCardOperations.ISSUE_GIFT_CARD,
        Requests.of(GiftCardOperations.ISSUE_GIFT_CARD),
        null);
  }

  private <Q> void check(
      Failure failure, Operation<Q, ?> operation, Q request, @Nullable UUID requestId) {
    if (failure.fault() == null) {
      sandbox.faults().refuseConnections();
    } else {
      sandbox.faults().next(operation, failure.fault());
    }
    FreedomCardException thrown =
        catchThrowableOfType(FreedomCardException.class, () -> client.execute(operation, request));
    sandbox.faults().acceptConnections();
    FreedomCardException created = failure.factory().create(operation, requestId);
    assertThat(created).hasSameClassAs(thrown);
    assertThat(withoutPeer(created)).isEqualTo(withoutPeer(thrown));
    assertThat(created.outcome()).isEqualTo(thrown.outcome());
    assertThat(created.requestId()).isEqualTo(thrown.requestId());
    assertThat(created.operation()).isEqualTo(thrown.operation());
  }

  /** The message, without the host and the reason of the connection. */
  private static String withoutPeer(Exception exception) {
    return String.valueOf(exception.getMessage())
        .replaceFirst("(no response from|not sent to|invalid response:)[^;\\[]*", "$1");
  }

  @Test
  void stillInProcess_isTheExceptionOfTheClient() {
    sandbox.faults().next(CardOperations.RESET_PIN_COUNTER, Fault.requestInProcess());
    ResetPinCounterRequest command =
        ResetPinCounterRequest.builder()
            .cardId(new SandboxCaller(sandbox).activeCard("1000"))
            .build();
    client.resetPinCounter(command);
    StillInProcessException thrown =
        catchThrowableOfType(
            StillInProcessException.class,
            () -> client.awaitCompletion(command.requestId(), Duration.ofMillis(300)));
    StillInProcessException created = Failures.stillInProcess(command.requestId());
    assertThat(created.outcome()).isEqualTo(thrown.outcome()).isEqualTo(Outcome.READ_ONLY);
    assertThat(created.operation()).isEqualTo(thrown.operation());
    assertThat(created.requestId()).isEqualTo(thrown.requestId());
    RequestState last = requireNonNull(thrown.lastState());
    assertThat(created.lastState())
        .isEqualTo(
            RequestState.builder()
                .requestId(last.requestId())
                .status(last.status())
                .requestStatus(last.requestStatus())
                .build());
  }

  @Test
  void interrupted_ofACommand_isUnknown() {
    InterruptedCallException command = Failures.interrupted(CardOperations.SET_PIN, null);
    assertThat(command.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(Failures.interrupted(CardOperations.GET_CARD_INFO, null).outcome())
        .isEqualTo(Outcome.READ_ONLY);
  }

  @Test
  void exception_thatTheClientNeverThrows_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failures.noResponse(CardOperations.BLOCK_CARD, null))
        .withMessage("requestId: blockCard has one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failures.noResponse(CardOperations.SET_PIN, UUID.randomUUID()))
        .withMessage("requestId: setPin has none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failures.httpStatus(CardOperations.SET_PIN, null, 404));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failures.declined(GiftCardOperations.ISSUE_GIFT_CARD, null, "0"));
  }

  @Test
  void factories_coverEachExceptionOfTheClient() {
    Set<Class<?>> exceptions =
        Stream.of(Failures.class.getDeclaredMethods())
            .<Class<?>>map(Method::getReturnType)
            .filter(FreedomCardException.class::isAssignableFrom)
            .filter(type -> type != FreedomCardException.class)
            .collect(toSet());
    assertThat(exceptions)
        .isEqualTo(
            Classes.of(FreedomCardException.class, "io.github.freedomcard.error").stream()
                .filter(FreedomCardException.class::isAssignableFrom)
                .filter(type -> type != FreedomCardException.class)
                .collect(toSet()));
  }
}
