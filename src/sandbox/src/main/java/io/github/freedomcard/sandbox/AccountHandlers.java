package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.moment;
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

/** The balance and the statements of a card. */
final class AccountHandlers {

  private static final String PATH = "/v5/card-api/card/";

  private final SandboxStore state;

  AccountHandlers(SandboxStore state) {
    this.state = state;
  }

  List<OperationRoute> endpoints() {
    Fields card = Fields.of(required("card_id", text()));
    Fields statement =
        Fields.of(
            required("card_id", text()),
            optional("start_date", moment()),
            optional("end_date", moment()),
            inOrder("start_date", "end_date"));
    Fields extended =
        Fields.of(
            required("card_id", text()),
            required("start_date", moment()),
            required("end_date", moment()),
            inOrder("start_date", "end_date"));
    return List.of(
        OperationRoute.read("getBalance", PATH + "balance", card, this::balance),
        OperationRoute.read("getStatement", PATH + "statement", statement, this::statement),
        OperationRoute.read(
            "getExtendedStatement", PATH + "statement_extended", extended, this::extended));
  }

  private ObjectNode balance(Call call) {
    ObjectNode answer = WireJson.object();
    answer.set("accounts", accounts(state.card(call.text("card_id"))));
    return answer;
  }

  private ObjectNode statement(Call call) {
    ObjectNode answer = WireJson.object();
    answer.set("operations", operations(state.card(call.text("card_id")), call));
    return answer;
  }

  private ObjectNode extended(Call call) {
    Card card = state.card(call.text("card_id"));
    ObjectNode answer = WireJson.object();
    if (card.clientId != null) {
      answer.put("client_id", card.clientId);
    }
    answer.putObject("card").put("card_id", card.id).put("card_mask", card.secrets.mask());
    answer.putObject("balances").set("accounts", accounts(card));
    answer.set("authorizations", authorizations(card, call));
    answer.set("operations", extendedOperations(card, call));
    return answer;
  }

  private static ArrayNode accounts(Card card) {
    ArrayNode accounts = WireJson.array();
    for (Account account : card.accounts.values()) {
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

  private static ArrayNode operations(Card card, Call call) {
    ArrayNode operations = WireJson.array();
    for (Booking booking : card.bookings) {
      if (isAskedFor(booking.at(), call)) {
        operations
            .addObject()
            .put("type", booking.type())
            .put("amount", booking.amount())
            .put("commission", 0)
            .put("currency", booking.currency())
            .put("mcc", booking.merchant().mcc())
            .put("datetime", WireJson.moment(booking.at()))
            .put("rrn", booking.rrn())
            .set("merchant", booking.merchant().fields());
      }
    }
    return operations;
  }

  private ArrayNode authorizations(Card card, Call call) {
    ArrayNode authorizations = WireJson.array();
    for (Transaction transaction : state.transactions.values()) {
      Account account = card.accounts.get(transaction.currency);
      if (account != null
          && transaction.cardId.equals(card.id)
          && transaction.held.signum() > 0
          && isAskedFor(transaction.madeAt, call)) {
        addExtended(
            authorizations,
            transaction.madeAt,
            transaction.type,
            transaction.held,
            account,
            transaction.merchant);
      }
    }
    return authorizations;
  }

  private ArrayNode extendedOperations(Card card, Call call) {
    ArrayNode operations = WireJson.array();
    for (Booking booking : card.bookings) {
      if (isAskedFor(booking.at(), call)) {
        addExtended(
            operations,
            booking.at(),
            booking.type(),
            booking.amount(),
            state.openAccount(card, booking.currency()),
            booking.merchant());
      }
    }
    return operations;
  }

  /** An item of the extended statement: both its lists have the same shape. */
  private static void addExtended(
      ArrayNode list,
      OffsetDateTime moment,
      String type,
      BigDecimal amount,
      Account account,
      Merchant merchant) {
    ObjectNode item =
        list.addObject()
            .put("datetime", WireJson.moment(moment))
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

  /** Both ends belong to the span; a missing end is open. */
  private static boolean isAskedFor(OffsetDateTime moment, Call call) {
    @Nullable OffsetDateTime start = call.moment("start_date");
    @Nullable OffsetDateTime end = call.moment("end_date");
    return (start == null || !moment.isBefore(start)) && (end == null || !moment.isAfter(end));
  }

  /** The contract has integers here. */
  private static BigInteger whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.DOWN).toBigInteger();
  }
}
