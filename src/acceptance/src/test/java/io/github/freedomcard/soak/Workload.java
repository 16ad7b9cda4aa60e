package io.github.freedomcard.soak;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.limit.Limit;
import io.github.freedomcard.model.limit.LimitAmount;
import io.github.freedomcard.model.limit.LimitAmountType;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.LimitTransactionType;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.testing.Requests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Generates a round's commands on its cards and transactions. Thread-safe. */
final class Workload {

  private static final int MAX_BULK_QUANTITY = 1_000;

  private final FreedomCardSandbox sandbox;
  private final String clientId;

  /** Cards that are used by one command each. */
  private final Queue<String> unusedCards = new ConcurrentLinkedQueue<>();

  /** A card and a debit for each thread. */
  private final List<String> cards = new ArrayList<>();

  private final List<String> debits = new ArrayList<>();

  /** Creates the cards and transactions, through a client without faults. */
  Workload(FreedomCardSandbox sandbox, FreedomCardClient client, int threads, int unusedCount) {
    this.sandbox = sandbox;
    this.clientId =
        requireNonNull(client.createClient(Requests.of(ClientOperations.CREATE_CLIENT)).clientId());
    for (int left = unusedCount; left > 0; left -= MAX_BULK_QUANTITY) {
      unusedCards.addAll(cards(client, Math.min(left, MAX_BULK_QUANTITY)));
    }
    for (String card : cards(client, threads)) {
      client.activateCard(ActivateCardRequest.builder().cardId(card).build());
      client.createTransaction(transaction(card, TransactionType.CREDIT, "1000000000"));
      cards.add(card);
      debits.add(
          requireNonNull(
              client
                  .createTransaction(transaction(card, TransactionType.DEBIT, "1000000"))
                  .transactionId()));
    }
  }

  private static List<String> cards(FreedomCardClient client, int quantity) {
    BulkIssueCardsRequest issue =
        BulkIssueCardsRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .quantity(quantity)
            .build();
    client.bulkIssueCards(issue);
    return client
        .getRequestStatus(RequestStatusRequest.builder().requestId(issue.requestId()).build())
        .cards()
        .stream()
        .map(RequestState.Card::cardId)
        .toList();
  }

  /** Returns the next command of a thread. */
  Command<?, ?> command(int thread, Random random) {
    String card = cards.get(thread);
    int kind = random.nextInt(100);
    if (kind < 20) {
      return Command.idempotent(
          TransactionOperations.CREATE_TRANSACTION,
          transaction(card, TransactionType.CREDIT, "2.50"));
    }
    if (kind < 38) {
      return Command.idempotent(
          TransactionOperations.CREATE_TRANSACTION,
          transaction(card, TransactionType.DEBIT, "1.30"));
    }
    if (kind < 53) {
      return Command.idempotent(
          TransactionOperations.REFUND_TRANSACTION,
          RefundTransactionRequest.builder()
              .orderId("order-1")
              .transactionId(debits.get(thread))
              .amount(new BigDecimal("0.70"))
              .build());
    }
    if (kind < 63) {
      return Command.idempotent(
          ClientOperations.CREATE_CLIENT, Requests.of(ClientOperations.CREATE_CLIENT));
    }
    if (kind < 72) {
      return Command.idempotent(
          CardOperations.ISSUE_CARD,
          IssueCardRequest.forClient(clientId).productId(ProductId.INSTANT_CARD).build());
    }
    if (kind < 74) {
      // The card may be blocked already: the server then refuses the command without a fault.
      return Command.idempotent(
          CardOperations.BLOCK_CARD,
          BlockCardRequest.builder().cardId(card).description("soak").build());
    }
    if (kind < 80) {
      return Command.idempotent(
          CardOperations.UNBLOCK_CARD,
          UnblockCardRequest.builder().cardId(card).description("soak").build());
    }
    if (kind < 85) {
      return Command.idempotent(
          CardOperations.RESET_PIN_COUNTER, ResetPinCounterRequest.builder().cardId(card).build());
    }
    if (kind < 88) {
      return Command.idempotent(LimitOperations.SET_LIMITS, limits(card));
    }
    if (kind < 90) {
      return Command.idempotent(
          CardOperations.ACTIVATE_CARD, ActivateCardRequest.builder().cardId(unusedCard()).build());
    }
    if (kind < 95) {
      String unusedCard = unusedCard();
      return new Command<>(
          CardOperations.SET_PIN, SetPinRequest.builder().cardId(unusedCard).build(), unusedCard);
    }
    long blank = sandbox.arrange().blankGiftCard();
    return new Command<>(
        GiftCardOperations.ISSUE_GIFT_CARD,
        IssueGiftCardRequest.builder()
            .cardholderName("AIGERIM SEITOVA")
            .phone(Phone.of("+7 701 123-45-67"))
            .productCode(1)
            .cardId(blank)
            .build(),
        Long.toString(blank));
  }

  private String unusedCard() {
    return requireNonNull(unusedCards.poll(), "too few unused cards");
  }

  private static CreateTransactionRequest transaction(
      String card, TransactionType type, String amount) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(card)
        .type(type)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .build();
  }

  private static SetLimitsRequest limits(String card) {
    return SetLimitsRequest.builder()
        .object(LimitObject.builder().type(LimitObjectType.CARD).value(card).build())
        .limits(
            List.of(
                Limit.builder()
                    .transactionType(LimitTransactionType.PAY)
                    .amount(
                        List.of(
                            LimitAmount.builder()
                                .type(LimitAmountType.MAX)
                                .value(new BigDecimal("1000"))
                                .currency("KZT")
                                .build()))
                    .build()))
        .build();
  }
}
