package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxTransactionTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);

  @BeforeEach
  void reset() {
    SANDBOX.reset();
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static JsonNode settle(String operation, String transactionId, String amount) {
    JsonNode response =
        CALLER.command(
            TRANSACTION + operation,
            "'order_id':'o1','transaction_id':'%s'" + amount,
            transactionId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    return response;
  }

  private static JsonNode refused(
      String code, String operation, String transactionId, String amount) {
    return CALLER.commandError(
        code,
        TRANSACTION + operation,
        "'order_id':'o1','transaction_id':'%s'" + amount,
        transactionId);
  }

  /** Checks the booked balance, the held amount and the ledger. */
  private static void assertMoney(String cardId, String amount, String held) {
    JsonNode account = CALLER.account(cardId);
    assertThat(account.path("amount").decimalValue()).isEqualByComparingTo(amount);
    assertThat(account.path("blocked_amount").decimalValue()).isEqualByComparingTo(held);
    Ledger ledger = SANDBOX.ledger();
    assertThat(
            ledger.credited(cardId).subtract(ledger.charged(cardId)).add(ledger.refunded(cardId)))
        .isEqualByComparingTo(new BigDecimal(amount).subtract(new BigDecimal(held)));
  }

  @Test
  void create_whenCredit_bookedImmediately() {
    String cardId = CALLER.activeCard("100.50");
    assertMoney(cardId, "100.50", "0");
    assertThat(SANDBOX.ledger().credited(cardId)).isEqualByComparingTo("100.50");
    assertThat(CALLER.account(cardId).path("amount").asText()).isEqualTo("100.50");
  }

  @Test
  void create_whenDebit_heldAndIdsAreReturned() {
    String cardId = CALLER.activeCard("100");
    String requestId = newId();
    JsonNode response =
        CALLER.ok(
            TRANSACTION + "create",
            "{'request_id':'%s','order_id':'o7','card_id':'%s','type':'debit','amount':30.25,"
                + "'currency':'KZT','description':'tea'}",
            requestId,
            cardId);
    assertThat(names(response))
        .containsExactly("status", "request_status", "transaction_id", "fin_document_id", "dt");
    JsonNode reported = CALLER.status(requestId);
    assertThat(reported).isEqualTo(response);
    assertMoney(cardId, "100", "30.25");
    assertThat(SANDBOX.ledger().charged(cardId)).isEqualByComparingTo("30.25");

    JsonNode info =
        CALLER.ok(
            TRANSACTION + "info",
            "{'transaction_id':'%s'}",
            response.path("transaction_id").textValue());
    assertThat(names(info))
        .containsExactly(
            "status",
            "request_status",
            "transaction_id",
            "order_id",
            "card_id",
            "type",
            "amount",
            "currency",
            "dt");
    assertThat(info.path("order_id").textValue()).isEqualTo("o7");
    assertThat(info.path("amount").decimalValue()).isEqualByComparingTo("30.25");
  }

  @Test
  void create_whenNotActive_noDebit() {
    String cardId = CALLER.issuedCard();
    CALLER.transaction(cardId, "credit", "10");
    String debit =
        "'order_id':'o1','card_id':'" + cardId + "','type':'%s','amount':1,'currency':'KZT'";
    CALLER.commandError("card_status", TRANSACTION + "create", debit, "debit");
    CALLER.command(CARD + "activate", "'card_id':'%s'", cardId);
    CALLER.command(CARD + "block", "'card_id':'%s','description':'x'", cardId);
    CALLER.commandError("card_status", TRANSACTION + "create", debit, "debit");
    CALLER.command(CARD + "close", "'card_id':'%s','description':'x'", cardId);
    CALLER.commandError("card_status", TRANSACTION + "create", debit, "debit");
    CALLER.commandError("card_status", TRANSACTION + "create", debit, "credit");
    assertMoney(cardId, "10", "0");
  }

  @Test
  void create_whenMoreThanAvailable_refused() {
    String cardId = CALLER.activeCard("100");
    CALLER.transaction(cardId, "debit", "60");
    CALLER.commandError(
        "insufficient_funds",
        TRANSACTION + "create",
        "'order_id':'o1','card_id':'%s','type':'debit','amount':40.01,'currency':'KZT'",
        cardId);
    CALLER.commandError(
        "insufficient_funds",
        TRANSACTION + "create",
        "'order_id':'o1','card_id':'%s','type':'debit','amount':1,'currency':'USD'",
        cardId);
    CALLER.transaction(cardId, "debit", "40");
    assertMoney(cardId, "100", "100");
  }

  @Test
  void clear_whenAll_bookedOnce() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    settle("clearing", transactionId, "");
    assertMoney(cardId, "70", "0");
    assertThat(SANDBOX.ledger().charged(cardId)).isEqualByComparingTo("30");
    refused("nothing_held", "clearing", transactionId, "");
    assertMoney(cardId, "70", "0");
  }

  @Test
  void clear_whenPart_restIsReleased() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    refused("amount_too_large", "clearing", transactionId, ",'amount':30.01");
    settle("clearing", transactionId, ",'amount':20");
    assertMoney(cardId, "80", "0");
    assertThat(SANDBOX.ledger().charged(cardId)).isEqualByComparingTo("20");
    refused("amount_too_large", "refund", transactionId, ",'amount':21");
  }

  @Test
  void refund_whenCleared_neverMoreThanThat() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    settle("clearing", transactionId, "");
    settle("refund", transactionId, ",'amount':10.5");
    assertMoney(cardId, "80.5", "0");
    refused("amount_too_large", "refund", transactionId, ",'amount':19.51");
    settle("refund", transactionId, "");
    assertMoney(cardId, "100", "0");
    refused("nothing_to_refund", "refund", transactionId, "");
    refused("nothing_to_refund", "refund", transactionId, ",'amount':0.01");
    assertThat(SANDBOX.ledger().refunded(cardId)).isEqualByComparingTo("30");
    assertThat(SANDBOX.ledger().charged(cardId)).isEqualByComparingTo("30");
  }

  @Test
  void refund_whenHeld_holdShrinks() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    settle("refund", transactionId, ",'amount':10");
    assertMoney(cardId, "100", "20");
    refused("amount_too_large", "clearing", transactionId, ",'amount':21");
    settle("clearing", transactionId, ",'amount':15");
    assertMoney(cardId, "85", "0");
    settle("refund", transactionId, "");
    assertMoney(cardId, "100", "0");
  }

  @Test
  void refund_whenWholeHold_nothingLeftToClear() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    settle("refund", transactionId, "");
    assertMoney(cardId, "100", "0");
    refused("nothing_held", "clearing", transactionId, "");
    refused("nothing_to_refund", "refund", transactionId, "");
  }

  @Test
  void settle_whenCardIsClosed_succeeds() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    CALLER.command(CARD + "close", "'card_id':'%s','description':'x'", cardId);
    settle("clearing", transactionId, "");
    settle("refund", transactionId, "");
    assertMoney(cardId, "100", "0");
  }

  @Test
  void settle_whenCreditOrUnknown_refused() {
    String cardId = CALLER.activeCard("100");
    String credit = CALLER.transaction(cardId, "credit", "5");
    refused("no_debit", "refund", credit, "");
    refused("no_debit", "clearing", credit, "");
    refused("transaction_not_found", "refund", "x", "");
    refused("transaction_not_found", "clearing", "x", "");
    CALLER.error("transaction_not_found", TRANSACTION + "info", "{'transaction_id':'x'}");
  }

  @Test
  void settle_whenStatusIsQueried_transactionAndNewDocumentAreReported() {
    String cardId = CALLER.activeCard("100");
    String transactionId = CALLER.transaction(cardId, "debit", "30");
    String requestId = newId();
    CALLER.ok(
        TRANSACTION + "clearing",
        "{'request_id':'%s','order_id':'o1','transaction_id':'%s'}",
        requestId,
        transactionId);
    JsonNode reported = CALLER.status(requestId);
    assertThat(names(reported))
        .containsExactly("status", "request_status", "transaction_id", "fin_document_id", "dt");
    assertThat(reported.path("transaction_id").textValue()).isEqualTo(transactionId);
  }

  @Test
  void create_whenOtherCurrency_accountOfItsOwn() {
    String cardId = CALLER.activeCard("100");
    CALLER.command(
        TRANSACTION + "create",
        "'order_id':'o1','card_id':'%s','type':'credit','amount':7.5,'currency':'USD'",
        cardId);
    JsonNode accounts = CALLER.ok(CARD + "balance", "{'card_id':'%s'}", cardId).path("accounts");
    assertThat(accounts).hasSize(2);
    assertThat(accounts.path(1).path("currency").textValue()).isEqualTo("USD");
    assertThat(accounts.path(1).path("iban")).isNotEqualTo(accounts.path(0).path("iban"));
    Ledger ledger = SANDBOX.ledger();
    assertThat(ledger.credited(cardId, "USD")).isEqualByComparingTo("7.5");
    assertThat(ledger.credited(cardId, "KZT")).isEqualByComparingTo("100");
    assertThat(ledger.charged(cardId, "KZT")).isZero();
    assertThat(ledger.refunded(cardId, "KZT")).isZero();
    assertThat(ledger.charged(cardId)).isZero();
    assertThatThrownBy(() -> ledger.credited(cardId))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("several currencies");
  }
}
