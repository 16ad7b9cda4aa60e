package io.github.freedomcard.sandbox;

import static io.github.freedomcard.operation.RequestOperations.GET_REQUEST_STATUS;
import static io.github.freedomcard.operation.RequestOperations.GET_TRANSACTION_REQUEST_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.ContractOperation;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxCatalogueTest {

  private final List<OperationRoute> routes = routes();

  private static List<OperationRoute> routes() {
    Ledger ledger = new Ledger();
    SandboxStore state = new SandboxStore(ledger, BigDecimal.ZERO);
    Processor processor =
        new Processor(state, ledger, ProcessingMode.immediate(), Clock.systemUTC());
    return FreedomCardSandbox.routes(state, processor);
  }

  /** The operations of the contract. Two of them share a path and an effect. */
  private static List<ContractOperation> contract() {
    return ContractOperation.all().stream()
        .filter(operation -> !operation.name().equals("getTransactionRequestStatus"))
        .toList();
  }

  @Test
  void routes_always_matchTheContract() {
    assertThat(routes)
        .extracting(route -> route.name() + " " + route.path() + " " + route.effect())
        .containsExactlyInAnyOrderElementsOf(
            contract().stream()
                .map(each -> each.name() + " " + each.path() + " " + each.effect())
                .toList());
    assertThat(GET_TRANSACTION_REQUEST_STATUS.path()).isEqualTo(GET_REQUEST_STATUS.path());
  }

  @Test
  void routes_always_matchContractRequestIds() {
    assertThat(routes)
        .filteredOn(OperationRoute::identified)
        .extracting(OperationRoute::name)
        .containsExactlyInAnyOrderElementsOf(
            contract().stream()
                .filter(ContractOperation::isIdentified)
                .map(ContractOperation::name)
                .toList());
  }
}
