package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.amount;
import static io.github.freedomcard.sandbox.FieldRules.currency;
import static io.github.freedomcard.sandbox.FieldRules.oneOf;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.SandboxCard.Status;
import java.math.BigDecimal;
import java.util.List;

/**
 * Handlers of debits, credits, clearing and refunds.
 *
 * <p>The vendor does not document the two transaction types, so their behaviour is an assumption of
 * the sandbox: a credit is booked immediately; a debit is held until its clearing books it.
 */
final class TransactionHandlers {

  private static final String PATH = "/v5/card-api/transaction/";
  static final String DEBIT = "debit";
  private static final String CREDIT = "credit";
  private static final String REFUND = "refund";

  private final SandboxStore store;

  TransactionHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
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
        OperationRoute.idempotentCommand(
            "createTransaction",
            PATH + "create",
            create,
            this::create,
            "transaction_id",
            "fin_document_id"),
        OperationRoute.idempotentCommand(
            "clearTransaction", PATH + "clearing", settle, this::clear),
        OperationRoute.idempotentCommand(
            "refundTransaction", PATH + "refund", settle, this::refund),
        OperationRoute.read(
            "getTransactionInfo",
            PATH + "info",
            Fields.of(required("transaction_id", text())),
            this::info));
  }

  private ObjectNode create(OperationCall call) {
    SandboxCard card = store.card(call.text("card_id"));
    BigDecimal amount = call.amount("amount");
    String currency = call.text("currency");
    SandboxTransaction transaction =
        new SandboxTransaction(
            SandboxStore.newId(),
            call.text("order_id"),
            card.id,
            call.text("type"),
            amount,
            currency,
            call.now,
            SandboxMerchant.UNKNOWN);
    if (transaction.type.equals(DEBIT)) {
      card.requireStatus(Status.ACTIVE);
      SandboxAccount account = card.accounts.get(currency);
      if (account == null || account.available().compareTo(amount) < 0) {
        throw Refusal.of("insufficient_funds", "amount: exceeds the available amount");
      }
      account.hold(amount);
      transaction.held = amount;
      call.posting.charged = amount;
    } else {
      card.requireOpen();
      store.openAccount(card, currency).credit(amount);
      book(card, CREDIT, amount, currency, call);
      call.posting.credited = amount;
    }
    store.transactions.put(transaction.id, transaction);
    return produced(transaction, call);
  }

  /** Books the held amount or a part of it; releases the rest. */
  private ObjectNode clear(OperationCall call) {
    SandboxTransaction transaction = debit(call);
    BigDecimal held = transaction.held;
    if (held.signum() == 0) {
      throw Refusal.of("nothing_held", "transaction_id: nothing is held");
    }
    BigDecimal amount = atMost(held, "held", call);
    SandboxCard card = store.card(transaction.cardId);
    SandboxAccount account = store.openAccount(card, transaction.currency);
    account.release(held);
    account.debit(amount);
    transaction.held = BigDecimal.ZERO;
    transaction.cleared = amount;
    book(card, DEBIT, amount, transaction.currency, call);
    call.posting.charged = amount.subtract(held);
    return produced(transaction, call);
  }

  /** Refunds from the held amount or, after the clearing, from the booked amount. */
  private ObjectNode refund(OperationCall call) {
    SandboxTransaction transaction = debit(call);
    SandboxCard card = store.card(transaction.cardId);
    SandboxAccount account = store.openAccount(card, transaction.currency);
    BigDecimal refundable = transaction.held.add(transaction.cleared);
    if (refundable.signum() == 0) {
      throw Refusal.of("nothing_to_refund", "transaction_id: nothing is left to refund");
    }
    BigDecimal amount = atMost(refundable, "refundable", call);
    if (transaction.held.signum() > 0) {
      transaction.held = transaction.held.subtract(amount);
      account.release(amount);
    } else {
      transaction.cleared = transaction.cleared.subtract(amount);
      account.credit(amount);
      book(card, REFUND, amount, transaction.currency, call);
    }
    call.posting.refunded = amount;
    return produced(transaction, call);
  }

  private ObjectNode info(OperationCall call) {
    SandboxTransaction transaction = store.transaction(call.text("transaction_id"));
    return WireJson.object()
        .put("transaction_id", transaction.id)
        .put("order_id", transaction.orderId)
        .put("card_id", transaction.cardId)
        .put("type", transaction.type)
        .put("amount", transaction.amount)
        .put("currency", transaction.currency);
  }

  private SandboxTransaction debit(OperationCall call) {
    SandboxTransaction transaction = store.transaction(call.text("transaction_id"));
    if (!transaction.type.equals(DEBIT)) {
      throw Refusal.of("no_debit", "transaction_id: not a debit");
    }
    return transaction;
  }

  /** Returns the requested amount, or the maximum if none is given. */
  private static BigDecimal atMost(BigDecimal most, String what, OperationCall call) {
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

  private void book(
      SandboxCard card, String type, BigDecimal amount, String currency, OperationCall call) {
    card.bookings.add(
        new Booking(
            type, amount, currency, call.now, store.newReference(), SandboxMerchant.UNKNOWN));
  }

  private static ObjectNode produced(SandboxTransaction transaction, OperationCall call) {
    call.posting.cardId = transaction.cardId;
    call.posting.currency = transaction.currency;
    return WireJson.object()
        .put("transaction_id", transaction.id)
        .put("fin_document_id", SandboxStore.newId());
  }
}
