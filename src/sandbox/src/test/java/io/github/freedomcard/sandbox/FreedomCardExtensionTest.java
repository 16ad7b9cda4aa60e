package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.JupiterRun.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.operation.CardOperations;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@FreedomCardTest
class FreedomCardExtensionTest {

  private final FreedomCardSandbox ofTheClass;

  FreedomCardExtensionTest(FreedomCardSandbox sandbox) {
    this.ofTheClass = sandbox;
  }

  @RepeatedTest(2)
  void test_whenRepeated_sandboxIsClean(FreedomCardSandbox sandbox, FreedomCardClient client) {
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
  void parameter_whenAsynchronous_isClientOfSameSandbox(FreedomCardAsyncClient client) {
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
    void sandbox_always_isSharedWithOutermostClass(FreedomCardSandbox sandbox) {
      assertThat(sandbox).isSameAs(ofTheClass);
    }
  }

  private static BlockCardRequest block(FreedomCardSandbox sandbox) {
    return BlockCardRequest.builder()
        .cardId(sandbox.arrange().activeCard().add())
        .description("lost")
        .build();
  }

  private static void assertThatNothingIsSent(
      FreedomCardSandbox sandbox, FreedomCardClient client) {
    BlockCardRequest request = block(sandbox);
    sandbox.faults().refuseConnections();
    assertThatExceptionOfType(FreedomCardException.class)
        .isThrownBy(() -> client.blockCard(request))
        .extracting(FreedomCardException::outcome)
        .isEqualTo(Outcome.NOT_PROCESSED);
    sandbox.faults().acceptConnections();
    assertThat(client.blockCard(request).isSuccess()).isTrue();
  }

  @FreedomCardTest
  static class RefusedTwice {

    private final FreedomCardClient ofTheInstance;

    RefusedTwice(FreedomCardClient client) {
      this.ofTheInstance = client;
    }

    @RepeatedTest(value = 2, name = "parameter {currentRepetition}")
    void parameter(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(client).isSameAs(ofTheInstance);
      assertThatNothingIsSent(sandbox, client);
    }

    @RepeatedTest(value = 2, name = "field {currentRepetition}")
    void field(FreedomCardSandbox sandbox) {
      assertThatNothingIsSent(sandbox, ofTheInstance);
    }
  }

  @Test
  void client_whenEarlierTestsMadeCalls_hasOwnConnections() {
    assertThat(run(RefusedTwice.class)).hasSize(4).values().containsOnly("passed");
  }

  @FreedomCardTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {

    private final FreedomCardClient ofTheInstance;

    OneInstance(FreedomCardClient client) {
      this.ofTheInstance = client;
    }

    @BeforeAll
    void beforeAll(FreedomCardClient client) {
      assertThat(client).isSameAs(ofTheInstance);
    }

    @RepeatedTest(value = 2, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(client).isNotSameAs(ofTheInstance);
      assertThat(ofTheInstance.blockCard(block(sandbox)).isSuccess()).isTrue();
    }
  }

  @Test
  void client_whenInstancePerClass_livesAsLongAsClass() {
    assertThat(run(OneInstance.class)).hasSize(2).values().containsOnly("passed");
  }

  @FreedomCardTest
  static class Armed {

    @Test
    void notTriggered(FreedomCardSandbox sandbox, FreedomCardClient client) {
      sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost()).resetConnections(1);
    }

    @Test
    void triggered(FreedomCardSandbox sandbox, FreedomCardClient client) {
      sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost());
      client.blockCard(block(sandbox));
    }

    @Test
    void disarmed(FreedomCardSandbox sandbox, FreedomCardClient client) {
      sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost()).clear();
    }

    @Test
    void always(FreedomCardSandbox sandbox, FreedomCardClient client) {
      sandbox.faults().always(CardOperations.BLOCK_CARD, Fault.responseLost());
    }

    @Test
    void failsItself(FreedomCardSandbox sandbox, FreedomCardClient client) {
      sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost());
      throw new AssertionError("of its own");
    }
  }

  @Test
  void test_whenFaultWasNotTriggered_failsUnlessItFailedItself() {
    assertThat(run(Armed.class))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "notTriggered",
                "armed faults that were not triggered: [blockCard: responseLost, any request:"
                    + " connectionReset]; if this is expected, call faults().clear() at"
                    + " the end of the test",
                "triggered",
                "passed",
                "disarmed",
                "passed",
                "always",
                "passed",
                "failsItself",
                "of its own"));
  }
}
