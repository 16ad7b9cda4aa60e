package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxCardTest {

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

  private static String state(String cardId) {
    return CALLER.command(CARD + "info", "'card_id':'%s'", cardId).path("card_status").textValue();
  }

  private static void activate(String cardId) {
    CALLER.command(CARD + "activate", "'card_id':'%s'", cardId);
  }

  private static void described(String operation, String cardId) {
    JsonNode response =
        CALLER.command(CARD + operation, "'card_id':'%s','description':'why'", cardId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
  }

  private static void refused(String operation, String cardId) {
    CALLER.commandError(
        "card_status", CARD + operation, "'card_id':'%s','description':'why'", cardId);
  }

  @Test
  void bulkIssue_whenThree_cardsWithoutClientAreReturned() {
    String requestId = newId();
    JsonNode response =
        CALLER.ok(
            CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':3}", requestId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");

    JsonNode reported = CALLER.status(requestId);
    assertThat(names(reported)).containsExactly("status", "request_status", "cards", "dt");
    assertThat(reported.path("cards")).hasSize(3);
    List<String> ids = new ArrayList<>();
    for (JsonNode card : reported.path("cards")) {
      assertThat(names(card)).containsExactly("card_id");
      ids.add(card.path("card_id").textValue());
    }
    assertThat(ids).doesNotHaveDuplicates();
    JsonNode info = CALLER.command(CARD + "info", "'card_id':'%s'", ids.get(0));
    assertThat(info.has("client_id")).isFalse();
  }

  @Test
  void linkClient_whenBulkCard_onlyOnce() {
    String requestId = newId();
    CALLER.ok(CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    String cardId = CALLER.status(requestId).path("cards").path(0).path("card_id").textValue();
    String clientId = CALLER.client();

    JsonNode response =
        CALLER.command(CARD + "link", "'client_id':'%s','card_id':'%s'", clientId, cardId);

    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    JsonNode cards = CALLER.ok(CLIENT + "cards", "{'client_id':'%s'}", clientId).path("cards");
    assertThat(cards).hasSize(1);
    assertThat(cards.path(0).path("card_id").textValue()).isEqualTo(cardId);
    CALLER.commandError(
        "card_linked", CARD + "link", "'client_id':'%s','card_id':'%s'", clientId, cardId);
    CALLER.commandError(
        "card_not_found", CARD + "link", "'client_id':'%s','card_id':'x'", clientId);
    CALLER.commandError(
        "client_not_found", CARD + "link", "'client_id':'x','card_id':'%s'", cardId);
  }

  @Test
  void issueCard_whenCardholder_clientAndCardAreReported() {
    String requestId = newId();
    JsonNode response =
        CALLER.ok(
            CARD + "issue",
            "{'request_id':'%s','product_id':1000,'cardholder':{'first_name':'Aigerim',"
                + "'last_name':'Sadykova','phone':77011234567,'country':'KAZ',"
                + "'person_id':'900101300123','birthdate':'1990-01-01'}}",
            requestId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    JsonNode reported = CALLER.status(requestId);
    assertThat(names(reported))
        .containsExactly("status", "request_status", "cards", "client_id", "dt");
    JsonNode cards =
        CALLER.ok(CLIENT + "cards", "{'client_id':'%s'}", reported.path("client_id").textValue());
    assertThat(names(cards)).containsExactly("status", "request_status", "cards", "dt");
    assertThat(cards.path("cards")).isEqualTo(reported.path("cards"));
  }

  @Test
  void issueCard_whenUnknownClient_errorAndNothingIssued() {
    CALLER.commandError(
        "client_not_found", CARD + "issue", "'product_id':1000,'client_id':'nobody'");
    assertThat(SANDBOX.ledger().entries()).isEmpty();
  }

  @Test
  void issuePlasticCard_whenClientHasCard_secondCard() {
    String clientId = CALLER.client();
    CALLER.issuedCard(clientId);
    JsonNode response =
        CALLER.command(CARD + "issue_plastic", "'product_id':3000,'client_id':'%s'", clientId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    assertThat(CALLER.ok(CLIENT + "cards", "{'client_id':'%s'}", clientId).path("cards"))
        .hasSize(2);
  }

  @Test
  void lifeCycle_whenInOrder_everyStepSucceeds() {
    String cardId = CALLER.issuedCard();
    assertThat(state(cardId)).isEqualTo("issued");
    activate(cardId);
    assertThat(state(cardId)).isEqualTo("active");
    described("block", cardId);
    assertThat(state(cardId)).isEqualTo("blocked");
    described("unblock", cardId);
    assertThat(state(cardId)).isEqualTo("active");
    described("close", cardId);
    assertThat(state(cardId)).isEqualTo("closed");
    assertThat(SANDBOX.ledger().entries("blockCard", cardId)).hasSize(1);
  }

  @Test
  void lifeCycle_whenOutOfOrder_refusedAndUnchanged() {
    String cardId = CALLER.issuedCard();
    refused("block", cardId);
    refused("unblock", cardId);
    activate(cardId);
    CALLER.commandError("card_status", CARD + "activate", "'card_id':'%s'", cardId);
    refused("unblock", cardId);
    described("block", cardId);
    refused("block", cardId);
    assertThat(state(cardId)).isEqualTo("blocked");
  }

  @Test
  void unblock_whenClosed_refused() {
    String cardId = CALLER.issuedCard();
    activate(cardId);
    described("block", cardId);
    described("close", cardId);
    refused("unblock", cardId);
    refused("close", cardId);
    refused("block", cardId);
    CALLER.commandError("card_status", CARD + "activate", "'card_id':'%s'", cardId);
    CALLER.commandError("card_status", CARD + "reset_counter_pin", "'card_id':'%s'", cardId);
    CALLER.error("card_status", CARD + "set_pin", "{'card_id':'%s'}", cardId);
    CALLER.error("card_status", CARD + "secret_data", "{'card_id':'%s'}", cardId);
    assertThat(state(cardId)).isEqualTo("closed");
  }

  @Test
  void setPin_whenSentTwice_countedTwice() {
    String cardId = CALLER.issuedCard();
    JsonNode response = CALLER.ok(CARD + "set_pin", "{'card_id':'%s','pin':'AbC=='}", cardId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    CALLER.ok(CARD + "set_pin", "{'card_id':'%s'}", cardId);
    assertThat(SANDBOX.ledger().entries("setPin", cardId)).hasSize(2);
    assertThat(SANDBOX.ledger().entries("setPin").get(0).requestId()).isNull();
  }

  @Test
  void resetPinCounter_whenOpen_envelope() {
    JsonNode response =
        CALLER.command(CARD + "reset_counter_pin", "'card_id':'%s'", CALLER.issuedCard());
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
  }

  @Test
  void getCardInfo_whenIssued_contractsFields() {
    JsonNode info = CALLER.command(CARD + "info", "'card_id':'%s'", CALLER.issuedCard());
    assertThat(names(info))
        .containsExactly(
            "status",
            "request_status",
            "card_id",
            "card_mask",
            "client_id",
            "product_id",
            "card_status",
            "expiry_date",
            "dt");
    assertThat(info.path("card_mask").textValue()).matches("9999\\d\\d\\*{6}\\d{4}");
    assertThat(info.path("product_id").isInt()).isTrue();
    assertThat(LocalDate.parse(info.path("expiry_date").textValue()))
        .isAfter(LocalDate.now(ZoneOffset.UTC));
    assertThat(info.path("dt").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+05:00");
  }

  @Test
  void getSecretData_whenEitherVersion_numberMatchesMask() {
    String cardId = CALLER.issuedCard();
    String mask =
        CALLER.command(CARD + "info", "'card_id':'%s'", cardId).path("card_mask").textValue();
    for (String version : List.of("secret_data", "secret_data_v2")) {
      JsonNode secret = CALLER.ok(CARD + version, "{'card_id':'%s'}", cardId);
      assertThat(names(secret))
          .containsExactly("status", "request_status", "pan", "cvv", "expiry_date", "dt");
      String pan = secret.path("pan").textValue();
      assertThat(pan).matches("9999\\d{12}");
      assertThat(mask).isEqualTo(pan.substring(0, 6) + "******" + pan.substring(12));
      assertThat(secret.path("cvv").textValue()).matches("\\d{3}");
    }
  }

  @Test
  void anyOperation_whenUnknownCard_error() {
    for (String operation : List.of("balance", "secret_data", "secret_data_v2", "set_pin")) {
      CALLER.error("card_not_found", CARD + operation, "{'card_id':'none'}");
    }
    CALLER.error("card_not_found", CARD + "statement", "{'card_id':'none'}");
    for (String operation : List.of("info", "activate", "reset_counter_pin")) {
      CALLER.commandError("card_not_found", CARD + operation, "'card_id':'none'");
    }
    for (String operation : List.of("block", "unblock", "close")) {
      CALLER.commandError(
          "card_not_found", CARD + operation, "'card_id':'none','description':'why'");
    }
  }
}
