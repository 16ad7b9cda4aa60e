package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            TransactionOperations.CREATE_TRANSACTION,
            "createTransaction /v5/card-api/transaction/create (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            TransactionOperations.CLEAR_TRANSACTION,
            "clearTransaction /v5/card-api/transaction/clearing (IDEMPOTENT_COMMAND, INFERRED)"),
        Arguments.of(
            TransactionOperations.REFUND_TRANSACTION,
            "refundTransaction /v5/card-api/transaction/refund (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            TransactionOperations.GET_TRANSACTION_INFO,
            "getTransactionInfo /v5/card-api/transaction/info (READ, INFERRED)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
