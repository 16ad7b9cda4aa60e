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
 * Loses the response to a charge twice: the client recovers the first by a status query, a
 * restarted program recovers the second.
 *
 * <p>It runs on the embedded sandbox only, which drops the responses.
 */
public final class LostResponse {

  private LostResponse() {}

  public static void main(String[] args) {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient client = sandbox.newClient()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();

      // The client queries the status of the charge and returns the reported state.
      sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      CreateTransactionRequest first = charge(cardId, "10.50", UUID.randomUUID());
      ApiResponse<?> recovered = client.execute(TransactionOperations.CREATE_TRANSACTION, first);
      step("response lost", recovered.resolution() + ", " + effects(sandbox, first));

      // Without a status query the outcome is unknown.
      sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      CreateTransactionRequest stored = charge(cardId, "20.00", UUID.randomUUID());
      try (FreedomCardClient withoutQuery =
          sandbox.newClientBuilder().retryPolicy(RetryPolicy.none()).build()) {
        withoutQuery.createTransaction(stored);
      } catch (FreedomCardException e) {
        step("response lost, status query off", e.outcome() + ", " + effects(sandbox, stored));
      }

      // After a crash: another client retries the stored request.
      try (FreedomCardClient restarted = sandbox.newClient()) {
        CreateTransactionRequest retry = charge(cardId, "20.00", stored.requestId());
        ApiResponse<?> deduplicated =
            restarted.execute(TransactionOperations.CREATE_TRANSACTION, retry);
        step("same request retried", deduplicated.resolution() + ", " + effects(sandbox, stored));
      }

      step("charged in total", sandbox.ledger().charged(cardId).toPlainString() + " KZT");
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

  private static void step(String step, String text) {
    System.out.printf("  %-34s %s%n", step, text);
  }
}
