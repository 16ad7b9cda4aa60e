package examples;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.client.Client;
import io.github.freedomcard.model.client.ClientType;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.Residency;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

/**
 * Takes a card through its life cycle, from creating its client to closing it.
 *
 * <p>It runs on the embedded sandbox; with {@code FREEDOM_CARD_AUTH_ID}, {@code
 * FREEDOM_CARD_SECRET_KEY} and {@code FREEDOM_CARD_ENVIRONMENT=test} set, on the vendor's test
 * host.
 */
public final class CardLifecycle {

  private CardLifecycle() {}

  public static void main(String[] args) {
    try (ExampleHost host = ExampleHost.open()) {
      run(host.client());
    } catch (FreedomCardException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(FreedomCardClient card) {
    Client person =
        Client.builder()
            .phone("+7 701 123-45-67")
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.RESIDENT)
            .firstName("AIGERIM")
            .lastName("SEITOVA")
            .build();
    RequestState created =
        complete(
            card,
            "client created",
            card.createClient(
                CreateClientRequest.builder()
                    .productId(ProductId.INSTANT_CARD)
                    .client(person)
                    .build()));
    String clientId = created.clientId();

    RequestState issued =
        complete(
            card,
            "card issued",
            card.issueCard(
                IssueCardRequest.forClient(clientId).productId(ProductId.INSTANT_CARD).build()));
    String cardId = issued.cards().get(0).cardId();

    complete(
        card,
        "card activated",
        card.activateCard(ActivateCardRequest.builder().cardId(cardId).build()));

    // Without a PIN, the processing centre generates one.
    complete(card, "PIN set", card.setPin(SetPinRequest.builder().cardId(cardId).build()));

    complete(
        card,
        "credited 50000.00 KZT",
        card.createTransaction(
            CreateTransactionRequest.builder()
                .orderId("top-up-1")
                .cardId(cardId)
                .type(TransactionType.CREDIT)
                .amount(new BigDecimal("50000.00"))
                .currency("KZT")
                .build()));

    RequestState charge =
        complete(
            card,
            "charged 10500.50 KZT",
            card.createTransaction(
                CreateTransactionRequest.builder()
                    .orderId("order-1")
                    .cardId(cardId)
                    .type(TransactionType.DEBIT)
                    .amount(new BigDecimal("10500.50"))
                    .currency("KZT")
                    .description("A pair of shoes")
                    .build()));
    String transactionId = charge.transactionId();

    complete(
        card,
        "charge cleared",
        card.clearTransaction(
            ClearTransactionRequest.builder()
                .orderId("order-1")
                .transactionId(transactionId)
                .build()));

    complete(
        card,
        "500.50 KZT refunded",
        card.refundTransaction(
            RefundTransactionRequest.builder()
                .orderId("order-1")
                .transactionId(transactionId)
                .amount(new BigDecimal("500.50"))
                .build()));

    card.getStatement(StatementRequest.builder().cardId(cardId).build())
        .operations()
        .forEach(
            operation ->
                System.out.printf(
                    "  %-24s %s %s %s%n",
                    "statement",
                    operation.type(),
                    operation.amount().toPlainString(),
                    operation.currency()));
    card.getBalance(BalanceRequest.builder().cardId(cardId).build())
        .accounts()
        .forEach(
            account ->
                System.out.printf(
                    "  %-24s %s %s%n",
                    "balance", account.amount().toPlainString(), account.currency()));

    complete(
        card,
        "card blocked",
        card.blockCard(BlockCardRequest.builder().cardId(cardId).description("lost").build()));
    complete(
        card,
        "card unblocked",
        card.unblockCard(UnblockCardRequest.builder().cardId(cardId).description("found").build()));
    complete(
        card,
        "card closed",
        card.closeCard(CloseCardRequest.builder().cardId(cardId).description("no use").build()));
  }

  /** Waits until the request is complete; its state then has the ids that it created. */
  private static RequestState complete(FreedomCardClient card, String step, RequestState state) {
    UUID requestId = state.requestId();
    RequestState completed =
        requestId == null ? state : card.awaitCompletion(requestId, Duration.ofMinutes(1));
    System.out.printf(
        "  %-24s %s%s%n",
        step, completed.requestStatus(), requestId == null ? "" : "  request " + requestId);
    if (!completed.isSuccess()) {
      throw new IllegalStateException(step + ": " + completed);
    }
    return completed;
  }
}
