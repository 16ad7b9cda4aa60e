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
import io.github.freedomcard.sandbox.ReferenceLedger.Life;
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
 * Carries steps out on a sandbox and in the books, and fails where the two differ: in whether a
 * step is done, and in what there is to be read of the money afterwards.
 */
final class ModelRunner {

  /** When the sandbox carries commands out. */
  enum Mode {
    IMMEDIATE,
    WHEN_FINISHED,
    WITH_THE_SECOND_QUESTION;

    ProcessingMode processing() {
      return switch (this) {
        case IMMEDIATE -> ProcessingMode.immediate();
        case WHEN_FINISHED -> ProcessingMode.untilFinished();
        case WITH_THE_SECOND_QUESTION -> ProcessingMode.afterStatusQueries(1);
      };
    }
  }

  private static final List<String> CURRENCIES = List.of("KZT", "USD", "KZT", "EUR", "KZT");

  private final SandboxAdapter bank;
  private final FreedomCardClient client;
  private final Mode mode;
  private final ReferenceLedger books;
  private final LedgerAudit audit;
  private final Consumer<String> tally;
  private final Map<Long, BigDecimal> prices = new LinkedHashMap<>();
  private final List<Order<?>> orders = new ArrayList<>();
  private final List<Order<?>> waiting = new ArrayList<>();
  private int entries;

  ModelRunner(SandboxAdapter bank, Mode mode, BigDecimal deposit, Consumer<String> tally) {
    this.bank = bank;
    this.client = bank.client();
    this.mode = mode;
    this.books = new ReferenceLedger(deposit);
    this.audit = new LedgerAudit(bank);
    this.tally = tally;
  }

  /** A command with a {@code request_id}, and what is to come of it. */
  private final class Order<Q extends IdempotentRequest> {

    final Q request;
    final Function<Q, RequestState> send;

    /** Writes it down; false if it can't be done. */
    final BooleanSupplier books;

    final Consumer<RequestState> learn;
    int questions;
    boolean done;

    Order(
        Q request,
        Function<Q, RequestState> send,
        BooleanSupplier books,
        Consumer<RequestState> learn) {
      this.request = request;
      this.send = send;
      this.books = books;
      this.learn = learn;
    }

    void submit() {
      orders.add(this);
      if (mode == Mode.IMMEDIATE) {
        end(code(() -> requireNonNull(send.apply(request))) == null);
      } else {
        same(send.apply(request).isFinal(), false, "answered at once", request);
        waiting.add(this);
      }
    }

    void again() {
      same(
          code(() -> requireNonNull(send.apply(request))),
          "duplicate_request_id",
          "sent again",
          request);
    }

    void ask() {
      if (!waiting.contains(this)) {
        same(state().isSuccess(), done, "told of later", request);
      } else if (mode == Mode.WITH_THE_SECOND_QUESTION && questions++ == 1) {
        waiting.remove(this);
        end(null);
      } else {
        same(state().isFinal(), false, "told before the end", request);
      }
    }

    void finish() {
      if (mode == Mode.WHEN_FINISHED) {
        same(bank.finish().test(request.requestId()), true, "was in process", request);
        waiting.remove(this);
        end(null);
      }
      while (waiting.contains(this)) {
        ask();
      }
      same(bank.finish().test(request.requestId()), false, "in process afterwards", request);
    }

    private RequestState state() {
      return client.getRequestStatus(
          RequestStatusRequest.builder().requestId(request.requestId()).build());
    }

    /** The books say how it had to end. */
    private void end(@Nullable Boolean answered) {
      done = books.getAsBoolean();
      if (answered != null) {
        same(answered, done, "answer to", request);
      }
      RequestState told = state();
      same(told.isSuccess(), done, "told of", request);
      same(told.isFinal(), true, "ended", request);
      if (done) {
        entries++;
        learn.accept(told);
      }
      tally.accept(request.getClass().getSimpleName() + (done ? " done" : " refused"));
    }
  }

  private <Q extends IdempotentRequest> void submit(
      Q request, Function<Q, RequestState> send, BooleanSupplier books) {
    new Order<>(request, send, books, told -> {}).submit();
  }

  /** The error code of the answer; null if it is no error. */
  private static @Nullable String code(Runnable call) {
    try {
      call.run();
      return null;
    } catch (ApiErrorException e) {
      return String.valueOf(e.code());
    }
  }

  /** Two cards that can be charged, with money on them, and the products. */
  void open() {
    client
        .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
        .productList()
        .forEach(
            product ->
                prices.put(requireNonNull(product.code()), requireNonNull(product.balance())));
    issue(2);
    finishAll();
    for (ReferenceCard card : books.cards) {
      activate(card);
      credit(card, new ModelStep(ModelStep.Action.CREDIT, 0, 0, 10_000), null);
    }
    finishAll();
  }

  /** Ends what is in process, and looks at everything. */
  void close() {
    finishAll();
    books.cards.forEach(this::check);
    books.debits.forEach(debit -> check(debit.id, debit.card, debit.amount, TransactionType.DEBIT));
    books.credits.forEach(
        credit -> check(credit.id, credit.card, credit.amount, TransactionType.CREDIT));
    for (Order<?> order : orders) {
      same(
          bank.ledger().effects(order.request.requestId()),
          order.done ? 1 : 0,
          "effects of",
          order.request);
    }
    // What is left of the deposit is told nowhere: the sandbox has to sell what it pays for, and
    // no more.
    for (boolean sold = true; sold; ) {
      sold = sell(1L, null);
    }
    checkGifts();
    same(bank.ledger().entries().size(), entries, "entries of", "the ledger");
  }

  private void finishAll() {
    List.copyOf(waiting).forEach(Order::finish);
  }

  void perform(ModelStep step) {
    ReferenceCard card = pick(books.cards, step.target());
    switch (step.action()) {
      case ISSUE -> issue(1 + step.variant() % 2);
      case ACTIVATE -> activate(card);
      case BLOCK ->
          submit(
              BlockCardRequest.builder().cardId(card.id).description("x").build(),
              client::blockCard,
              () -> books.move(card, Life.IN_USE, Life.STOPPED));
      case UNBLOCK ->
          submit(
              UnblockCardRequest.builder().cardId(card.id).description("x").build(),
              client::unblockCard,
              () -> books.move(card, Life.STOPPED, Life.IN_USE));
      case CLOSE ->
          submit(
              CloseCardRequest.builder().cardId(card.id).description("x").build(),
              client::closeCard,
              () -> books.close(card));
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
      case SAME_REQUEST -> pick(orders, step.target()).again();
      case USED_REQUEST_ID -> credit(card, step, pick(orders, step.variant()).request.requestId());
      case ASK -> pick(orders, step.target()).ask();
      case FINISH -> {
        for (int i = waiting.size() / 2; i >= 0 && !waiting.isEmpty(); i--) {
          pick(waiting, step.target()).finish();
        }
      }
      case GIFT_ISSUE -> issueGift(step);
      case GIFT_CONFIRM -> confirmGift(step);
      case GIFT_RESEND -> resendGift(step);
    }
    glance(card);
  }

  private static <T> T pick(List<T> list, int number) {
    return list.get(number % list.size());
  }

  private void issue(int quantity) {
    new Order<>(
            BulkIssueCardsRequest.builder()
                .productId(ProductId.INSTANT_CARD)
                .quantity(quantity)
                .build(),
            client::bulkIssueCards,
            () -> true,
            told ->
                told.cards()
                    .forEach(
                        card -> books.cards.add(new ReferenceCard(requireNonNull(card.cardId())))))
        .submit();
  }

  private void activate(ReferenceCard card) {
    submit(
        ActivateCardRequest.builder().cardId(card.id).build(),
        client::activateCard,
        () -> books.move(card, Life.NEW, Life.IN_USE));
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
        // More comes in than is asked for, or most debits would be refused.
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
      same(
          code(() -> client.createTransaction(request)), "duplicate_request_id", "used id", usedId);
      return;
    }
    Credit credit = new Credit(card, request.currency(), request.amount());
    new Order<>(
            request,
            client::createTransaction,
            () -> books.credit(credit),
            told -> credit.id = requireNonNull(told.transactionId()))
        .submit();
  }

  private void debit(ReferenceCard card, ModelStep step) {
    // Any currency, or one that there is money in.
    String currency =
        CURRENCIES.stream()
            .filter(each -> step.variant() % 4 > 0 && books.available(card, each).signum() > 0)
            .findFirst()
            .orElse(pick(CURRENCIES, step.variant()));
    CreateTransactionRequest request =
        transaction(card.id, TransactionType.DEBIT, currency, step, null);
    Debit debit = new Debit(card, request.currency(), request.amount());
    new Order<>(
            request,
            client::createTransaction,
            () -> books.debit(debit),
            told -> debit.id = requireNonNull(told.transactionId()))
        .submit();
  }

  private void settle(ModelStep step) {
    if (!books.debits.isEmpty()) {
      Debit debit = pick(books.debits, step.target());
      BigDecimal part = part(step, debit.open());
      boolean clears = step.action() == ModelStep.Action.CLEAR;
      settle(
          debit.id,
          part,
          clears,
          () -> clears ? books.clear(debit, part) : books.refund(debit, part));
      glance(debit.card);
    }
  }

  private void settleCredit(ModelStep step) {
    if (!books.credits.isEmpty()) {
      settle(pick(books.credits, step.target()).id, null, step.variant() % 2 == 0, () -> false);
    }
  }

  /** No amount, which is all of it, a part of what there is, or any amount. */
  private static @Nullable BigDecimal part(ModelStep step, BigDecimal open) {
    BigDecimal any = BigDecimal.valueOf(1L + step.hundredths(), 2);
    return switch (step.variant() % 4) {
      case 0 -> null;
      case 1 -> any;
      default -> open.signum() == 0 ? any : any.remainder(open).max(new BigDecimal("0.01"));
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
    tally.accept(action + (code == null ? " done" : " " + code));
  }

  private void issueGift(ModelStep step) {
    List<Long> codes = new ArrayList<>(prices.keySet());
    codes.add(99L);
    long product = pick(codes, step.variant());
    switch (step.target() % 4) {
      case 0 -> {
        Gift blank = new Gift(bank.blankGiftCard().getAsLong());
        books.gifts.add(blank);
        sell(product, blank);
      }
      case 1 ->
          sell(product, books.gifts.isEmpty() ? new Gift(7) : pick(books.gifts, step.target()));
      default -> sell(product, null);
    }
  }

  private boolean sell(long product, @Nullable Gift card) {
    BigDecimal price = prices.get(product);
    String expected = null;
    if (price == null) {
      expected = "-4";
    } else if (card != null && (card.price != null || !books.gifts.contains(card))) {
      expected = "-7";
    } else if (!books.depositCovers(price)) {
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
            books.gifts.add(gift);
          }
        });
    return expected == null;
  }

  private void confirmGift(ModelStep step) {
    if (books.gifts.isEmpty()) {
      return;
    }
    Gift gift = pick(books.gifts, step.target());
    boolean waits = gift.price != null && !gift.confirmed;
    boolean right = waits && step.variant() % 3 > 0;
    String otp = right ? bank.otp().apply(gift.id) : "no code";
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
    Gift gift = books.gifts.isEmpty() ? new Gift(7) : pick(books.gifts, step.target());
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
    for (Gift gift : books.gifts) {
      GiftCard told = client.getGiftCardStatus(GiftCardRequest.builder().cardId(gift.id).build());
      same(told.cardBalance(), gift.price, "balance of gift card", gift.id);
      same(
          told.cardStatus(),
          GiftCardStatus.of(gift.price == null ? 0 : gift.confirmed ? 2 : 1),
          "status of gift card",
          gift.id);
      sold = sold.add(Objects.requireNonNullElse(told.cardBalance(), BigDecimal.ZERO));
    }
    same(books.depositLeft().add(sold), books.openingDeposit, "deposit and", "gift cards");
    BigDecimal charged = BigDecimal.ZERO;
    for (Ledger.Entry entry : bank.ledger().entries("issueGiftCard")) {
      charged = charged.add(entry.charged());
    }
    same(charged, sold, "ledger's charged and", "gift cards");
  }

  // What there is to be read.

  /** What is cheap to read, after each step. */
  private void glance(ReferenceCard card) {
    for (Account account : audit.accounts(card.id)) {
      String currency = requireNonNull(account.currency());
      same(account.amount(), books.balance(card, currency), "balance in", currency);
      same(account.blockedAmount(), books.held(card, currency), "held in", currency);
    }
  }

  private void check(ReferenceCard card) {
    Map<String, LedgerAudit.Sums> told = audit.sums(card.id);
    for (String currency : Set.copyOf(CURRENCIES)) {
      LedgerAudit.Sums sums = told.remove(currency);
      if (sums == null) {
        same(books.knows(card, currency), false, "money without an account in", currency);
        continue;
      }
      same(sums.balance(), books.balance(card, currency), "balance in", currency);
      same(sums.held(), books.held(card, currency), "held in", currency);
      same(sums.credited(), books.credited(card, currency), "credited in", currency);
      same(sums.paid(), books.paid(card, currency), "paid in", currency);
      same(sums.refunded(), books.refunded(card, currency), "refunded in", currency);
      same(
          bank.ledger().refunded(card.id, currency),
          books.refunded(card, currency).add(books.unheld(card, currency)),
          "ledger's refunded in",
          currency);
    }
    same(told.size(), 0, "accounts in other currencies on", card.id);
  }

  private void check(String id, ReferenceCard card, BigDecimal amount, TransactionType type) {
    TransactionInfo info =
        client.getTransactionInfo(TransactionInfoRequest.builder().transactionId(id).build());
    same(info.cardId(), card.id, "card of transaction", id);
    same(info.amount(), amount, "amount of transaction", id);
    same(info.type(), type, "type of transaction", id);
  }
}
