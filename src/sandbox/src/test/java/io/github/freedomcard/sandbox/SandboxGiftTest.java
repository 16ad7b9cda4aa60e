package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxGiftTest {

  private static final FreedomCardSandbox SANDBOX =
      FreedomCardSandbox.start(SandboxOptions.builder().deposit(new BigDecimal("12000")).build());
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);
  private static final String ISSUE =
      "{'cardholder_name':'Aigerim','phone':77011234567,'product_code':%s}";

  @BeforeEach
  void reset() {
    SANDBOX.reset();
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static long issue() {
    JsonNode response = CALLER.gift(0, "issue_card", ISSUE, 1);
    assertThat(names(response)).containsExactly("datetime", "status", "card_id");
    assertThat(response.path("card_id").isIntegralNumber()).isTrue();
    return response.path("card_id").longValue();
  }

  private static void assertStatus(long cardId, int cardStatus) {
    JsonNode response = CALLER.gift(0, "card_status", "{'card_id':%s}", cardId);
    assertThat(response.path("card_status").intValue()).isEqualTo(cardStatus);
  }

  @Test
  void listGiftCardProducts_always_contractsFields() {
    JsonNode response = CALLER.gift(0, "product_list", "{}");
    assertThat(names(response)).containsExactly("datetime", "status", "product_list");
    assertThat(response.path("product_list")).isNotEmpty();
    for (JsonNode product : response.path("product_list")) {
      assertThat(names(product))
          .containsExactly("code", "name", "name_en", "currency", "balance", "image");
    }
  }

  @Test
  void issue_whenDepositSuffices_chargedAndInactive() {
    long cardId = issue();
    assertStatus(cardId, 1);
    assertThat(SANDBOX.ledger().charged(Long.toString(cardId))).isEqualByComparingTo("5000");
    assertThat(SANDBOX.otp(cardId)).matches("\\d{6}");
  }

  @Test
  void issue_whenDepositIsUsedUp_minus6() {
    issue();
    issue();
    JsonNode response = CALLER.gift(-6, "issue_card", ISSUE, 1);
    assertThat(names(response)).containsExactly("datetime", "status");
    assertThat(SANDBOX.ledger().entries("issueGiftCard")).hasSize(2);
  }

  @Test
  void issue_whenFieldIsWrong_itsStatus() {
    CALLER.gift(-2, "issue_card", "{'phone':77011234567,'product_code':1}");
    CALLER.gift(-2, "issue_card", "{'cardholder_name':' ','phone':77011234567,'product_code':1}");
    CALLER.gift(-3, "issue_card", "{'cardholder_name':'A','product_code':1}");
    CALLER.gift(-3, "issue_card", "{'cardholder_name':'A','phone':'7701','product_code':1}");
    CALLER.gift(-4, "issue_card", "{'cardholder_name':'A','phone':77011234567}");
    CALLER.gift(-4, "issue_card", ISSUE, 99);
    CALLER.gift(-4, "issue_card", ISSUE, "'1'");
    assertThat(SANDBOX.ledger().entries()).isEmpty();
  }

  @Test
  void issue_whenBlankCard_thatCardOnce() {
    long blank = SANDBOX.arrange().blankGiftCard();
    assertStatus(blank, 0);
    String body =
        "{'cardholder_name':'A','phone':77011234567,'product_code':1,'card_id':" + blank + "}";
    assertThat(CALLER.gift(0, "issue_card", body).path("card_id").longValue()).isEqualTo(blank);
    assertStatus(blank, 1);
    CALLER.gift(-7, "issue_card", body);
    CALLER.gift(-7, "issue_card", body.replace(Long.toString(blank), "1"));
    assertThat(SANDBOX.ledger().entries("issueGiftCard")).hasSize(1);
  }

  @Test
  void confirm_whenRightCode_activatedOnce() {
    long cardId = issue();
    String otp = SANDBOX.otp(cardId);
    JsonNode response = CALLER.gift(0, "activate_card", "{'otp':'%s','card_id':%s}", otp, cardId);
    assertThat(names(response))
        .containsExactly(
            "datetime", "status", "card_status", "card_currency", "card_balance", "card_mask");
    assertThat(response.path("card_status").intValue()).isEqualTo(2);
    assertThat(response.path("card_balance").intValue()).isEqualTo(5000);
    assertThat(response.path("card_currency").textValue()).isEqualTo("KZT");
    CALLER.gift(-10, "activate_card", "{'otp':'%s','card_id':%s}", otp, cardId);
    assertThatThrownBy(() -> SANDBOX.otp(cardId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("giftCardId: no gift card with this id waits for a code: " + cardId);
  }

  @Test
  void confirm_whenNoCardId_cardOfTheCode() {
    long first = issue();
    long second = issue();
    CALLER.gift(0, "activate_card", "{'otp':'%s'}", SANDBOX.otp(second));
    assertStatus(first, 1);
    assertStatus(second, 2);
  }

  @Test
  void confirm_whenWrong_refused() {
    long cardId = issue();
    CALLER.gift(-8, "activate_card", "{'otp':'x','card_id':%s}", cardId);
    CALLER.gift(-8, "activate_card", "{'otp':'x'}");
    CALLER.gift(-8, "activate_card", "{'otp':123456,'card_id':%s}", cardId);
    CALLER.gift(-7, "activate_card", "{'otp':'x','card_id':1}");
    CALLER.gift(-8, "activate_card", "{'otp':'x','card_id':%s}", SANDBOX.arrange().blankGiftCard());
    assertStatus(cardId, 1);
    assertThat(SANDBOX.ledger().entries("confirmGiftCard")).isEmpty();
  }

  @Test
  void resendCode_whenWaiting_newCodeCounts() {
    long cardId = issue();
    String first = SANDBOX.otp(cardId);
    JsonNode response = CALLER.gift(0, "resend_code", "{'card_id':%s}", cardId);
    assertThat(names(response)).containsExactly("datetime", "status");
    String second = SANDBOX.otp(cardId);
    assertThat(second).isNotEqualTo(first);
    CALLER.gift(-8, "activate_card", "{'otp':'%s','card_id':%s}", first, cardId);
    CALLER.gift(0, "activate_card", "{'otp':'%s','card_id':%s}", second, cardId);
    CALLER.gift(-10, "resend_code", "{'card_id':%s}", cardId);
    CALLER.gift(-7, "resend_code", "{'card_id':1}");
    assertThat(SANDBOX.ledger().entries("resendGiftCardCode", Long.toString(cardId))).hasSize(1);
  }

  @Test
  void resend_whenIssued_counted() {
    long cardId = issue();
    JsonNode response = CALLER.gift(0, "resend_card", "{'card_id':%s}", cardId);
    assertThat(names(response)).containsExactly("datetime", "status");
    CALLER.gift(-7, "resend_card", "{'card_id':1}");
    CALLER.gift(-7, "resend_card", "{'card_id':%s}", SANDBOX.arrange().blankGiftCard());
    CALLER.gift(-7, "resend_card", "{}");
    assertThat(SANDBOX.ledger().entries("resendGiftCard", Long.toString(cardId))).hasSize(1);
  }

  @Test
  void status_whenUnknownCard_minus7() {
    CALLER.gift(-7, "card_status", "{'card_id':1}");
    CALLER.gift(-7, "card_status", "{'card_id':'100001'}");
  }
}
