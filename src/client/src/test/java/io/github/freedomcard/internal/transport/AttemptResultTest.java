package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response means for its attempt, where tests on sockets do not decide it. */
class AttemptResultTest {

  private static final Json JSON = new Json(1 << 20);

  private static AttemptResult<?> of(Operation<?, ?> operation, String body) {
    return AttemptResult.of(Replies.ok(body), operation, JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "process", "error", "other"})
  void of_whenTheStateOfARequestIsRead_succeedsWhateverTheState(String state) {
    String body = "{\"status\":\"ok\",\"request_status\":\"" + state + "\"}";
    assertThat(of(RequestOperations.GET_REQUEST_STATUS, body))
        .isInstanceOf(AttemptResult.Success.class);
  }

  @Test
  void of_whenAReadOfDataFailed_isAnErrorResponse() {
    String body = "{\"status\":\"ok\",\"request_status\":\"error\",\"accounts\":[]}";
    assertThat(of(CardOperations.GET_BALANCE, body))
        .isInstanceOf(AttemptResult.ErrorResponse.class);
  }

  @Test
  void of_whenAMemberIsDuplicateAndOneIsAnError_isAnErrorResponse() {
    String body = "{\"status\":\"ok\",\"request_status\":\"success\",\"request_status\":\"error\"}";
    assertThat(of(CardOperations.BLOCK_CARD, body)).isInstanceOf(AttemptResult.ErrorResponse.class);
  }

  @Test
  void of_whenDataHasNoStatus_isUnresolvedUnlessTheStatusIsOptional() {
    assertThat(of(CardOperations.GET_EXTENDED_STATEMENT, "{}"))
        .isInstanceOf(AttemptResult.Success.class);
    assertThat(of(CardOperations.GET_STATEMENT, "{\"operations\":[]}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
    assertThat(of(CardOperations.GET_EXTENDED_STATEMENT, "{\"status\":\"other\"}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
  }

  @Test
  void isCertainlyWithoutEffect_onlyForListedGiftCodesAndWords() {
    String gift = "{\"status\":%d}";
    for (int code : new int[] {-2, -3, -4, -6, -7, -8, -10, -11}) {
      assertThat(isCertain(GiftCardOperations.ISSUE_GIFT_CARD, gift.formatted(code))).isTrue();
    }
    for (int code : new int[] {-1, -5, -9, -12, 1}) {
      assertThat(isCertain(GiftCardOperations.ISSUE_GIFT_CARD, gift.formatted(code))).isFalse();
    }
    assertThat(isCertain(CardOperations.SET_PIN, "{\"status\":\"error\"}")).isTrue();
    // The codes belong to the gift card family; a number elsewhere says nothing.
    assertThat(isCertain(CardOperations.SET_PIN, gift.formatted(-8))).isFalse();
  }

  private static boolean isCertain(Operation<?, ?> operation, String body) {
    return ((AttemptResult.ErrorResponse<?>) of(operation, body))
        .isKnownNotProcessed(operation.responseConvention());
  }
}
