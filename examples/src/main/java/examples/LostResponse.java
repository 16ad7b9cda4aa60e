package examples;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * The answer to a charge is lost, twice: once the client finds out by itself, once a restart does.
 *
 * <p>It runs on the embedded sandbox only, which loses the answers.
 */
public final class LostResponse {

  private LostResponse() {}

  public static void main(String[] args) {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient client = sandbox.newClient()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();

      // The client asks what became of the charge, and returns what it is told.
      sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      CreateTransactionRequest once = charge(cardId, "10.50", UUID.randomUUID());
      ApiResponse<?> asked = client.execute(TransactionOperations.CREATE_TRANSACTION, once);
      step("answer lost", asked.resolution() + ", " + effects(sandbox, once));

      // A client that may not ask can't tell, and says so.
      sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      CreateTransactionRequest stored = charge(cardId, "20.00", UUID.randomUUID());
      try (FreedomCardClient hasty =
          sandbox.newClientBuilder().retryPolicy(RetryPolicy.none()).build()) {
        hasty.createTransaction(stored);
      } catch (FreedomCardException e) {
        step("answer lost, no question", e.outcome() + ", " + effects(sandbox, stored));
      }

      // After a crash: the same request, made again from what was stored, by another client.
      try (FreedomCardClient restarted = sandbox.newClient()) {
        CreateTransactionRequest again = charge(cardId, "20.00", stored.requestId());
        ApiResponse<?> told = restarted.execute(TransactionOperations.CREATE_TRANSACTION, again);
        step("same request again", told.resolution() + ", " + effects(sandbox, stored));
      }

      step("charged in all", sandbox.ledger().charged(cardId).toPlainString() + " KZT");
      if (sandbox.ledger().charged(cardId).compareTo(new BigDecimal("30.50")) != 0) {
        throw new IllegalStateException("charged twice");
      }
    }
  }

  private static CreateTransactionRequest charge(String cardId, String amount, UUID requestId) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .requestId(requestId)
        .build();
  }

  private static String effects(FreedomCardSandbox sandbox, CreateTransactionRequest charge) {
    return "charged " + sandbox.ledger().effects(charge.requestId()) + " time(s)";
  }

  private static void step(String step, String what) {
    System.out.printf("  %-26s %s%n", step, what);
  }
}
