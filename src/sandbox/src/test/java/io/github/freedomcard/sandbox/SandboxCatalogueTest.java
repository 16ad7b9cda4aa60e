package io.github.freedomcard.sandbox;

import static io.github.freedomcard.operation.RequestOperations.GET_REQUEST_STATUS;
import static io.github.freedomcard.operation.RequestOperations.GET_TRANSACTION_REQUEST_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.testing.Catalogue;
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

  @Test
  void routes_always_matchContractPaths() {
    assertThat(routes)
        .extracting(route -> route.name() + " " + route.path())
        .containsExactlyInAnyOrder(
            "bulkIssueCards /v5/card-api/card/bulk_issue",
            "issueCard /v5/card-api/card/issue",
            "issuePlasticCard /v5/card-api/card/issue_plastic",
            "activateCard /v5/card-api/card/activate",
            "blockCard /v5/card-api/card/block",
            "unblockCard /v5/card-api/card/unblock",
            "closeCard /v5/card-api/card/close",
            "setPin /v5/card-api/card/set_pin",
            "resetPinCounter /v5/card-api/card/reset_counter_pin",
            "linkClient /v5/card-api/card/link",
            "getCardInfo /v5/card-api/card/info",
            "getBalance /v5/card-api/card/balance",
            "getSecretData /v5/card-api/card/secret_data",
            "getSecretDataV2 /v5/card-api/card/secret_data_v2",
            "getStatement /v5/card-api/card/statement",
            "getExtendedStatement /v5/card-api/card/statement_extended",
            "createClient /v5/card-api/client/add",
            "updateClient /v5/card-api/client/update",
            "listCards /v5/card-api/client/cards",
            // getTransactionRequestStatus has the same path.
            "getRequestStatus /v5/card-api/request/status",
            "createTransaction /v5/card-api/transaction/create",
            "clearTransaction /v5/card-api/transaction/clearing",
            "refundTransaction /v5/card-api/transaction/refund",
            "getTransactionInfo /v5/card-api/transaction/info",
            "setLimits /v5/card-api/limits/set",
            "listLimits /v5/card-api/limits/list",
            "validateCardholder /v5/card-api/external/cardholder_validate",
            "listGiftCardProducts /v5/cards/product_list",
            "issueGiftCard /v5/cards/issue_card",
            "confirmGiftCard /v5/cards/activate_card",
            "resendGiftCard /v5/cards/resend_card",
            "resendGiftCardCode /v5/cards/resend_code",
            "getGiftCardStatus /v5/cards/card_status");
  }

  /** Every operation of the client has a route with the same path and name. */
  @Test
  void routes_always_matchClientCatalogue() {
    assertThat(routes)
        .extracting(route -> route.name() + " " + route.path() + " " + route.effect())
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.operations().stream()
                .filter(operation -> operation != GET_TRANSACTION_REQUEST_STATUS)
                .map(each -> each.name() + " " + each.path() + " " + each.effect())
                .toList());
    assertThat(GET_TRANSACTION_REQUEST_STATUS.path()).isEqualTo(GET_REQUEST_STATUS.path());
  }

  @Test
  void routes_always_matchContractEffects() {
    assertThat(routes).filteredOn(OperationRoute::effect, Effect.READ).hasSize(14 - 1);
    assertThat(routes).filteredOn(OperationRoute::effect, Effect.IDEMPOTENT_COMMAND).hasSize(15);
    assertThat(routes).filteredOn(OperationRoute::effect, Effect.NON_IDEMPOTENT_COMMAND).hasSize(5);
  }

  @Test
  void routes_always_matchContractRequestIds() {
    assertThat(routes)
        .filteredOn(route -> route.identified() && route.effect() == Effect.READ)
        .extracting(OperationRoute::name)
        .containsExactlyInAnyOrder("getCardInfo", "listLimits", "validateCardholder");
    assertThat(routes)
        .filteredOn(OperationRoute::effect, Effect.IDEMPOTENT_COMMAND)
        .allMatch(OperationRoute::identified);
    assertThat(routes)
        .filteredOn(OperationRoute::effect, Effect.NON_IDEMPOTENT_COMMAND)
        .noneMatch(OperationRoute::identified);
  }
}
