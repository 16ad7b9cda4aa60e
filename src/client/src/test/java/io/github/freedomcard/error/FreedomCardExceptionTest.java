package io.github.freedomcard.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the exceptions say. The tests of the transport cover when they are thrown. */
class FreedomCardExceptionTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  private static FreedomCardException.CallContext context(@Nullable UUID requestId) {
    return new FreedomCardException.CallContext(
        CardOperations.BLOCK_CARD, requestId, 2, Outcome.NOT_PROCESSED);
  }

  @Test
  void message_always_namesOperationReasonOutcomeIdAndAttempts() {
    assertThat(new AuthenticationException(403, context(ID)))
        .hasMessage(
            "blockCard: access refused, HTTP 403: check permissions and the list of allowed IP addresses [outcome NOT_PROCESSED, request_id "
                + ID
                + ", attempts 2]");
    assertThat(new AuthenticationException(403, context(null)))
        .hasMessage(
            "blockCard: access refused, HTTP 403: check permissions and the list of allowed IP addresses [outcome NOT_PROCESSED, attempts 2]");
  }

  @Test
  void message_whenUnknown_saysTheNextStep() {
    assertThat(unknown(CardOperations.BLOCK_CARD, null))
        .hasMessage(
            "blockCard: HTTP 502; the command may have taken effect: retry the same request"
                + " [outcome UNKNOWN, attempts 1]");
    assertThat(unknown(CardOperations.SET_PIN, null))
        .hasMessageContaining("not idempotent: check its effect before you repeat it [")
        .hasMessageNotContaining("retry");
    assertThat(unknown(CardOperations.BLOCK_CARD, RequestStatus.PROCESS))
        .hasMessageContaining("is in process: call awaitCompletion [")
        .hasMessageNotContaining("retry");
    assertThat(unknown(CardOperations.BLOCK_CARD, RequestStatus.SUCCESS))
        .hasMessageContaining(
            "do not retry, do not build a new request, reconcile with the vendor [");
  }

  @Test
  void message_whenADeclinedRequestIsRetried_saysWhyItWasDeclined() {
    assertThat(refusedAs("duplicate"))
        .hasMessage(
            "blockCard: error response, HTTP 400, code duplicate; the request's error is"
                + " card_expired, see reportedState() [outcome NOT_PROCESSED, attempts 1]");
    assertThat(refusedAs("card_expired")).hasMessageNotContaining("reportedState");
  }

  private static FreedomCardException refusedAs(String code) {
    RequestState declined =
        RequestState.builder().requestStatus(RequestStatus.ERROR).errorCode("card_expired").build();
    return new ApiErrorException(
        400,
        code,
        null,
        null,
        "",
        new FreedomCardException.CallContext(
            CardOperations.BLOCK_CARD, null, 1, Outcome.NOT_PROCESSED, declined));
  }

  private static FreedomCardException unknown(
      Operation<?, ?> operation, @Nullable RequestStatus reported) {
    RequestState state =
        reported == null
            ? null
            : new RequestState(
                ID,
                CallStatus.OK,
                reported,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Map.of());
    return new HttpStatusException(
        502, new FreedomCardException.CallContext(operation, null, 1, Outcome.UNKNOWN, state));
  }

  @Test
  void stillInProcess_whenNoStateWasReported_saysThatTheIdIsNotKnown() {
    assertThat(new StillInProcessException(null, context(ID)))
        .hasMessageContaining(
            "no state of this request_id was reported: check the id, or retry the same command, which may not have arrived [");
    RequestState state =
        new RequestState(
            ID, CallStatus.OK, null, null, List.of(), null, null, null, null, null, Map.of());
    assertThat(new StillInProcessException(state, context(ID)))
        .hasMessageContaining("still in process: repeat the read later [")
        .extracting(StillInProcessException::lastState)
        .isSameAs(state);
  }

  @Test
  void authentication_always_hasItsStatus() {
    AuthenticationException refused = new AuthenticationException(401, context(ID));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused)
        .hasMessageContaining(
            "access refused, HTTP 401: check auth id, secret key and algorithm [");
  }

  @Test
  void rateLimit_hasTheDelayIfTheServerSaidOne() {
    RateLimitException delayed = new RateLimitException(Duration.ofSeconds(7), context(ID));
    assertThat(delayed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(delayed).hasMessageContaining("HTTP 429, retry after 7 s [");
    RateLimitException silent = new RateLimitException(null, context(ID));
    assertThat(silent.retryAfter()).isNull();
    assertThat(silent).hasMessageContaining("HTTP 429 [");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // A code that is more than a code may be text of the vendor's, which may name persons.
        "-, 'error response, HTTP 400, see description(), try again ['",
        "1000, 'error response, HTTP 400, code 1000, see description(), try again ['",
        "A B, 'error response, HTTP 400, see description(), try again ['",
        // Twelve digits may be a card number, whatever separates them.
        "E-4111.1111_1111-1111, 'error response, HTTP 400, see description(), try again ['",
        "4111111111111111, 'error response, HTTP 400, see description(), try again ['",
        "123456.789012, 'error response, HTTP 400, see description(), try again ['",
        "E-12345.678901, 'error response, HTTP 400, code E-12345.678901, see description(), try again ['",
      })
  void apiError_whateverTheCode_showsItOnlyIfItIsPlain(@Nullable String code, String message) {
    ApiErrorException error =
        new ApiErrorException(400, code, null, "text of the vendor's", ", try again", context(ID));
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.description()).isEqualTo("text of the vendor's");
    assertThat(error).hasMessageContaining(message).hasMessageNotContaining("vendor");
  }

  @Test
  void apiError_withoutDescription_doesNotPointToIt() {
    assertThat(new ApiErrorException(400, "1000", null, " ", "", context(ID)))
        .hasMessageContaining("HTTP 400, code 1000 [");
  }

  @Test
  void unknown_whenAReportedErrorContradictsIt_doesNotClaimSuccess() {
    RequestState error =
        new RequestState(
            ID,
            CallStatus.OK,
            RequestStatus.ERROR,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            Map.of());
    FreedomCardException.CallContext context =
        new FreedomCardException.CallContext(
            CardOperations.BLOCK_CARD, ID, 1, Outcome.UNKNOWN, error);
    assertThat(new ApiErrorException(200, null, null, null, "", context))
        .hasMessageContaining("contradict")
        .hasMessageNotContaining("succeeded");
  }
}
