package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The constants of the catalogue agree with the contract. */
class CatalogueTest {

  static List<ContractOperation> contract() {
    return ContractOperation.all();
  }

  @Test
  void operations_always_areThoseOfTheContract() {
    assertThat(Catalogue.operations())
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(
            contract().stream().map(ContractOperation::name).toList());
  }

  /** By reflection, so that an operation which is added later can't be missing from the list. */
  @Test
  void all_always_hasEveryConstant() {
    assertThat(Operations.all()).containsExactlyInAnyOrderElementsOf(Catalogue.operations());
  }

  @ParameterizedTest
  @MethodSource("contract")
  void constant_always_agreesWithTheContract(ContractOperation contract) {
    Operation<?, ?> operation = Catalogue.operation(contract.name());
    assertThat(operation.path()).isEqualTo(contract.path());
    assertThat(operation.effect()).isEqualTo(contract.effect());
    assertThat(operation.evidence()).isEqualTo(contract.evidence());
    assertThat(operation.requestType().getSimpleName()).isEqualTo(contract.request());
    assertThat(operation.responseType().getSimpleName()).isEqualTo(contract.response());
    assertThat(operation)
        .hasToString(
            "%s %s (%s, %s)",
            contract.name(), contract.path(), contract.effect(), contract.evidence());
  }

  @Test
  void constants_always_areNamedLikeTheirOperations() {
    assertThat(Catalogue.constants())
        .allSatisfy(
            (name, operation) ->
                assertThat(name)
                    .isEqualTo(
                        operation.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)));
  }

  /** A wrong one changes which error responses have the outcome NOT_PROCESSED. */
  @Test
  void giftCodes_always_holdForTheGiftCardFamilyAlone() {
    assertThat(Catalogue.operations())
        .filteredOn(each -> each.responseConvention().isKnownNotProcessed(-7))
        .extracting(Operation::name)
        .containsExactlyInAnyOrder(
            "listGiftCardProducts",
            "issueGiftCard",
            "confirmGiftCard",
            "resendGiftCard",
            "resendGiftCardCode",
            "getGiftCardStatus");
    assertThat(Catalogue.operations())
        .noneMatch(each -> each.responseConvention().isKnownNotProcessed(-1));
  }

  /** A wrong one changes which reported states are taken for the command's own. */
  @Test
  void createdResources_always_areThoseThatTheStatusReports() {
    assertThat(Catalogue.operations())
        .filteredOn(each -> each.creates() != CreatedResource.NONE)
        .extracting(each -> each.name() + " " + each.creates())
        .containsExactlyInAnyOrder(
            "bulkIssueCards CARDS",
            "issueCard CARDS",
            "issuePlasticCard CARDS",
            "createClient CLIENT",
            "createTransaction TRANSACTION",
            "clearTransaction TRANSACTION",
            "refundTransaction TRANSACTION");
  }
}
