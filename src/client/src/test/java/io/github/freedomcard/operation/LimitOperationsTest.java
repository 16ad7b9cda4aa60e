package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            LimitOperations.SET_LIMITS,
            "setLimits /v5/card-api/limits/set (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            LimitOperations.LIST_LIMITS, "listLimits /v5/card-api/limits/list (READ, DOCUMENTED)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
