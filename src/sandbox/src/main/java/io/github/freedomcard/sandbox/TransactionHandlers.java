package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.amount;
import static io.github.freedomcard.sandbox.FieldRules.currency;
import static io.github.freedomcard.sandbox.FieldRules.oneOf;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.Card.Status;
import java.math.BigDecimal;
import java.util.List;

/**
 * Debits, credits, clearing and refunds.
 *
 * <p>What the two types of transaction do is inferred, and therefore the sandbox's assumption: a
 * credit is booked at once; a debit is held until it is cleared, which books it.
 */
final class TransactionHandlers {

  private static final String PATH = "/v5/card-api/transaction/";
  static final String DEBIT = "debit";
  private static final String CREDIT = "credit";
  private static final String REFUND = "refund";

  private final SandboxStore state;

  TransactionHandlers(SandboxStore state) {
    this.state = state;
  }

  List<OperationRoute> endpoints() {
    Fields create =
        Fields.of(
            required("order_id", text()),
            required("card_id", text()),
            required("type", oneOf(DEBIT, CREDIT)),
            required("amount", amount()),
            required("currency", currency()),
            optional("description", text()));
    Fields settle =
        Fields.of(
            required("order_id", text()),
            required("transaction_id", text()),
            optional("description", text()),
            optional("amount", amount()));
    return List.of(
        OperationRoute.keyed(
            "createTransaction",
            PATH + "create",
            create,
            this::create,
            "transaction_id",
            "fin_document_id"),
        OperationRoute.keyed("clearTransaction", PATH + "clearing", settle, this::clear),
        OperationRoute.keyed("refundTransaction", PATH + "refund", settle, this::refund),
        OperationRoute.read(
            "getTransactionInfo",
            PATH + "info",
            Fields.of(required("transaction_id", text())),
            this::info));
  }

  private ObjectNode create(Call call) {
    Card card = state.card(call.text("card_id"));
    BigDecimal amount = call.amount("amount");
    String currency = call.text("currency");
    Transaction transaction =
        new Transaction(
            SandboxStore.newId(),
            call.text("order_id"),
            card.id,
            call.text("type"),
            amount,
            currency,
            call.now,
            Merchant.UNKNOWN);
    if (transaction.type.equals(DEBIT)) {
      card.mustBe(Status.ACTIVE);
      Account account = card.accounts.get(currency);
      if (account == null || account.available().compareTo(amount) < 0) {
        throw Refusal.of("insufficient_funds", "amount: more than is available");
      }
      account.hold(amount);
      transaction.held = amount;
      call.movement.charged = amount;
    } else {
      card.mustBeOpen();
      state.openAccount(card, currency).credit(amount);
      book(card, CREDIT, amount, currency, call);
      call.movement.funded = amount;
    }
    state.transactions.put(transaction.id, transaction);
    return produced(transaction, call);
  }

  /** Books what is held, or a part of it; the rest is released. */
  private ObjectNode clear(Call call) {
    Transaction transaction = debit(call);
    BigDecimal held = transaction.held;
    if (held.signum() == 0) {
      throw Refusal.of("nothing_held", "transaction_id: nothing of it is held");
    }
    BigDecimal amount = atMost(held, "held", call);
    Card card = state.card(transaction.cardId);
    Account account = state.openAccount(card, transaction.currency);
    account.release(held);
    account.debit(amount);
    transaction.held = BigDecimal.ZERO;
    transaction.cleared = amount;
    book(card, DEBIT, amount, transaction.currency, call);
    call.movement.charged = amount.subtract(held);
    return produced(transaction, call);
  }

  /** Gives back of what is held or, after the clearing, of what was booked. */
  private ObjectNode refund(Call call) {
    Transaction transaction = debit(call);
    Card card = state.card(transaction.cardId);
    Account account = state.openAccount(card, transaction.currency);
    BigDecimal left = transaction.held.add(transaction.cleared);
    if (left.signum() == 0) {
      throw Refusal.of("nothing_to_refund", "transaction_id: nothing of it is left");
    }
    BigDecimal amount = atMost(left, "left", call);
    if (transaction.held.signum() > 0) {
      transaction.held = transaction.held.subtract(amount);
      account.release(amount);
    } else {
      transaction.cleared = transaction.cleared.subtract(amount);
      account.credit(amount);
      book(card, REFUND, amount, transaction.currency, call);
    }
    call.movement.refunded = amount;
    return produced(transaction, call);
  }

  private ObjectNode info(Call call) {
    Transaction transaction = state.transaction(call.text("transaction_id"));
    return WireJson.object()
        .put("transaction_id", transaction.id)
        .put("order_id", transaction.orderId)
        .put("card_id", transaction.cardId)
        .put("type", transaction.type)
        .put("amount", transaction.amount)
        .put("currency", transaction.currency);
  }

  private Transaction debit(Call call) {
    Transaction transaction = state.transaction(call.text("transaction_id"));
    if (!transaction.type.equals(DEBIT)) {
      throw Refusal.of("no_debit", "transaction_id: not a debit");
    }
    return transaction;
  }

  /** The amount that is asked for, or all of it. */
  private static BigDecimal atMost(BigDecimal most, String what, Call call) {
    if (!call.has("amount")) {
      return most;
    }
    BigDecimal amount = call.amount("amount");
    if (amount.compareTo(most) > 0) {
      throw Refusal.of(
          "amount_too_large",
          "amount: " + amount.toPlainString() + " > " + most.toPlainString() + " " + what);
    }
    return amount;
  }

  private void book(Card card, String type, BigDecimal amount, String currency, Call call) {
    card.bookings.add(
        new Booking(type, amount, currency, call.now, state.newReference(), Merchant.UNKNOWN));
  }

  private static ObjectNode produced(Transaction transaction, Call call) {
    call.movement.cardId = transaction.cardId;
    call.movement.currency = transaction.currency;
    return WireJson.object()
        .put("transaction_id", transaction.id)
        .put("fin_document_id", SandboxStore.newId());
  }
}
