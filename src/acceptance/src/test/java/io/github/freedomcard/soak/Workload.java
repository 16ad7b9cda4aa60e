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

/** The cards and transactions that a round's commands are about. Thread-safe. */
final class Workload {

  private static final int MOST_IMMEDIATE = 1_000;

  private final FreedomCardSandbox sandbox;
  private final String clientId;

  /** Cards that are open to one command each. */
  private final Queue<String> fresh = new ConcurrentLinkedQueue<>();

  /** A card and a debit for each thread. */
  private final List<String> cards = new ArrayList<>();

  private final List<String> debits = new ArrayList<>();

  /** Makes it, through a client that nothing goes wrong with. */
  Workload(FreedomCardSandbox sandbox, FreedomCardClient client, int threads, int freshCards) {
    this.sandbox = sandbox;
    this.clientId =
        requireNonNull(client.createClient(Requests.of(ClientOperations.CREATE_CLIENT)).clientId());
    for (int left = freshCards; left > 0; left -= MOST_IMMEDIATE) {
      fresh.addAll(cards(client, Math.min(left, MOST_IMMEDIATE)));
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

  /** A command such as the thread with this number makes them. */
  Command<?, ?> command(int thread, Random random) {
    String card = cards.get(thread);
    int kind = random.nextInt(100);
    if (kind < 20) {
      return Command.keyed(
          TransactionOperations.CREATE_TRANSACTION,
          transaction(card, TransactionType.CREDIT, "2.50"));
    }
    if (kind < 38) {
      return Command.keyed(
          TransactionOperations.CREATE_TRANSACTION,
          transaction(card, TransactionType.DEBIT, "1.30"));
    }
    if (kind < 53) {
      return Command.keyed(
          TransactionOperations.REFUND_TRANSACTION,
          RefundTransactionRequest.builder()
              .orderId("order-1")
              .transactionId(debits.get(thread))
              .amount(new BigDecimal("0.70"))
              .build());
    }
    if (kind < 63) {
      return Command.keyed(
          ClientOperations.CREATE_CLIENT, Requests.of(ClientOperations.CREATE_CLIENT));
    }
    if (kind < 72) {
      return Command.keyed(
          CardOperations.ISSUE_CARD,
          IssueCardRequest.forClient(clientId).productId(ProductId.INSTANT_CARD).build());
    }
    if (kind < 74) {
      // Now and then the card is not in the state for it: a refusal that is no fault.
      return Command.keyed(
          CardOperations.BLOCK_CARD,
          BlockCardRequest.builder().cardId(card).description("soak").build());
    }
    if (kind < 80) {
      return Command.keyed(
          CardOperations.UNBLOCK_CARD,
          UnblockCardRequest.builder().cardId(card).description("soak").build());
    }
    if (kind < 85) {
      return Command.keyed(
          CardOperations.RESET_PIN_COUNTER, ResetPinCounterRequest.builder().cardId(card).build());
    }
    if (kind < 88) {
      return Command.keyed(LimitOperations.SET_LIMITS, limits(card));
    }
    if (kind < 90) {
      return Command.keyed(
          CardOperations.ACTIVATE_CARD, ActivateCardRequest.builder().cardId(freshCard()).build());
    }
    if (kind < 95) {
      String freshCard = freshCard();
      return new Command<>(
          CardOperations.SET_PIN, SetPinRequest.builder().cardId(freshCard).build(), freshCard);
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

  private String freshCard() {
    return requireNonNull(fresh.poll(), "too few fresh cards");
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
