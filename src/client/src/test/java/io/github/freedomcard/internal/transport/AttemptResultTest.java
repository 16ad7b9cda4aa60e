package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response means for its attempt, where tests on sockets do not decide it. */
class AttemptResultTest {

  private static final Json JSON = new Json(8 << 20);
  private static final String ID = "828cf71d-a447-4a67-a149-c1df8bc197ca";
  private static final String OTHER_ID = "828cf71d-a447-4a67-a149-c1df8bc197cb";

  private static AttemptResult<?> of(Operation<?, ?> operation, String body) {
    return of(operation, 200, body);
  }

  private static AttemptResult<?> of(Operation<?, ?> operation, int status, String body) {
    return AttemptResult.of(Replies.complete(status, body), operation, ID, JSON);
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
  void of_whenAMemberThatDecidesOccursTwice_isUnresolved() {
    for (String body :
        new String[] {
          "{\"status\":\"ok\",\"request_status\":\"success\",\"request_status\":\"error\"}",
          "{\"status\":\"error\",\"request_status\":\"error\",\"status\":\"ok\"}",
          "{\"status\":\"ok\",\"request_status\":\"success\",\"client_id\":1,\"client_id\":1}",
          "{\"status\":\"ok\",\"request_id\":\"" + ID + "\",\"request_id\":\"" + ID + "\"}",
        }) {
      for (int status : new int[] {200, 400, 429}) {
        assertThat(of(CardOperations.BLOCK_CARD, status, body))
            .as(status + body)
            .isInstanceOf(AttemptResult.Unresolved.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BLOCK_CARD", "GET_CARD_INFO", "GET_STATEMENT", "CREATE_CLIENT"})
  void of_whenTheResponseNamesAnotherRequest_isUnresolvedWhateverItSays(String name)
      throws ReflectiveOperationException {
    Operation<?, ?> operation =
        (Operation<?, ?>)
            (name.equals("CREATE_CLIENT") ? ClientOperations.class : CardOperations.class)
                .getField(name)
                .get(null);
    for (String states :
        new String[] {
          "\"status\":\"ok\",\"request_status\":\"success\"",
          "\"status\":\"ok\",\"request_status\":\"process\"",
          "\"status\":\"ok\",\"request_status\":\"error\"",
          "\"status\":\"error\"",
        }) {
      for (int status : new int[] {200, 202, 400, 401, 403, 404, 429}) {
        String last = "{" + states + ",\"operations\":[],\"request_id\":\"%s\"}";
        assertThat(of(operation, status, last.formatted(OTHER_ID)))
            .as(status + last)
            .isInstanceOf(AttemptResult.Unresolved.class);
        assertThat(of(operation, status, last.formatted(ID.toUpperCase(Locale.ROOT))))
            .as(status + last)
            .isNotInstanceOf(AttemptResult.Unresolved.class);
      }
    }
  }

  @Test
  void of_whenTheRequestHadNoId_anyIdIsAccepted() {
    var reply = Replies.ok("{\"status\":\"ok\",\"accounts\":[],\"request_id\":\"" + ID + "\"}");
    assertThat(AttemptResult.of(reply, CardOperations.GET_BALANCE, null, JSON))
        .isInstanceOf(AttemptResult.Success.class);
  }

  @Test
  void of_whenTheStatusIsOfTheOtherFamily_isUnresolved() {
    assertThat(of(GiftCardOperations.ISSUE_GIFT_CARD, "{\"status\":\"ok\",\"card_id\":7}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
    assertThat(of(CardOperations.GET_BALANCE, "{\"status\":0,\"accounts\":[]}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
    assertThat(of(GiftCardOperations.ISSUE_GIFT_CARD, "{\"status\":0,\"card_id\":7}"))
        .isInstanceOf(AttemptResult.Success.class);
  }

  /** Where the data is long, only what comes before it is checked. */
  @Test
  void of_whenDataIsLong_checksTheIdBeforeItOnly() {
    String data = "\"operations\":[" + "{},".repeat(30_000) + "{}]";
    String states = "\"status\":\"ok\",\"request_status\":\"success\"";
    String id = "\"request_id\":\"" + OTHER_ID + "\"";
    assertThat(of(CardOperations.GET_STATEMENT, "{" + id + "," + states + "," + data + "}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
    assertThat(of(CardOperations.GET_STATEMENT, "{" + states + "," + data + "," + id + "}"))
        .isInstanceOf(AttemptResult.Success.class);
    // The state of a request is always checked to its end.
    assertThat(of(CardOperations.BLOCK_CARD, "{" + states + "," + data + "," + id + "}"))
        .isInstanceOf(AttemptResult.Unresolved.class);
  }

  @Test
  void of_whenTheStatusIsANumberOutsideTheGiftCardFamily_provesNothingButByItsHttpStatus() {
    String page = "{\"status\":404,\"error\":\"Not Found\"}";
    for (Operation<?, ?> operation :
        List.of(CardOperations.BLOCK_CARD, CardOperations.SET_PIN, CardOperations.GET_BALANCE)) {
      assertThat(of(operation, page)).isInstanceOf(AttemptResult.Unresolved.class);
      assertThat(of(operation, 404, page)).isInstanceOf(AttemptResult.ErrorResponse.class);
    }
    assertThat(of(GiftCardOperations.ISSUE_GIFT_CARD, page))
        .isInstanceOf(AttemptResult.ErrorResponse.class);
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
    // A gateway refused it by its HTTP status; in the gift card family, the number may be a code.
    assertThat(isCertain(CardOperations.SET_PIN, 404, gift.formatted(404))).isTrue();
    assertThat(isCertain(GiftCardOperations.ISSUE_GIFT_CARD, 404, gift.formatted(404))).isFalse();
  }

  private static boolean isCertain(Operation<?, ?> operation, String body) {
    return isCertain(operation, 200, body);
  }

  private static boolean isCertain(Operation<?, ?> operation, int status, String body) {
    return ((AttemptResult.ErrorResponse<?>) of(operation, status, body))
        .isKnownNotProcessed(operation.responseConvention());
  }
}
