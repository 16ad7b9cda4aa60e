package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GiftCardOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            GiftCardOperations.LIST_GIFT_CARD_PRODUCTS,
            "listGiftCardProducts /v5/cards/product_list (READ, INFERRED)"),
        Arguments.of(
            GiftCardOperations.ISSUE_GIFT_CARD,
            "issueGiftCard /v5/cards/issue_card (NON_IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            GiftCardOperations.CONFIRM_GIFT_CARD,
            "confirmGiftCard /v5/cards/activate_card (NON_IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            GiftCardOperations.RESEND_GIFT_CARD,
            "resendGiftCard /v5/cards/resend_card (NON_IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            GiftCardOperations.RESEND_GIFT_CARD_CODE,
            "resendGiftCardCode /v5/cards/resend_code (NON_IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            GiftCardOperations.GET_GIFT_CARD_STATUS,
            "getGiftCardStatus /v5/cards/card_status (READ, INFERRED)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
