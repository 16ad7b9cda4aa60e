package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.LedgerAudit.same;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Runs 64 threads on the same few cards: money is conserved and no command takes effect twice. */
class SandboxManyThreadsTest {

  private static final int THREADS = 64;
  private static final int CLIENTS = 8;
  private static final int COMMANDS = 100;
  private static final BigDecimal DEPOSIT = new BigDecimal("900000");

  /** A command that was sent and may be resent. */
  private record Sent<Q extends IdempotentRequest>(Q request, Function<Q, RequestState> send) {

    RequestState resend() {
      return send.apply(request);
    }
  }

  /** A command that succeeded. */
  private record Done(IdempotentRequest request, String transactionId) {}

  private final List<String> cards = new ArrayList<>();
  private final List<Sent<?>> sent = new CopyOnWriteArrayList<>();
  private final List<String> debits = new CopyOnWriteArrayList<>();
  private final List<Done> done = new CopyOnWriteArrayList<>();
  private final List<Long> gifts = new CopyOnWriteArrayList<>();
  private final Set<UUID> refused = ConcurrentHashMap.newKeySet();

  @Test
  void sandbox_whenManyThreads_moneyIsConservedAndNoSecondEffect() throws Exception {
    SandboxOptions options = SandboxOptions.builder().deposit(DEPOSIT).journalEntries(1).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options)) {
      List<FreedomCardClient> clients = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(sandbox.newClient());
        }
        setUp(clients.get(0));
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          Worker worker = new Worker(clients.get(i % CLIENTS), new Random(i));
          running.add(
              threads.submit(
                  () -> {
                    barrier.await();
                    for (int n = 0; n < COMMANDS; n++) {
                      worker.command();
                    }
                    return null;
                  }));
        }
        for (Future<?> each : running) {
          each.get();
        }
        assertBalances(sandbox, clients.get(0));
        assertEachOnce(sandbox.ledger());
        assertNoDebitSettledTwice(sandbox.ledger());
        assertDeposit(sandbox, clients.get(0));
      } finally {
        threads.shutdownNow();
        clients.forEach(FreedomCardClient::close);
      }
    }
  }

  /** Issues five active cards with money on them. */
  private void setUp(FreedomCardClient client) {
    BulkIssueCardsRequest issue =
        BulkIssueCardsRequest.builder().productId(ProductId.INSTANT_CARD).quantity(5).build();
    client.bulkIssueCards(issue);
    done.add(new Done(issue, ""));
    client
        .getRequestStatus(RequestStatusRequest.builder().requestId(issue.requestId()).build())
        .cards()
        .forEach(card -> cards.add(requireNonNull(card.cardId())));
    Worker worker = new Worker(client, new Random(-1));
    for (String card : cards) {
      worker.send(ActivateCardRequest.builder().cardId(card).build(), client::activateCard);
      worker.send(
          transaction(card, TransactionType.CREDIT, "KZT", "500"), client::createTransaction);
    }
  }

  private static CreateTransactionRequest transaction(
      String cardId, TransactionType type, String currency, String amount) {
    return CreateTransactionRequest.builder()
        .orderId("o1")
        .cardId(cardId)
        .type(type)
        .amount(new BigDecimal(amount))
        .currency(currency)
        .build();
  }

  /** The commands of one thread. */
  private final class Worker {

    private final FreedomCardClient client;
    private final Random random;

    Worker(FreedomCardClient client, Random random) {
      this.client = client;
      this.random = random;
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    void command() {
      String card = any(cards);
      String currency = random.nextInt(4) == 0 ? "USD" : "KZT";
      String amount = (1 + random.nextInt(90)) + ".25";
      int kind = debits.isEmpty() ? random.nextInt(45) : random.nextInt(100);
      if (kind < 15) {
        send(
            transaction(card, TransactionType.CREDIT, currency, amount), client::createTransaction);
      } else if (kind < 40) {
        send(transaction(card, TransactionType.DEBIT, currency, amount), client::createTransaction);
      } else if (kind < 45) {
        sell();
      } else if (kind < 60) {
        send(
            ClearTransactionRequest.builder()
                .orderId("o1")
                .transactionId(any(debits))
                .amount(random.nextBoolean() ? null : new BigDecimal("2.5"))
                .build(),
            client::clearTransaction);
      } else if (kind < 75) {
        send(
            RefundTransactionRequest.builder()
                .orderId("o1")
                .transactionId(any(debits))
                .amount(random.nextInt(3) == 0 ? null : new BigDecimal("1.75"))
                .build(),
            client::refundTransaction);
      } else if (kind < 80) {
        send(BlockCardRequest.builder().cardId(card).description("x").build(), client::blockCard);
      } else if (kind < 90) {
        send(
            UnblockCardRequest.builder().cardId(card).description("x").build(),
            client::unblockCard);
      } else if (kind < 91 && card.equals(cards.get(4))) {
        send(CloseCardRequest.builder().cardId(card).description("x").build(), client::closeCard);
      } else {
        resend(any(sent));
      }
    }

    <Q extends IdempotentRequest> void send(Q request, Function<Q, RequestState> send) {
      // Published before it is sent, so that other threads resend it while it is in flight.
      sent.add(new Sent<>(request, send));
      try {
        RequestState state = send.apply(request);
        assertThat(state.isSuccess()).isTrue();
        note(request, state);
      } catch (ApiErrorException e) {
        assertThat(e.code()).isIn(REFUSALS);
        RequestState reported = e.reportedState();
        if (e.outcome() == Outcome.NOT_PROCESSED) {
          refused.add(request.requestId());
        } else {
          // Another thread was first; the client can confirm only that this command succeeded.
          assertThat(reported != null && reported.isSuccess()).isTrue();
          note(request, requireNonNull(reported));
        }
      }
    }

    private void note(IdempotentRequest request, RequestState state) {
      String transactionId = state.transactionId() == null ? "" : state.transactionId();
      if (request instanceof CreateTransactionRequest created
          && created.type().equals(TransactionType.DEBIT)) {
        debits.add(transactionId);
      }
      done.add(new Done(request, transactionId));
    }

    /** Resends a request, perhaps while it is in flight: the client finds the first one. */
    private void resend(Sent<?> earlier) {
      try {
        earlier.resend();
      } catch (ApiErrorException e) {
        assertThat(e.code()).isIn(REFUSALS);
      }
    }

    private void sell() {
      try {
        gifts.add(
            requireNonNull(
                client
                    .issueGiftCard(
                        IssueGiftCardRequest.builder()
                            .cardholderName("AIGERIM")
                            .phone(Phone.of("77011234567"))
                            .productCode(1)
                            .build())
                    .cardId()));
      } catch (ApiErrorException e) {
        assertThat(e.code()).isEqualTo("-6");
      }
    }
  }

  private static final List<String> REFUSALS =
      List.of(
          "insufficient_funds",
          "card_status",
          "nothing_held",
          "nothing_to_refund",
          "amount_too_large",
          "duplicate_request_id");

  /** Checks the balances of each card. */
  private void assertBalances(FreedomCardSandbox sandbox, FreedomCardClient client) {
    LedgerAudit audit = new LedgerAudit(SandboxAdapter.over(sandbox, client));
    Map<String, BigDecimal> in = new HashMap<>();
    for (Done each : done) {
      if (each.request() instanceof CreateTransactionRequest created
          && created.type().equals(TransactionType.CREDIT)) {
        in.merge(created.cardId() + created.currency(), created.amount(), BigDecimal::add);
      }
    }
    for (String card : cards) {
      audit
          .sums(card)
          .forEach(
              (currency, sums) ->
                  same(
                      sums.credited(),
                      in.getOrDefault(card + currency, BigDecimal.ZERO),
                      "credited in " + currency + " on",
                      card));
    }
  }

  /** Checks that each success has exactly one ledger entry and that there are no other entries. */
  private void assertEachOnce(Ledger ledger) {
    Map<UUID, Ledger.Entry> entries = new HashMap<>();
    for (Ledger.Entry entry : ledger.entries()) {
      if (entry.requestId() != null) {
        assertThat(entries.put(entry.requestId(), entry)).as("a second effect").isNull();
      }
    }
    Set<UUID> successes = new HashSet<>();
    for (Done each : done) {
      successes.add(each.request().requestId());
      Ledger.Entry entry = requireNonNull(entries.get(each.request().requestId()));
      assertAmount(each.request(), entry);
    }
    assertThat(entries.keySet()).isEqualTo(successes);
    assertThat(refused).isNotEmpty().doesNotContainAnyElementsOf(successes);
    assertThat(ledger.entries()).hasSize(successes.size() + gifts.size());
  }

  private static void assertAmount(IdempotentRequest request, Ledger.Entry entry) {
    if (request instanceof CreateTransactionRequest created) {
      boolean debit = created.type().equals(TransactionType.DEBIT);
      same(debit ? entry.charged() : entry.credited(), created.amount(), "ledger", request);
    } else if (request instanceof RefundTransactionRequest refund && refund.amount() != null) {
      same(entry.refunded(), refund.amount(), "ledger", request);
    }
  }

  /** Checks that no debit is cleared twice and no refund exceeds its debit. */
  private void assertNoDebitSettledTwice(Ledger ledger) {
    Map<UUID, Ledger.Entry> entries = new HashMap<>();
    ledger
        .entries()
        .forEach(
            entry -> {
              if (entry.requestId() != null) {
                entries.put(entry.requestId(), entry);
              }
            });
    Map<String, BigDecimal> outstanding = new HashMap<>();
    Set<String> cleared = new HashSet<>();
    for (Done each : done) {
      Ledger.Entry entry = requireNonNull(entries.get(each.request().requestId()));
      if (each.request() instanceof ClearTransactionRequest clear) {
        assertThat(cleared.add(clear.transactionId())).as("cleared once").isTrue();
        assertThat(each.transactionId()).isIn("", clear.transactionId());
        outstanding.merge(clear.transactionId(), entry.charged(), BigDecimal::add);
      } else if (each.request() instanceof RefundTransactionRequest refund) {
        outstanding.merge(refund.transactionId(), entry.refunded().negate(), BigDecimal::add);
      } else if (!each.transactionId().isEmpty()) {
        outstanding.merge(each.transactionId(), entry.charged(), BigDecimal::add);
      }
    }
    assertThat(cleared).hasSizeGreaterThan(10);
    assertThat(outstanding.values()).allMatch(left -> left.signum() >= 0);
  }

  private void assertDeposit(FreedomCardSandbox sandbox, FreedomCardClient client) {
    assertThat(gifts).doesNotHaveDuplicates();
    BigDecimal sold = BigDecimal.ZERO;
    for (long gift : gifts) {
      GiftCardRequest request = GiftCardRequest.builder().cardId(gift).build();
      sold = sold.add(requireNonNull(client.getGiftCardStatus(request).cardBalance()));
    }
    BigDecimal charged = BigDecimal.ZERO;
    for (Ledger.Entry entry : sandbox.ledger().entries("issueGiftCard")) {
      charged = charged.add(entry.charged());
    }
    assertThat(sold).isEqualByComparingTo(charged).isLessThanOrEqualTo(DEPOSIT);
    // Demand exceeds the deposit, so all of it is spent.
    assertThat(sold).isEqualByComparingTo(DEPOSIT);
  }
}
