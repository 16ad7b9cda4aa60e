package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.LIMITS;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxClientTest {

  private static final String VALIDATE = "/v5/card-api/external/cardholder_validate";

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

  private static JsonNode validate(String phone, String first, String last) {
    return CALLER.call(
        VALIDATE,
        "{'request_id':'%s','user_phone':'%s','first_name':'%s','last_name':'%s',"
            + "'card_token':'%s'}",
        newId(),
        phone,
        first,
        last,
        newId());
  }

  @Test
  void createClient_whenWalletClientIsComplete_clientIdIsReturned() {
    String requestId = newId();
    JsonNode response =
        CALLER.ok(
            CLIENT + "add",
            "{'request_id':'%s','product_id':1000,'branch_id':'b1','client':{'phone':77011234567,"
                + "'type':1,'resident':1,'first_name':'Aigérim','last_name':'O’Neil-Sadykova',"
                + "'middle_name':'B.','birthdate':'1990-02-28','email':'a@b.kz','country':'KAZ',"
                + "'person_id':'900228300123','language':'kk','document':'JVBERi0xLjcK',"
                + "'external_user_id':'u1','address1':{'country':'KAZ','postal_code':'050000',"
                + "'address_line1':'Almaty','address_line2':'Abay','address_line3':'1'},"
                + "'address2':{},'identification_info':{'idn_date':'2026-01-02T03:04:05+05:00',"
                + "'identified_by':'branch'}}}",
            requestId);
    assertThat(names(response)).containsExactly("status", "request_status", "client_id", "dt");
    JsonNode reported = CALLER.status(requestId);
    assertThat(names(reported)).containsExactly("status", "request_status", "client_id", "dt");
    assertThat(reported.path("client_id")).isEqualTo(response.path("client_id"));
  }

  @Test
  void updateClient_whenNewPhone_phoneIsUsed() {
    String clientId = CALLER.client();
    JsonNode response =
        CALLER.command(
            CLIENT + "update",
            "'client_id':'%s','product_id':2000,'client':{'phone':77770000001}",
            clientId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    assertThat(validate("7770000001", "Aigerim", "Sadykova").path("score").textValue())
        .isEqualTo("100.00%");
    CALLER.commandError(
        "client_not_found",
        CLIENT + "update",
        "'client_id':'x','product_id':2000,'client':{'phone':77770000001}");
  }

  @Test
  void listCards_whenNone_emptyList() {
    JsonNode response = CALLER.ok(CLIENT + "cards", "{'client_id':'%s'}", CALLER.client());
    assertThat(response.path("cards").isArray()).isTrue();
    assertThat(response.path("cards")).isEmpty();
    CALLER.error("client_not_found", CLIENT + "cards", "{'client_id':'x'}");
  }

  @Test
  void validateCardholder_whenNamesMatchPartly_score() {
    CALLER.client();
    JsonNode response = validate("7011234567", "AIGERIM", "Sadykova");
    assertThat(names(response)).containsExactly("status", "score", "fishy", "dt");
    assertThat(response.path("status").textValue()).isEqualTo("ok");
    assertThat(response.path("score").textValue()).isEqualTo("100.00%");
    assertThat(response.path("fishy").isInt()).isTrue();
    assertThat(validate("7011234567", "Aigerim", "Other").path("score").textValue())
        .isEqualTo("50.00%");
    assertThat(validate("7019999999", "Aigerim", "Sadykova").path("score").textValue())
        .isEqualTo("0.00%");
  }

  @Test
  void validateCardholder_whenRefused_noRequestStatus() {
    JsonNode response = validate("77011234567", "A", "B");
    assertThat(names(response)).containsExactly("status", "error_code", "error_description", "dt");
    assertThat(response.path("error_description").textValue())
        .isEqualTo("user_phone: not ten digits");
  }

  @Test
  void limits_whenSetOnAnyObject_listedAsSet() {
    String clientId = CALLER.client();
    String cardId = CALLER.issuedCard(clientId);
    String iban = CALLER.account(cardId).path("iban").textValue();
    String limit =
        "{'transaction_type':'pay','region':'world','period':'day',"
            + "'amount':[{'type':'max','value':'100000','currency':'KZT'}]}";
    for (String object :
        new String[] {
          "{'type':'card','value':'" + cardId + "'}",
          "{'type':'client','value':'" + clientId + "'}",
          "{'type':'account','value':'" + iban + "'}"
        }) {
      JsonNode none = CALLER.command(LIMITS + "list", "'object':" + object);
      assertThat(none.path("limits")).isEmpty();
      JsonNode response =
          CALLER.command(LIMITS + "set", "'object':" + object + ",'limits':[" + limit + "]");
      assertThat(names(response)).containsExactly("status", "request_status", "dt");
      JsonNode listed = CALLER.command(LIMITS + "list", "'object':" + object);
      assertThat(names(listed)).containsExactly("status", "request_status", "limits", "dt");
      assertThat(listed.path("limits"))
          .containsExactly(SandboxCaller.json(SandboxCaller.bytes(limit)));
    }
    assertThat(SANDBOX.ledger().entries("setLimits", cardId)).hasSize(1);
  }

  @Test
  void limits_whenSetAgain_sameKeyIsReplacedOthersStay() {
    String object = "'object':{'type':'card','value':'" + CALLER.issuedCard() + "'}";
    for (String value : new String[] {"1", "2"}) {
      CALLER.command(
          LIMITS + "set",
          object
              + ",'limits':[{'transaction_type':'pay','period':'day','amount':[{'value':'"
              + value
              + "'}]},{'transaction_type':'pay','period':'month'}]");
    }
    JsonNode limits = CALLER.command(LIMITS + "list", object).path("limits");
    assertThat(limits).hasSize(2);
    assertThat(limits.path(0).path("amount").path(0).path("value").textValue()).isEqualTo("2");
  }

  @Test
  void limits_whenUnknownObject_error() {
    String object = "'object':{'type':'%s','value':'x'}";
    CALLER.commandError("card_not_found", LIMITS + "list", object, "card");
    CALLER.commandError("client_not_found", LIMITS + "list", object, "client");
    CALLER.commandError("account_not_found", LIMITS + "list", object, "account");
    CALLER.commandError("card_not_found", LIMITS + "set", object + ",'limits':[]", "card");
  }
}
