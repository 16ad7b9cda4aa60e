package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.dateTime;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.inOrder;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handlers of the balance and the statements of a card. */
final class AccountHandlers {

  private static final String PATH = "/v5/card-api/card/";

  private final SandboxStore store;

  AccountHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
    Fields card = Fields.of(required("card_id", text()));
    Fields statement =
        Fields.of(
            required("card_id", text()),
            optional("start_date", dateTime()),
            optional("end_date", dateTime()),
            inOrder("start_date", "end_date"));
    Fields extended =
        Fields.of(
            required("card_id", text()),
            required("start_date", dateTime()),
            required("end_date", dateTime()),
            inOrder("start_date", "end_date"));
    return List.of(
        OperationRoute.read("getBalance", PATH + "balance", card, this::balance),
        OperationRoute.read("getStatement", PATH + "statement", statement, this::statement),
        OperationRoute.read(
            "getExtendedStatement", PATH + "statement_extended", extended, this::extended));
  }

  private ObjectNode balance(OperationCall call) {
    ObjectNode response = WireJson.object();
    response.set("accounts", accounts(store.card(call.text("card_id"))));
    return response;
  }

  private ObjectNode statement(OperationCall call) {
    ObjectNode response = WireJson.object();
    response.set("operations", operations(store.card(call.text("card_id")), call));
    return response;
  }

  private ObjectNode extended(OperationCall call) {
    SandboxCard card = store.card(call.text("card_id"));
    ObjectNode response = WireJson.object();
    if (card.clientId != null) {
      response.put("client_id", card.clientId);
    }
    response.putObject("card").put("card_id", card.id).put("card_mask", card.secrets.mask());
    response.putObject("balances").set("accounts", accounts(card));
    response.set("authorizations", authorizations(card, call));
    response.set("operations", extendedOperations(card, call));
    return response;
  }

  private static ArrayNode accounts(SandboxCard card) {
    ArrayNode accounts = WireJson.array();
    for (SandboxAccount account : card.accounts.values()) {
      accounts
          .addObject()
          .put("iban", account.iban)
          .put("currency", account.currency)
          .put("debit", whole(account.debits))
          .put("credit", whole(account.credits))
          .put("amount", account.balance)
          .put("blocked_amount", account.held);
    }
    return accounts;
  }

  private static ArrayNode operations(SandboxCard card, OperationCall call) {
    ArrayNode operations = WireJson.array();
    for (Booking booking : card.bookings) {
      if (isInRange(booking.at(), call)) {
        operations
            .addObject()
            .put("type", booking.type())
            .put("amount", booking.amount())
            .put("commission", 0)
            .put("currency", booking.currency())
            .put("mcc", booking.merchant().mcc())
            .put("datetime", WireJson.dateTime(booking.at()))
            .put("rrn", booking.rrn())
            .set("merchant", booking.merchant().fields());
      }
    }
    return operations;
  }

  private ArrayNode authorizations(SandboxCard card, OperationCall call) {
    ArrayNode authorizations = WireJson.array();
    for (SandboxTransaction transaction : store.transactions.values()) {
      SandboxAccount account = card.accounts.get(transaction.currency);
      if (account != null
          && transaction.cardId.equals(card.id)
          && transaction.held.signum() > 0
          && isInRange(transaction.createdAt, call)) {
        addExtended(
            authorizations,
            transaction.createdAt,
            transaction.type,
            transaction.held,
            account,
            transaction.merchant);
      }
    }
    return authorizations;
  }

  private ArrayNode extendedOperations(SandboxCard card, OperationCall call) {
    ArrayNode operations = WireJson.array();
    for (Booking booking : card.bookings) {
      if (isInRange(booking.at(), call)) {
        addExtended(
            operations,
            booking.at(),
            booking.type(),
            booking.amount(),
            store.openAccount(card, booking.currency()),
            booking.merchant());
      }
    }
    return operations;
  }

  /** Adds an item of the extended statement; both of its lists have the same form. */
  private static void addExtended(
      ArrayNode list,
      OffsetDateTime dateTime,
      String type,
      BigDecimal amount,
      SandboxAccount account,
      SandboxMerchant merchant) {
    ObjectNode item =
        list.addObject()
            .put("datetime", WireJson.dateTime(dateTime))
            .put("type", type)
            .put("amount", amount)
            .put("commission", 0)
            .put("full_amount", amount)
            .put("cashback", 0)
            .put("currency", account.currency)
            .put("iban", account.iban);
    item.set("merchant", merchant.fields());
    item.putArray("additional_parameters");
  }

  /**
   * Returns whether a date-time is in the requested range; both ends are inclusive, a missing end
   * is unbounded.
   */
  private static boolean isInRange(OffsetDateTime dateTime, OperationCall call) {
    @Nullable OffsetDateTime start = call.dateTime("start_date");
    @Nullable OffsetDateTime end = call.dateTime("end_date");
    return (start == null || !dateTime.isBefore(start)) && (end == null || !dateTime.isAfter(end));
  }

  /** Rounds down to an integer, as the contract defines these fields. */
  private static BigInteger whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.DOWN).toBigInteger();
  }
}
