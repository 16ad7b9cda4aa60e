package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            RequestOperations.GET_REQUEST_STATUS,
            "getRequestStatus /v5/card-api/request/status (READ, DOCUMENTED)"),
        Arguments.of(
            RequestOperations.GET_TRANSACTION_REQUEST_STATUS,
            "getTransactionRequestStatus /v5/card-api/request/status (READ, PARTIAL)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
