import static io.github.freedomcard.sandbox.SandboxAssertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.transaction.*;
import io.github.freedomcard.sandbox.*;
import java.math.BigDecimal;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConcurrentChargesTest {

  @RegisterExtension
  static final FreedomCardExtension SANDBOX =
      new FreedomCardExtension(SandboxOptions.builder().build());

  private final FreedomCardSandbox ofTheInstance;

  ConcurrentChargesTest(FreedomCardSandbox sandbox) {
    this.ofTheInstance = sandbox;
  }

  @RepeatedTest(12)
  void charge_whenResponseIsLost_chargesOnce(FreedomCardSandbox sandbox, FreedomCardClient client) {
    assertThat(SANDBOX.sandbox()).isSameAs(sandbox).isSameAs(ofTheInstance);
    String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
    sandbox.faults().next("createTransaction", Fault.responseLost());
    client.createTransaction(
        CreateTransactionRequest.builder()
            .orderId("order-1")
            .cardId(cardId)
            .type(TransactionType.DEBIT)
            .amount(new BigDecimal("10.50"))
            .currency("KZT")
            .build());
    assertThat(sandbox.ledger()).card(cardId).chargedOnce("10.50", "KZT").nothingElse();
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }
}
