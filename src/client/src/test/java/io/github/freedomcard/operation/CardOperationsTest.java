package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CardOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            CardOperations.BULK_ISSUE_CARDS,
            "bulkIssueCards /v5/card-api/card/bulk_issue (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            CardOperations.ISSUE_CARD,
            "issueCard /v5/card-api/card/issue (IDEMPOTENT_COMMAND, PARTIAL)"),
        Arguments.of(
            CardOperations.ISSUE_PLASTIC_CARD,
            "issuePlasticCard /v5/card-api/card/issue_plastic (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            CardOperations.ACTIVATE_CARD,
            "activateCard /v5/card-api/card/activate (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            CardOperations.BLOCK_CARD,
            "blockCard /v5/card-api/card/block (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            CardOperations.UNBLOCK_CARD,
            "unblockCard /v5/card-api/card/unblock (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            CardOperations.CLOSE_CARD,
            "closeCard /v5/card-api/card/close (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            CardOperations.SET_PIN,
            "setPin /v5/card-api/card/set_pin (NON_IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            CardOperations.RESET_PIN_COUNTER,
            "resetPinCounter /v5/card-api/card/reset_counter_pin (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            CardOperations.LINK_CLIENT,
            "linkClient /v5/card-api/card/link (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            CardOperations.GET_CARD_INFO, "getCardInfo /v5/card-api/card/info (READ, PARTIAL)"),
        Arguments.of(
            CardOperations.GET_BALANCE, "getBalance /v5/card-api/card/balance (READ, INFERRED)"),
        Arguments.of(
            CardOperations.GET_SECRET_DATA,
            "getSecretData /v5/card-api/card/secret_data (READ, INFERRED)"),
        Arguments.of(
            CardOperations.GET_SECRET_DATA_V2,
            "getSecretDataV2 /v5/card-api/card/secret_data_v2 (READ, INFERRED)"),
        Arguments.of(
            CardOperations.GET_STATEMENT,
            "getStatement /v5/card-api/card/statement (READ, DOCUMENTED)"),
        Arguments.of(
            CardOperations.GET_EXTENDED_STATEMENT,
            "getExtendedStatement /v5/card-api/card/statement_extended (READ, DOCUMENTED)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
