package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** What the exceptions say, where tests on sockets do not decide it. */
class FailureFactoryTest {

  private static final Json JSON = new Json(1 << 20);

  private static FreedomCardException of(Operation<?, ?> operation, HttpReply reply) {
    return FailureFactory.of(
        (AttemptResult.Failure<?>) AttemptResult.of(reply, operation, null, JSON),
        new CallContext(operation, null, 1, Outcome.NOT_PROCESSED));
  }

  private static FreedomCardException of(HttpReply reply) {
    return of(CardOperations.BLOCK_CARD, reply);
  }

  @Test
  void of_whenThereIsNoResponse_namesHostAndPortAndTheKindOfFailure() {
    IOException cause = new ConnectException("with an address");
    assertThat(of(Replies.lost(cause)))
        .isInstanceOf(ConnectionException.class)
        .hasCause(cause)
        .hasMessageContaining(
            "no response from card.example:443: no connection: is the server running")
        .hasMessageNotContaining("address");
    assertThat(of(Replies.notSent(cause)))
        .hasMessageContaining("not sent to card.example:443: no connection: is the server running");
  }

  @Test
  void of_whenTimedOut_namesTheLength() {
    assertThat(of(Replies.lost(new InterruptedIOException("with an address"))))
        .hasMessageContaining("no response from card.example:443: time-out after 20000 ms [");
  }

  @Test
  void of_whenAGiftCardCommandFails_namesTheCode() {
    FreedomCardException listed =
        of(GiftCardOperations.CONFIRM_GIFT_CARD, Replies.ok("{\"status\":-8}"));
    assertThat(listed)
        .isInstanceOf(ApiErrorException.class)
        .hasMessageContaining("error response, HTTP 200, code -8 (OTP_WRONG) [");
    assertThat(((ApiErrorException) listed).code()).isEqualTo("-8");
    assertThat(of(GiftCardOperations.CONFIRM_GIFT_CARD, Replies.ok("{\"status\":-12}")))
        .hasMessageContaining("code -12 [");
  }

  @Test
  void of_whenTheStatusIsANumberOutsideTheGiftCardFamily_isNoCode() {
    assertThat(of(CardOperations.SET_PIN, Replies.ok("{\"status\":-8}")))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("invalid response: the status is a number [");
    var page = Replies.complete(422, "{\"status\":422,\"error\":\"Unprocessable Entity\"}");
    assertThat(of(CardOperations.SET_PIN, page))
        .isInstanceOf(ApiErrorException.class)
        .hasMessageContaining("error response, HTTP 422 [");
  }

  @Test
  void of_whenTheResponseIsNoneToTheRequest_isInvalidWhateverItsHttpStatus() {
    for (int status : new int[] {200, 401, 404, 429}) {
      HttpReply reply =
          Replies.complete(status, "{\"status\":\"error\",\"request_id\":\"another\"}");
      var result = AttemptResult.of(reply, CardOperations.BLOCK_CARD, "own", JSON);
      assertThat(
              FailureFactory.of(
                  (AttemptResult.Failure<?>) result,
                  new CallContext(CardOperations.BLOCK_CARD, null, 1, Outcome.UNKNOWN)))
          .isInstanceOf(InvalidResponseException.class)
          .hasMessageContaining("invalid response: it names another request_id");
    }
  }

  @Test
  void of_whenAnIncompleteResponseHasAStatus_isTheExceptionOfThatStatus() {
    IOException cause = new IOException("truncated");
    assertThat(of(new HttpReply.Truncated(Replies.head(401), cause)))
        .isInstanceOf(AuthenticationException.class);
    assertThat(of(new HttpReply.Truncated(Replies.head(429), cause)))
        .isInstanceOf(RateLimitException.class);
    assertThat(of(new HttpReply.Truncated(Replies.head(502), cause)))
        .isInstanceOf(HttpStatusException.class);
    assertThat(of(new HttpReply.Truncated(Replies.head(200), cause)))
        .isInstanceOf(InvalidResponseException.class)
        .hasCause(cause)
        .hasMessageContaining("invalid response: truncated [");
    assertThat(of(new HttpReply.TooLarge(Replies.head(200))))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("invalid response: too large [");
  }
}
