package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.LedgerAudit.same;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.Account;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.GiftCardStatus;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.IssuedGiftCard;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.sandbox.ReferenceLedger.Credit;
import io.github.freedomcard.sandbox.ReferenceLedger.Debit;
import io.github.freedomcard.sandbox.ReferenceLedger.Gift;
import io.github.freedomcard.sandbox.ReferenceLedger.LifeStage;
import io.github.freedomcard.sandbox.ReferenceLedger.ReferenceCard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Performs steps on a sandbox and on a reference ledger. Fails if they differ in whether a step
 * succeeds or in the balances that can be read afterwards.
 */
final class ModelRunner {

  /** When the sandbox executes commands. */
  enum Mode {
    IMMEDIATE,
    WHEN_FINISHED,
    AFTER_SECOND_STATUS_QUERY;

    ProcessingMode processing() {
      return switch (this) {
        case IMMEDIATE -> ProcessingMode.immediate();
        case WHEN_FINISHED -> ProcessingMode.untilFinished();
        case AFTER_SECOND_STATUS_QUERY -> ProcessingMode.afterStatusQueries(1);
      };
    }
  }

  private static final List<String> CURRENCIES = List.of("KZT", "USD", "KZT", "EUR", "KZT");

  private final SandboxAdapter sandbox;
  private final FreedomCardClient client;
  private final Mode mode;
  private final ReferenceLedger reference;
  private final LedgerAudit audit;
  private final Consumer<String> counter;
  private final Map<Long, BigDecimal> prices = new LinkedHashMap<>();
  private final List<PendingCommand<?>> commands = new ArrayList<>();
  private final List<PendingCommand<?>> inProcess = new ArrayList<>();
  private int entries;

  ModelRunner(SandboxAdapter sandbox, Mode mode, BigDecimal deposit, Consumer<String> counter) {
    this.sandbox = sandbox;
    this.client = sandbox.client();
    this.mode = mode;
    this.reference = new ReferenceLedger(deposit);
    this.audit = new LedgerAudit(sandbox);
    this.counter = counter;
  }

  /** A command with a {@code request_id}, and its expected result. */
  private final class PendingCommand<Q extends IdempotentRequest> {

    final Q request;
    final Function<Q, RequestState> send;

    /** Applies it to the reference ledger; returns false if it must be refused. */
    final BooleanSupplier reference;

    final Consumer<RequestState> onSuccess;
    int statusQueries;
    boolean done;

    PendingCommand(
        Q request,
        Function<Q, RequestState> send,
        BooleanSupplier reference,
        Consumer<RequestState> onSuccess) {
      this.request = request;
      this.send = send;
      this.reference = reference;
      this.onSuccess = onSuccess;
    }

    void submit() {
      commands.add(this);
      if (mode == Mode.IMMEDIATE) {
        complete(code(() -> requireNonNull(send.apply(request))) == null);
      } else {
        same(send.apply(request).isFinal(), false, "final immediately", request);
        inProcess.add(this);
      }
    }

    void resend() {
      same(
          code(() -> requireNonNull(send.apply(request))),
          "duplicate_request_id",
          "resent",
          request);
    }

    void queryStatus() {
      if (!inProcess.contains(this)) {
        same(state().isSuccess(), done, "reported later", request);
      } else if (mode == Mode.AFTER_SECOND_STATUS_QUERY && statusQueries++ == 1) {
        inProcess.remove(this);
        complete(null);
      } else {
        same(state().isFinal(), false, "reported as final too early", request);
      }
    }

    void finish() {
      if (mode == Mode.WHEN_FINISHED) {
        same(sandbox.finish().test(request.requestId()), true, "was in process", request);
        inProcess.remove(this);
        complete(null);
      }
      while (inProcess.contains(this)) {
        queryStatus();
      }
      same(sandbox.finish().test(request.requestId()), false, "in process afterwards", request);
    }

    private RequestState state() {
      return client.getRequestStatus(
          RequestStatusRequest.builder().requestId(request.requestId()).build());
    }

    /** Completes the command; the reference ledger decides its expected result. */
    private void complete(@Nullable Boolean responded) {
      done = reference.getAsBoolean();
      if (responded != null) {
        same(responded, done, "result of", request);
      }
      RequestState reported = state();
      same(reported.isSuccess(), done, "reported success of", request);
      same(reported.isFinal(), true, "ended", request);
      if (done) {
        entries++;
        onSuccess.accept(reported);
      }
      counter.accept(request.getClass().getSimpleName() + (done ? " done" : " refused"));
    }
  }

  private <Q extends IdempotentRequest> void submit(
      Q request, Function<Q, RequestState> send, BooleanSupplier reference) {
    new PendingCommand<>(request, send, reference, reported -> {}).submit();
  }

  /** Returns the error code of a call; null if it succeeds. */
  private static @Nullable String code(Runnable call) {
    try {
      call.run();
      return null;
    } catch (ApiErrorException e) {
      return String.valueOf(e.code());
    }
  }

  /** Creates two active cards with money on them, and reads the products. */
  void setUp() {
    client
        .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
        .productList()
        .forEach(
            product ->
                prices.put(requireNonNull(product.code()), requireNonNull(product.balance())));
    issue(2);
    finishAll();
    for (ReferenceCard card : reference.cards) {
      activate(card);
      credit(card, new ModelStep(ModelStep.StepKind.CREDIT, 0, 0, 10_000), null);
    }
    finishAll();
  }

  /** Finishes the commands in process and checks everything. */
  void finishAndCheck() {
    finishAll();
    reference.cards.forEach(this::check);
    reference.debits.forEach(
        debit -> check(debit.id, debit.card, debit.amount, TransactionType.DEBIT));
    reference.credits.forEach(
        credit -> check(credit.id, credit.card, credit.amount, TransactionType.CREDIT));
    for (PendingCommand<?> command : commands) {
      same(
          sandbox.ledger().effects(command.request.requestId()),
          command.done ? 1 : 0,
          "effects of",
          command.request);
    }
    // No operation reads the remaining deposit, so it is checked by selling until it is spent.
    for (boolean sold = true; sold; ) {
      sold = sell(1L, null);
    }
    checkGifts();
    same(sandbox.ledger().entries().size(), entries, "entries of", "the ledger");
  }

  private void finishAll() {
    List.copyOf(inProcess).forEach(PendingCommand::finish);
  }

  void perform(ModelStep step) {
    ReferenceCard card = pick(reference.cards, step.target());
    switch (step.kind()) {
      case ISSUE -> issue(1 + step.variant() % 2);
      case ACTIVATE -> activate(card);
      case BLOCK ->
          submit(
              BlockCardRequest.builder().cardId(card.id).description("x").build(),
              client::blockCard,
              () -> reference.move(card, LifeStage.ACTIVE, LifeStage.BLOCKED));
      case UNBLOCK ->
          submit(
              UnblockCardRequest.builder().cardId(card.id).description("x").build(),
              client::unblockCard,
              () -> reference.move(card, LifeStage.BLOCKED, LifeStage.ACTIVE));
      case CLOSE ->
          submit(
              CloseCardRequest.builder().cardId(card.id).description("x").build(),
              client::closeCard,
              () -> reference.close(card));
      case CREDIT -> credit(card, step, null);
      case DEBIT -> debit(card, step);
      case CLEAR, REFUND -> settle(step);
      case SETTLE_CREDIT -> settleCredit(step);
      case UNKNOWN_CARD ->
          submit(
              transaction("none", TransactionType.CREDIT, "KZT", step, null),
              client::createTransaction,
              () -> false);
      case UNKNOWN_TRANSACTION -> settle("none", null, step.variant() % 2 == 0, () -> false);
      case SAME_REQUEST -> pick(commands, step.target()).resend();
      case USED_REQUEST_ID ->
          credit(card, step, pick(commands, step.variant()).request.requestId());
      case QUERY_STATUS -> pick(commands, step.target()).queryStatus();
      case FINISH -> {
        for (int i = inProcess.size() / 2; i >= 0 && !inProcess.isEmpty(); i--) {
          pick(inProcess, step.target()).finish();
        }
      }
      case GIFT_ISSUE -> issueGift(step);
      case GIFT_CONFIRM -> confirmGift(step);
      case GIFT_RESEND -> resendGift(step);
    }
    checkBalances(card);
  }

  private static <T> T pick(List<T> list, int number) {
    return list.get(number % list.size());
  }

  private void issue(int quantity) {
    new PendingCommand<>(
            BulkIssueCardsRequest.builder()
                .productId(ProductId.INSTANT_CARD)
                .quantity(quantity)
                .build(),
            client::bulkIssueCards,
            () -> true,
            reported ->
                reported
                    .cards()
                    .forEach(
                        card ->
                            reference.cards.add(new ReferenceCard(requireNonNull(card.cardId())))))
        .submit();
  }

  private void activate(ReferenceCard card) {
    submit(
        ActivateCardRequest.builder().cardId(card.id).build(),
        client::activateCard,
        () -> reference.move(card, LifeStage.ISSUED, LifeStage.ACTIVE));
  }

  private static CreateTransactionRequest transaction(
      String cardId,
      TransactionType type,
      String currency,
      ModelStep step,
      @Nullable UUID requestId) {
    return CreateTransactionRequest.builder()
        .orderId("o1")
        .cardId(cardId)
        .type(type)
        // Credits are larger than debits; otherwise most debits would be refused.
        .amount(
            BigDecimal.valueOf(
                1L + (type.equals(TransactionType.CREDIT) ? 6L : 1L) * step.hundredths(), 2))
        .currency(currency)
        .requestId(requestId)
        .build();
  }

  private void credit(ReferenceCard card, ModelStep step, @Nullable UUID usedId) {
    CreateTransactionRequest request =
        transaction(
            card.id, TransactionType.CREDIT, pick(CURRENCIES, step.variant()), step, usedId);
    if (usedId != null) {
      // A client rejects an id that it used for another request.
      try (FreedomCardClient another = sandbox.anotherClient().get()) {
        String code = code(() -> another.createTransaction(request));
        same(code, "duplicate_request_id", "used id", usedId);
      }
      return;
    }
    Credit credit = new Credit(card, request.currency(), request.amount());
    new PendingCommand<>(
            request,
            client::createTransaction,
            () -> reference.credit(credit),
            reported -> credit.id = requireNonNull(reported.transactionId()))
        .submit();
  }

  private void debit(ReferenceCard card, ModelStep step) {
    // Any currency, or one with an available amount.
    String currency =
        CURRENCIES.stream()
            .filter(each -> step.variant() % 4 > 0 && reference.available(card, each).signum() > 0)
            .findFirst()
            .orElse(pick(CURRENCIES, step.variant()));
    CreateTransactionRequest request =
        transaction(card.id, TransactionType.DEBIT, currency, step, null);
    Debit debit = new Debit(card, request.currency(), request.amount());
    new PendingCommand<>(
            request,
            client::createTransaction,
            () -> reference.debit(debit),
            reported -> debit.id = requireNonNull(reported.transactionId()))
        .submit();
  }

  private void settle(ModelStep step) {
    if (!reference.debits.isEmpty()) {
      Debit debit = pick(reference.debits, step.target());
      BigDecimal part = part(step, debit.outstanding());
      boolean clears = step.kind() == ModelStep.StepKind.CLEAR;
      settle(
          debit.id,
          part,
          clears,
          () -> clears ? reference.clear(debit, part) : reference.refund(debit, part));
      checkBalances(debit.card);
    }
  }

  private void settleCredit(ModelStep step) {
    if (!reference.credits.isEmpty()) {
      settle(pick(reference.credits, step.target()).id, null, step.variant() % 2 == 0, () -> false);
    }
  }

  /** Returns no amount, which means the whole, a part of the outstanding amount, or any amount. */
  private static @Nullable BigDecimal part(ModelStep step, BigDecimal outstanding) {
    BigDecimal any = BigDecimal.valueOf(1L + step.hundredths(), 2);
    return switch (step.variant() % 4) {
      case 0 -> null;
      case 1 -> any;
      default ->
          outstanding.signum() == 0 ? any : any.remainder(outstanding).max(new BigDecimal("0.01"));
    };
  }

  private void settle(
      String transactionId, @Nullable BigDecimal part, boolean clears, BooleanSupplier expected) {
    if (clears) {
      submit(
          ClearTransactionRequest.builder()
              .orderId("o1")
              .transactionId(transactionId)
              .amount(part)
              .build(),
          client::clearTransaction,
          expected);
    } else {
      submit(
          RefundTransactionRequest.builder()
              .orderId("o1")
              .transactionId(transactionId)
              .amount(part)
              .build(),
          client::refundTransaction,
          expected);
    }
  }

  // Gift cards.

  private void gift(String action, @Nullable String expected, Runnable call) {
    String code = code(call);
    same(code, expected, "gift card:", action);
    entries += code == null ? 1 : 0;
    counter.accept(action + (code == null ? " done" : " " + code));
  }

  private void issueGift(ModelStep step) {
    List<Long> codes = new ArrayList<>(prices.keySet());
    codes.add(99L);
    long product = pick(codes, step.variant());
    switch (step.target() % 4) {
      case 0 -> {
        Gift blank = new Gift(sandbox.blankGiftCard().getAsLong());
        reference.gifts.add(blank);
        sell(product, blank);
      }
      case 1 ->
          sell(
              product,
              reference.gifts.isEmpty() ? new Gift(7) : pick(reference.gifts, step.target()));
      default -> sell(product, null);
    }
  }

  private boolean sell(long product, @Nullable Gift card) {
    BigDecimal price = prices.get(product);
    String expected = null;
    if (price == null) {
      expected = "-4";
    } else if (card != null && (card.price != null || !reference.gifts.contains(card))) {
      expected = "-7";
    } else if (!reference.depositCovers(price)) {
      expected = "-6";
    }
    IssueGiftCardRequest.Builder request =
        IssueGiftCardRequest.builder()
            .cardholderName("AIGERIM")
            .phone(Phone.of("77011234567"))
            .productCode(product);
    IssueGiftCardRequest sent = card == null ? request.build() : request.cardId(card.id).build();
    gift(
        "issueGiftCard",
        expected,
        () -> {
          IssuedGiftCard issued = client.issueGiftCard(sent);
          Gift gift = card == null ? new Gift(requireNonNull(issued.cardId())) : card;
          same(issued.cardId(), gift.id, "issued gift card", "");
          gift.price = price;
          if (card == null) {
            reference.gifts.add(gift);
          }
        });
    return expected == null;
  }

  private void confirmGift(ModelStep step) {
    if (reference.gifts.isEmpty()) {
      return;
    }
    Gift gift = pick(reference.gifts, step.target());
    boolean waits = gift.price != null && !gift.confirmed;
    boolean right = waits && step.variant() % 3 > 0;
    String otp = right ? sandbox.otp().apply(gift.id) : "no code";
    ConfirmGiftCardRequest.Builder request = ConfirmGiftCardRequest.builder().otp(otp);
    boolean byCode = right && step.variant() % 3 == 1;
    ConfirmGiftCardRequest sent = byCode ? request.build() : request.cardId(gift.id).build();
    gift(
        "confirmGiftCard",
        right ? null : gift.confirmed ? "-10" : "-8",
        () -> client.confirmGiftCard(sent));
    gift.confirmed |= right;
  }

  private void resendGift(ModelStep step) {
    Gift gift = reference.gifts.isEmpty() ? new Gift(7) : pick(reference.gifts, step.target());
    GiftCardRequest request = GiftCardRequest.builder().cardId(gift.id).build();
    if (step.variant() % 2 == 0) {
      gift(
          "resendGiftCard", gift.price == null ? "-7" : null, () -> client.resendGiftCard(request));
    } else {
      gift(
          "resendGiftCardCode",
          gift.price == null ? "-7" : gift.confirmed ? "-10" : null,
          () -> client.resendGiftCardCode(request));
    }
  }

  private void checkGifts() {
    BigDecimal sold = BigDecimal.ZERO;
    for (Gift gift : reference.gifts) {
      GiftCard reported =
          client.getGiftCardStatus(GiftCardRequest.builder().cardId(gift.id).build());
      same(reported.cardBalance(), gift.price, "balance of gift card", gift.id);
      same(
          reported.cardStatus(),
          GiftCardStatus.of(gift.price == null ? 0 : gift.confirmed ? 2 : 1),
          "status of gift card",
          gift.id);
      sold = sold.add(Objects.requireNonNullElse(reported.cardBalance(), BigDecimal.ZERO));
    }
    same(reference.depositLeft().add(sold), reference.openingDeposit, "deposit and", "gift cards");
    BigDecimal charged = BigDecimal.ZERO;
    for (Ledger.Entry entry : sandbox.ledger().entries("issueGiftCard")) {
      charged = charged.add(entry.charged());
    }
    same(charged, sold, "ledger's charged and", "gift cards");
  }

  // Reads.

  /** Checks the balances, which are cheap to read, after each step. */
  private void checkBalances(ReferenceCard card) {
    for (Account account : audit.accounts(card.id)) {
      String currency = requireNonNull(account.currency());
      same(account.amount(), reference.balance(card, currency), "balance in", currency);
      same(account.blockedAmount(), reference.held(card, currency), "held in", currency);
    }
  }

  private void check(ReferenceCard card) {
    Map<String, LedgerAudit.Sums> reported = audit.sums(card.id);
    for (String currency : Set.copyOf(CURRENCIES)) {
      LedgerAudit.Sums sums = reported.remove(currency);
      if (sums == null) {
        same(reference.knows(card, currency), false, "money without an account in", currency);
        continue;
      }
      same(sums.balance(), reference.balance(card, currency), "balance in", currency);
      same(sums.held(), reference.held(card, currency), "held in", currency);
      same(sums.credited(), reference.credited(card, currency), "credited in", currency);
      same(sums.paid(), reference.paid(card, currency), "paid in", currency);
      same(sums.refunded(), reference.refunded(card, currency), "refunded in", currency);
      same(
          sandbox.ledger().refunded(card.id, currency),
          reference.refunded(card, currency).add(reference.refundedBeforeClearing(card, currency)),
          "ledger's refunded in",
          currency);
    }
    same(reported.size(), 0, "accounts in other currencies on", card.id);
  }

  private void check(String id, ReferenceCard card, BigDecimal amount, TransactionType type) {
    TransactionInfo info =
        client.getTransactionInfo(TransactionInfoRequest.builder().transactionId(id).build());
    same(info.cardId(), card.id, "card of transaction", id);
    same(info.amount(), amount, "amount of transaction", id);
    same(info.type(), type, "type of transaction", id);
  }
}
