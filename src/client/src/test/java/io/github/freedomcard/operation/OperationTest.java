package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.gift.GiftStatus;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {

  record Idempotent(UUID requestId) implements IdempotentRequest {}

  @Test
  void read_whenCallerDefined_hasTheArguments() {
    Operation<Integer, String> operation =
        Operation.read("getThing", "/v5/thing", Integer.class, String.class);
    assertThat(operation.name()).isEqualTo("getThing");
    assertThat(operation.path()).isEqualTo("/v5/thing");
    assertThat(operation.effect()).isEqualTo(Effect.READ);
    assertThat(operation.evidence()).isEqualTo(Evidence.CALLER_DEFINED);
    assertThat(operation.requestType()).isEqualTo(Integer.class);
    assertThat(operation.responseType()).isEqualTo(String.class);
    assertThat(operation).hasToString("getThing /v5/thing (READ, CALLER_DEFINED)");
  }

  @Test
  void idempotentCommand_whenCallerDefined_returnsRequestState() {
    Operation<Idempotent, RequestState> operation =
        Operation.idempotentCommand("doThing", "/v5/thing", Idempotent.class);
    assertThat(operation.effect()).isEqualTo(Effect.IDEMPOTENT_COMMAND);
    assertThat(operation.evidence()).isEqualTo(Evidence.CALLER_DEFINED);
    assertThat(operation.responseType()).isEqualTo(RequestState.class);
  }

  @Test
  void nonIdempotentCommand_whenCallerDefined_hasTheArguments() {
    Operation<String, String> operation =
        Operation.nonIdempotentCommand("doThing", "/v5/thing", String.class, String.class);
    assertThat(operation.effect()).isEqualTo(Effect.NON_IDEMPOTENT_COMMAND);
    assertThat(operation.evidence()).isEqualTo(Evidence.CALLER_DEFINED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v5/thing?x=1",
        "/v5/thing#x",
        "/v5/../thing",
        "/v5/thing/..",
        "/v5/a thing",
        "../../payments/x",
        "v5/thing",
        "//host/thing",
        "https://host/thing",
        "/v5/%2e%2e/thing",
        ""
      })
  void factories_whenPathIsNotPlain_rejected(String path) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> Operation.read("n", path, String.class, String.class),
            () -> Operation.idempotentCommand("n", path, Idempotent.class),
            () -> Operation.nonIdempotentCommand("n", path, String.class, String.class))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessage("path: not a plain absolute path: " + path);
    }
  }

  @Test
  void factories_whenNameIsBlank_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.read(" ", "/a", String.class, String.class))
        .withMessage("name: blank");
  }

  @Test
  @SuppressWarnings("NullAway")
  void factories_whenNull_namesTheParameter() {
    assertThatNullPointerException()
        .isThrownBy(() -> Operation.read(null, "/a", String.class, String.class))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> Operation.read("n", null, String.class, String.class))
        .withMessage("path");
    assertThatNullPointerException()
        .isThrownBy(() -> Operation.read("n", "/a", (Class<String>) null, String.class))
        .withMessage("requestType");
    assertThatNullPointerException()
        .isThrownBy(() -> Operation.read("n", "/a", String.class, (Class<String>) null))
        .withMessage("responseType");
  }

  @Test
  void responseConvention_ofTheCatalogue_isThatOfTheResponse() {
    ResponseConvention data = CardOperations.GET_STATEMENT.responseConvention();
    assertThat(data.isRequestState()).isFalse();
    assertThat(data.acceptsAnyStatus()).isFalse();
    assertThat(data.acceptsMissingStatus()).isFalse();
    assertThat(data.nameOf(-8)).isNull();
    assertThat(data.isKnownNotProcessed(-8)).isFalse();
    ResponseConvention optional = CardOperations.GET_EXTENDED_STATEMENT.responseConvention();
    assertThat(optional.acceptsMissingStatus()).isTrue();
    assertThat(optional.acceptsAnyStatus()).isFalse();
    ResponseConvention state = CardOperations.SET_PIN.responseConvention();
    assertThat(state.isRequestState()).isTrue();
    assertThat(state.acceptsAnyStatus()).isTrue();
    ResponseConvention gift = GiftCardOperations.ISSUE_GIFT_CARD.responseConvention();
    assertThat(gift.acceptsMissingStatus()).isFalse();
    assertThat(gift.nameOf(-8)).isEqualTo("OTP_WRONG");
    assertThat(gift.nameOf(-12)).isNull();
  }

  @Test
  void responseConvention_ofACaller_acceptsAnyStatus() {
    ResponseConvention data =
        Operation.read("n", "/a", String.class, String.class).responseConvention();
    assertThat(data.acceptsAnyStatus()).isTrue();
    assertThat(data.isRequestState()).isFalse();
    assertThat(data.isKnownNotProcessed(-8)).isTrue();
    assertThat(data.requestState("data")).isNull();
    assertThat(data.withRequestId("data", UUID.randomUUID())).isEqualTo("data");
    assertThat(
            Operation.read("n", "/a", String.class, RequestState.class)
                .responseConvention()
                .isRequestState())
        .isTrue();
  }

  /** The codes and the model's statuses are two lists of the same numbers. */
  @Test
  void giftErrorCode_each_isAStatusOfThatName() throws ReflectiveOperationException {
    for (GiftErrorCode code : GiftErrorCode.values()) {
      GiftStatus status = (GiftStatus) GiftStatus.class.getField(code.name()).get(null);
      assertThat(GiftErrorCode.of(Integer.parseInt(status.value()))).isEqualTo(code);
    }
  }

  @Test
  void equals_whenSameParts_stillDifferent() {
    assertThat(Operation.read("n", "/a", String.class, String.class))
        .isNotEqualTo(Operation.read("n", "/a", String.class, String.class));
  }
}
