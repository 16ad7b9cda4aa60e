package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.freedomcard.model.ProductId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxArrangementTest {

  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(
          SandboxOptions.builder()
              .clock(Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC))
              .deposit(BigDecimal.ZERO)
              .build());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private final Arrangement arrange = sandbox.arrange();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private String richCard() {
    return arrange.activeCard().balance("1000.00", "KZT").add();
  }

  private JsonNode info(String cardId) {
    return caller.command(CARD + "info", "'card_id':'%s'", cardId);
  }

  private JsonNode operations(String cardId) {
    return caller.ok(CARD + "statement", "{'card_id':'%s'}", cardId).path("operations");
  }

  private JsonNode extended(String cardId) {
    return caller.ok(
        CARD + "statement_extended",
        "{'card_id':'%s','start_date':'2026-01-01T00:00:00+00:00',"
            + "'end_date':'2027-01-01T00:00:00+00:00'}",
        cardId);
  }

  private void assertAccount(String cardId, String amount, String held) {
    JsonNode account = caller.account(cardId);
    assertThat(account.path("amount").decimalValue()).isEqualByComparingTo(amount);
    assertThat(account.path("blocked_amount").decimalValue()).isEqualByComparingTo(held);
  }

  @Test
  void card_whenAdded_hasRequestedStatus() {
    Map.of(
            "issued", arrange.issuedCard(),
            "active", arrange.activeCard(),
            "blocked", arrange.blockedCard(),
            "closed", arrange.closedCard())
        .forEach(
            (status, card) ->
                assertThat(info(card.add()).path("card_status").textValue()).isEqualTo(status));
  }

  @Test
  void card_whenAddedTwice_areTwo() {
    CardArrangement card = arrange.activeCard().balance("10", "KZT");
    String first = card.add();
    assertThat(card.add()).isNotEqualTo(first);
    assertAccount(first, "10", "0");
  }

  @Test
  void card_always_ofItsProductAndClient() {
    String clientId = arrange.client("AIGERIM", "SEITOVA", "+7 701 123-45-67");
    String cardId =
        arrange.activeCard().productId(ProductId.ELECTRON_CARD).clientId(clientId).add();

    assertThat(info(cardId).path("product_id").intValue()).isEqualTo(3000);
    assertThat(info(cardId).path("client_id").textValue()).isEqualTo(clientId);
    assertThat(info(cardId).path("expiry_date").textValue()).isEqualTo("2029-03-01");
    assertThat(
            caller
                .ok(CLIENT + "cards", "{'client_id':'%s'}", clientId)
                .path("cards")
                .path(0)
                .path("card_id")
                .textValue())
        .isEqualTo(cardId);
    assertThat(
            caller
                .call(
                    "/v5/card-api/external/cardholder_validate",
                    "{'request_id':'%s','user_phone':'7011234567','first_name':'Aigerim',"
                        + "'last_name':'Seitova','card_token':'%s'}",
                    SandboxCaller.newId(),
                    SandboxCaller.newId())
                .path("score")
                .textValue())
        .isEqualTo("100.00%");
  }

  @Test
  void card_whenNothingIsSet_hasNoClientAndNoMoney() {
    String cardId = arrange.activeCard().add();
    assertThat(info(cardId).has("client_id")).isFalse();
    assertThat(info(cardId).path("product_id").intValue()).isEqualTo(2000);
    assertAccount(cardId, "0", "0");
    caller.commandError(
        "insufficient_funds",
        TRANSACTION + "create",
        "'order_id':'o1','card_id':'%s','type':'debit','amount':0.01,'currency':'KZT'",
        cardId);
  }

  @Test
  void balance_whenTwoCurrencies_oneAccountEachAndNoStatementLine() {
    String cardId = arrange.activeCard().balance("10.50", "KZT").balance("7", "USD").add();
    JsonNode accounts = caller.ok(CARD + "balance", "{'card_id':'%s'}", cardId).path("accounts");
    assertThat(accounts).hasSize(2);
    assertThat(accounts.path(0).path("amount").decimalValue()).isEqualByComparingTo("10.50");
    assertThat(accounts.path(0).path("credit").intValue()).isEqualTo(10);
    assertThat(accounts.path(1).path("currency").textValue()).isEqualTo("USD");
    assertThat(accounts.path(1).path("amount").decimalValue()).isEqualByComparingTo("7");
    assertThat(operations(cardId)).isEmpty();
    assertThat(sandbox.ledger().arranged(cardId, "USD")).isEqualByComparingTo("7");
    assertThatIllegalStateException()
        .isThrownBy(() -> sandbox.ledger().arranged(cardId))
        .withMessage("several currencies: [KZT, USD]");
  }

  @Test
  void arrangedMoney_always_noLedgerEntryAndAvailableMatches() {
    String cardId = richCard();
    arrange.purchase(cardId, "250.00", "KZT").book();
    arrange.purchase(cardId, "100.00", "KZT").hold();
    assertThat(sandbox.ledger().entries()).isEmpty();

    caller.transaction(cardId, "debit", "10.50");

    Ledger ledger = sandbox.ledger();
    assertThat(ledger.entries()).hasSize(1);
    assertThat(ledger.entries().get(0).number()).isEqualTo(1);
    assertThat(ledger.charged(cardId)).isEqualByComparingTo("10.50");
    assertThat(ledger.credited(cardId)).isZero();
    assertThat(ledger.arranged(cardId)).isEqualByComparingTo("650.00");
    assertThat(ledger.available(cardId, "KZT")).isEqualByComparingTo("639.50");
    assertAccount(cardId, "750.00", "110.50");
  }

  @Test
  void purchase_whenBooked_isInBothStatements() {
    String cardId = richCard();
    arrange
        .purchase(cardId, "250.00", "KZT")
        .merchant(Map.of("name", "Cafe", "terminal", Map.of("id", 7)))
        .mcc(5812)
        .rrn("606010001234")
        .book();

    JsonNode operation = operations(cardId).path(0);
    assertThat(operation.path("type").textValue()).isEqualTo("debit");
    assertThat(operation.path("amount").decimalValue()).isEqualByComparingTo("250.00");
    assertThat(operation.path("mcc").intValue()).isEqualTo(5812);
    assertThat(operation.path("rrn").textValue()).isEqualTo("606010001234");
    assertThat(operation.path("datetime").textValue()).isEqualTo("2026-03-01T15:00:00+05:00");
    assertThat(operation.path("merchant").path("name").textValue()).isEqualTo("Cafe");
    assertThat(operation.path("merchant").path("terminal").path("id").intValue()).isEqualTo(7);
    assertThat(extended(cardId).path("authorizations")).isEmpty();
    assertThat(extended(cardId).path("operations").path(0).path("merchant"))
        .isEqualTo(operation.path("merchant"));
    assertAccount(cardId, "750.00", "0");
  }

  @Test
  void purchase_whenNothingIsSet_equalsDebitOfTheApi() {
    String cardId = richCard();
    arrange.purchase(cardId, "1", "KZT").book();
    arrange.purchase(cardId, "2", "KZT").book();
    JsonNode operations = operations(cardId);
    assertThat(operations.path(0).path("mcc").intValue()).isEqualTo(5999);
    assertThat(operations.path(0).path("merchant")).isEmpty();
    assertThat(operations.path(0).path("rrn").textValue()).matches("\\d{12}");
    assertThat(operations.path(1).path("rrn")).isNotEqualTo(operations.path(0).path("rrn"));
  }

  @Test
  void purchase_whenHeld_isAnAuthorizationUntilItIsBooked() {
    String cardId = richCard();
    HeldPurchase purchase =
        arrange.purchase(cardId, "250.00", "KZT").merchant(Map.of("name", "Hotel")).hold();

    assertThat(operations(cardId)).isEmpty();
    JsonNode held = extended(cardId).path("authorizations").path(0);
    assertThat(held.path("amount").decimalValue()).isEqualByComparingTo("250.00");
    assertThat(held.path("merchant").path("name").textValue()).isEqualTo("Hotel");
    assertThat(held.path("datetime").textValue()).isEqualTo("2026-03-01T15:00:00+05:00");
    assertAccount(cardId, "1000.00", "250.00");

    sandbox.passTime(Duration.ofDays(2));
    purchase.book();

    assertThat(extended(cardId).path("authorizations")).isEmpty();
    assertThat(operations(cardId).path(0).path("datetime").textValue())
        .isEqualTo("2026-03-03T15:00:00+05:00");
    assertAccount(cardId, "750.00", "0");
    assertThat(sandbox.ledger().arranged(cardId)).isEqualByComparingTo("750.00");
  }

  @Test
  void purchase_whenReleased_amountIsAvailable() {
    String cardId = richCard();
    arrange.purchase(cardId, "250.00", "KZT").hold().release();
    assertThat(extended(cardId).path("authorizations")).isEmpty();
    assertThat(operations(cardId)).isEmpty();
    assertAccount(cardId, "1000.00", "0");
    assertThat(sandbox.ledger().arranged(cardId)).isEqualByComparingTo("1000.00");
  }

  @Test
  void purchase_whenEnded_cannotEndAgain() {
    String cardId = richCard();
    HeldPurchase booked = arrange.purchase(cardId, "1", "KZT").hold();
    booked.book();
    HeldPurchase forgotten = arrange.purchase(cardId, "1", "KZT").hold();
    sandbox.reset();
    for (HeldPurchase purchase : List.of(booked, forgotten)) {
      assertThatIllegalStateException()
          .isThrownBy(purchase::book)
          .withMessage("purchase: no longer held");
      assertThatIllegalStateException()
          .isThrownBy(purchase::release)
          .withMessage("purchase: no longer held");
    }
  }

  @Test
  void purchase_whenCardIsBlockedOrClosed_added() {
    String blocked = arrange.blockedCard().balance("10", "KZT").add();
    String closed = arrange.closedCard().balance("10", "KZT").add();
    arrange.purchase(blocked, "10", "KZT").book();
    arrange.purchase(closed, "10", "KZT").book();
    assertThat(operations(blocked)).hasSize(1);
    assertThat(operations(closed)).hasSize(1);
  }

  @Test
  void purchase_whenCardCannotPay_rejectedWithoutEffect() {
    String cardId = richCard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.purchase(cardId, "1000.01", "KZT").book())
        .withMessage("amount: 1000.01 KZT > 1000.00 available");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.purchase(cardId, "1", "USD").hold())
        .withMessage("amount: 1 USD > 0 available");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.purchase("x", "1", "KZT").book())
        .withMessage("cardId: no such card: x");
    String issued = arrange.issuedCard().balance("10", "KZT").add();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.purchase(issued, "1", "KZT").book())
        .withMessage("cardId: never activated: " + issued);
    assertAccount(cardId, "1000.00", "0");
    assertThat(operations(cardId)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x, KZT, amount: not a number: x",
    "0, KZT, amount <= 0: 0",
    "-5, KZT, amount <= 0: -5",
    "1E+400, KZT, amount: more than 100 digits",
    "1, kzt, currency: not three capital letters: kzt",
  })
  void purchase_whenAmountIsInvalid_rejected(String amount, String currency, String message) {
    String cardId = richCard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.purchase(cardId, amount, currency))
        .withMessage(message);
  }

  @Test
  void purchase_whenMerchantDataIsInvalid_rejected() {
    PurchaseArrangement purchase = arrange.purchase(richCard(), "1", "KZT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purchase.mcc(-1))
        .withMessage("mcc: not between 0 and 9999: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purchase.mcc(10_000))
        .withMessage("mcc: not between 0 and 9999: 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purchase.rrn(" "))
        .withMessage("rrn: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purchase.merchant(Map.of("name", new Object())));
  }

  @Test
  void card_whenInvalid_rejected() {
    CardArrangement card = arrange.activeCard().balance("0", "KZT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card.balance("1", "KZT"))
        .withMessage("currency: already has a balance: KZT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card.balance("-1", "USD"))
        .withMessage("amount < 0: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card.productId(ProductId.of(42)))
        .withMessage("productId: not in the dictionary: 42");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card.clientId("x").add())
        .withMessage("clientId: no such client: x");
  }

  @Test
  @SuppressWarnings("NullAway") // Null is what the test checks.
  void anything_whenNull_rejectedWithItsName() {
    assertThatNullPointerException()
        .isThrownBy(() -> arrange.activeCard().balance(null, "KZT"))
        .withMessage("amount");
    assertThatNullPointerException()
        .isThrownBy(() -> arrange.purchase(null, "1", "KZT"))
        .withMessage("cardId");
    assertThatNullPointerException()
        .isThrownBy(() -> arrange.client("A", null, "77011234567"))
        .withMessage("lastName");
  }

  @Test
  void client_whenInvalid_rejectedWithoutValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.client(" ", "SEITOVA", "77011234567"))
        .withMessage("firstName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.client("AIGERIM", "SEITOVA", "123"))
        .withMessage("phone: not 10 to 15 digits");
  }

  @Test
  void giftCard_whenIssued_waitsForCodeAndDepositIsUnchanged() {
    long cardId = arrange.issuedGiftCard(2);
    assertThat(
            caller.gift(0, "card_status", "{'card_id':%s}", cardId).path("card_status").intValue())
        .isEqualTo(1);
    JsonNode confirmed =
        caller.gift(0, "activate_card", "{'otp':'%s','card_id':%s}", sandbox.otp(cardId), cardId);
    assertThat(confirmed.path("card_status").intValue()).isEqualTo(2);
    assertThat(confirmed.path("card_balance").intValue()).isEqualTo(10_000);
  }

  @Test
  void giftCard_whenActive_cannotBeConfirmed() {
    long cardId = arrange.activeGiftCard(1);
    caller.gift(-10, "activate_card", "{'otp':'x','card_id':%s}", cardId);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.otp(cardId))
        .withMessage("giftCardId: no gift card with this id waits for a code: " + cardId);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void giftCard_whenUnknownProduct_rejected(int productCode) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arrange.issuedGiftCard(productCode))
        .withMessage("productCode: no such product: " + productCode);
  }

  @Test
  void reset_whenArranged_allIsRemoved() {
    String cardId = richCard();
    sandbox.reset();
    caller.commandError("card_not_found", CARD + "info", "'card_id':'%s'", cardId);
    assertThat(sandbox.ledger().arranged(cardId)).isZero();
  }

  @Test
  void passTime_whenCalled_allTimestampsAdvanceUntilReset() {
    String cardId = richCard();
    sandbox.passTime(Duration.ofDays(1));
    sandbox.passTime(Duration.ofHours(1));
    assertThat(sandbox.now()).isEqualTo("2026-03-02T16:00:00+05:00");
    assertThat(info(cardId).path("dt").textValue()).isEqualTo("2026-03-02T16:00:00+05:00");
    caller.transaction(cardId, "credit", "1");
    assertThat(operations(cardId).path(0).path("datetime").textValue())
        .isEqualTo("2026-03-02T16:00:00+05:00");
    assertThat(sandbox.ledger().entries().get(0).at()).isEqualTo("2026-03-02T16:00:00+05:00");
    assertThat(
            caller
                .gift(0, "card_status", "{'card_id':%s}", arrange.blankGiftCard())
                .path("datetime")
                .textValue())
        .isEqualTo("2026-03-02 16:00:00");
    assertThat(
            caller
                .commandError("card_not_found", CARD + "info", "'card_id':'x'")
                .path("dt")
                .textValue())
        .isEqualTo("2026-03-02T16:00:00+05:00");

    sandbox.reset();
    assertThat(sandbox.now()).isEqualTo("2026-03-01T15:00:00+05:00");
    assertThat(info(richCard()).path("dt").textValue()).isEqualTo("2026-03-01T15:00:00+05:00");
  }

  @Test
  void passTime_whenLongerThanCardValidity_nothingExpires() {
    String cardId = richCard();
    HeldPurchase purchase = arrange.purchase(cardId, "1", "KZT").hold();
    sandbox.passTime(Duration.ofDays(4_000));
    caller.transaction(cardId, "debit", "1");
    purchase.book();
    assertAccount(cardId, "999.00", "1");
  }

  @Test
  void passTime_whenNotPositive_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.passTime(Duration.ZERO))
        .withMessage("duration <= 0: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.passTime(Duration.ofSeconds(-1)))
        .withMessage("duration <= 0: PT-1S");
    sandbox.passTime(Duration.ofDays(36_525));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.passTime(Duration.ofNanos(1)))
        .withMessage("duration: more than 36525 days in total: PT0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.passTime(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
