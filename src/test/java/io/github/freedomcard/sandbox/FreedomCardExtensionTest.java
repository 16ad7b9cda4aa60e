package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@FreedomCardTest
class FreedomCardExtensionTest {

  private final FreedomCardSandbox ofTheClass;

  FreedomCardExtensionTest(FreedomCardSandbox sandbox) {
    this.ofTheClass = sandbox;
  }

  @RepeatedTest(2)
  void test_whenRepeated_findsACleanSandbox(FreedomCardSandbox sandbox, FreedomCardClient client) {
    assertThat(sandbox).isSameAs(ofTheClass);
    assertThat(sandbox.ledger().entries()).isEmpty();
    client.issueGiftCard(
        IssueGiftCardRequest.builder()
            .cardholderName("AIGERIM SEITOVA")
            .phone("77011234567")
            .productCode(1)
            .build());
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }

  @Test
  void parameter_whenAsynchronous_isAClientOfTheSameSandbox(FreedomCardAsyncClient client) {
    assertThat(
            client
                .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
                .join()
                .productList())
        .isNotEmpty();
  }

  @Nested
  class InANestedClass {

    @Test
    void sandbox_always_isThatOfTheOutermostClass(FreedomCardSandbox sandbox) {
      assertThat(sandbox).isSameAs(ofTheClass);
    }
  }
}
