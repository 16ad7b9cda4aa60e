package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientOperationsTest {

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of(
            ClientOperations.CREATE_CLIENT,
            "createClient /v5/card-api/client/add (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            ClientOperations.UPDATE_CLIENT,
            "updateClient /v5/card-api/client/update (IDEMPOTENT_COMMAND, DOCUMENTED)"),
        Arguments.of(
            ClientOperations.LIST_CARDS, "listCards /v5/card-api/client/cards (READ, INFERRED)"),
        Arguments.of(
            ClientOperations.VALIDATE_CARDHOLDER,
            "validateCardholder /v5/card-api/external/cardholder_validate (READ, PARTIAL)"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void constants_always_asTheContractSays(Operation<?, ?> operation, String contract) {
    assertThat(operation).hasToString(contract);
  }
}
