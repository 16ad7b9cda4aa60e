package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.transport.AttemptResult.Kind;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer says of the send, where the tests on the wire leave a doubt. */
class AttemptResultTest {

  private static final Json JSON = new Json(1 << 20);

  private static AttemptResult<?> of(Operation<?, ?> operation, String body) {
    return AttemptResult.of(
        HttpReply.answer(operation.path(), 200, Map.of(), body.getBytes(UTF_8)), operation, JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "process", "error", "other"})
  void of_whenTheStateOfARequestIsAskedFor_isAnAnswerWhateverTheState(String state) {
    String body = "{\"status\":\"ok\",\"request_status\":\"" + state + "\"}";
    assertThat(of(RequestOperations.GET_REQUEST_STATUS, body).kind()).isEqualTo(Kind.ANSWER);
  }

  @Test
  void of_whenAReadOfDataFailed_isAnErrorAnswer() {
    String body = "{\"status\":\"ok\",\"request_status\":\"error\",\"accounts\":[]}";
    assertThat(of(CardOperations.GET_BALANCE, body).kind()).isEqualTo(Kind.ERROR_ANSWER);
  }

  @Test
  void of_whenAMemberComesTwiceAndOneIsAnError_isNoSuccess() {
    String body = "{\"status\":\"ok\",\"request_status\":\"success\",\"request_status\":\"error\"}";
    assertThat(of(CardOperations.BLOCK_CARD, body).kind()).isEqualTo(Kind.ERROR_ANSWER);
  }

  @Test
  void of_whenAnAnswerOfDataHasNoStatus_isOpenUnlessTheStatusIsOptional() {
    assertThat(of(CardOperations.GET_EXTENDED_STATEMENT, "{}").kind()).isEqualTo(Kind.ANSWER);
    assertThat(of(CardOperations.GET_STATEMENT, "{\"operations\":[]}").kind()).isEqualTo(Kind.OPEN);
    assertThat(of(CardOperations.GET_EXTENDED_STATEMENT, "{\"status\":\"odd\"}").kind())
        .isEqualTo(Kind.OPEN);
  }

  @Test
  void toException_whenNobodyAnswered_namesTheKindOfTrouble() {
    assertThat(message(new InterruptedIOException("with an address"))).contains("time-out");
    assertThat(message(new ConnectException("with an address")))
        .contains("ConnectException")
        .doesNotContain("address");
  }

  private static String message(IOException trouble) {
    Operation<?, ?> operation = CardOperations.BLOCK_CARD;
    AttemptResult<?> verdict =
        AttemptResult.of(HttpReply.none(operation.path(), trouble, true), operation, JSON);
    return String.valueOf(
        verdict
            .toException(new CallContext(operation, null, 1, Outcome.UNKNOWN), null)
            .getMessage());
  }
}
