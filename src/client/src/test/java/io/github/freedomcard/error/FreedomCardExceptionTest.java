package io.github.freedomcard.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.operation.CardOperations;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the failures say of themselves; when they are thrown is the transport's business. */
class FreedomCardExceptionTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  private static FreedomCardException.CallContext facts(@Nullable UUID requestId) {
    return new FreedomCardException.CallContext(
        CardOperations.BLOCK_CARD, requestId, 2, Outcome.NOT_PROCESSED);
  }

  @Test
  void message_always_namesOperationReasonOutcomeIdAndAttempts() {
    assertThat(new AuthenticationException(403, facts(ID)))
        .hasMessage(
            "blockCard: caller refused, HTTP 403 [outcome NOT_PROCESSED, request_id "
                + ID
                + ", attempts 2]");
    assertThat(new AuthenticationException(403, facts(null)))
        .hasMessage("blockCard: caller refused, HTTP 403 [outcome NOT_PROCESSED, attempts 2]");
  }

  @Test
  void authentication_always_hasItsStatus() {
    assertThat(new AuthenticationException(401, facts(ID)).status()).isEqualTo(401);
  }

  @Test
  void rateLimit_hasTheDelayThatWasAskedForIfAny() {
    RateLimitException asked = new RateLimitException(Duration.ofSeconds(7), facts(ID));
    assertThat(asked.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(asked).hasMessageContaining("HTTP 429, retry after 7 s [");
    RateLimitException silent = new RateLimitException(null, facts(ID));
    assertThat(silent.retryAfter()).isNull();
    assertThat(silent).hasMessageContaining("HTTP 429 [");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // A code that is more than a code may be text of the vendor's, which may name persons.
        "-, 'error answer, HTTP 400, try again ['",
        "1000, 'error answer, HTTP 400, code 1000, try again ['",
        "A B, 'error answer, HTTP 400, try again ['",
      })
  void apiError_whateverTheCode_showsItOnlyIfItIsPlain(@Nullable String code, String message) {
    ApiErrorException error =
        new ApiErrorException(400, code, "text of the vendor's", null, ", try again", facts(ID));
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.description()).isEqualTo("text of the vendor's");
    assertThat(error).hasMessageContaining(message).hasMessageNotContaining("vendor");
  }
}
