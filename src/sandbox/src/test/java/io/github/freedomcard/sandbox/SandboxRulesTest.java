package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.LIMITS;
import static io.github.freedomcard.sandbox.SandboxCaller.STATUS;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.json;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxRulesTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);

  private static final String ID = "'request_id':'828cf71d-a447-4a67-a149-c1df8bc197ca'";
  private static final String DESCRIBED = "{" + ID + ",'card_id':'c','description':'d'}";
  private static final String IDENTIFIED = "{" + ID + ",'card_id':'c'}";
  private static final String SETTLE = "{" + ID + ",'order_id':'o','transaction_id':'t'}";
  private static final String RANGE =
      "'start_date':'2026-01-01T00:00:00+05:00','end_date':'2026-02-01T00:00:00+05:00'";
  private static final String PDF = "JVBERi0xLjcK";

  /** A valid body for each route of the Card API that has a required field. */
  private static final Map<String, String> VALID =
      Map.ofEntries(
          Map.entry(CARD + "bulk_issue", "{" + ID + ",'product_id':2000,'quantity':1}"),
          Map.entry(
              CARD + "issue",
              "{"
                  + ID
                  + ",'product_id':2000,'cardholder':{'first_name':'A','last_name':'B',"
                  + "'phone':77011234567,'country':'KAZ','person_id':'1'}}"),
          Map.entry(CARD + "issue_plastic", "{" + ID + ",'product_id':2000,'client_id':'c'}"),
          Map.entry(CARD + "activate", IDENTIFIED),
          Map.entry(CARD + "block", DESCRIBED),
          Map.entry(CARD + "unblock", DESCRIBED),
          Map.entry(CARD + "close", DESCRIBED),
          Map.entry(CARD + "set_pin", "{'card_id':'c'}"),
          Map.entry(CARD + "reset_counter_pin", IDENTIFIED),
          Map.entry(CARD + "link", "{" + ID + ",'client_id':'c','card_id':'c'}"),
          Map.entry(CARD + "info", IDENTIFIED),
          Map.entry(CARD + "balance", "{'card_id':'c'}"),
          Map.entry(CARD + "secret_data", "{'card_id':'c'}"),
          Map.entry(CARD + "secret_data_v2", "{'card_id':'c'}"),
          Map.entry(CARD + "statement", "{'card_id':'c'}"),
          Map.entry(CARD + "statement_extended", "{'card_id':'c'," + RANGE + "}"),
          Map.entry(
              CLIENT + "add",
              "{"
                  + ID
                  + ",'product_id':2000,'client':{'phone':77011234567,'type':1,'resident':1,"
                  + "'first_name':'A','last_name':'B'}}"),
          Map.entry(
              CLIENT + "update",
              "{" + ID + ",'client_id':'c','product_id':2000,'client':{'phone':77011234567}}"),
          Map.entry(CLIENT + "cards", "{'client_id':'c'}"),
          Map.entry(STATUS, "{" + ID + "}"),
          Map.entry(
              TRANSACTION + "create",
              "{"
                  + ID
                  + ",'order_id':'o','card_id':'c','type':'debit','amount':1,'currency':'KZT'}"),
          Map.entry(TRANSACTION + "clearing", SETTLE),
          Map.entry(TRANSACTION + "refund", SETTLE),
          Map.entry(TRANSACTION + "info", "{'transaction_id':'t'}"),
          Map.entry(
              LIMITS + "set",
              "{"
                  + ID
                  + ",'object':{'type':'card','value':'c'},'limits':[{'transaction_type':'pay',"
                  + "'amount':[{'type':'max','value':'1','currency':'KZT'}]}]}"),
          Map.entry(LIMITS + "list", "{" + ID + ",'object':{'type':'card','value':'c'}}"),
          Map.entry(
              "/v5/card-api/external/cardholder_validate",
              "{"
                  + ID
                  + ",'user_phone':'7011234567','first_name':'A','last_name':'B',"
                  + "'card_token':'828cf71d-a447-4a67-a149-c1df8bc197ca'}"));

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static List<String> paths() {
    return VALID.keySet().stream().sorted().toList();
  }

  private static ObjectNode valid(String path) {
    ObjectNode body = (ObjectNode) json(bytes(String.valueOf(VALID.get(path))));
    if (body.has("request_id")) {
      body.put("request_id", newId());
    }
    return body;
  }

  private static JsonNode send(String path, JsonNode body) {
    return CALLER.call(path, "%s", body);
  }

  private static void assertBroken(String path, JsonNode body, String rule) {
    JsonNode response = send(path, body);
    assertThat(response.path("status").textValue()).as(response.toString()).isEqualTo("error");
    assertThat(response.path("error_code").textValue()).isEqualTo("invalid_request");
    assertThat(response.path("error_description").textValue()).isEqualTo(rule);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void rules_whenValid_noViolation(String path) {
    JsonNode response = send(path, valid(path));
    assertThat(response.path("error_code").asText()).isNotEqualTo("invalid_request");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void rules_whenFieldIsMissingOrNull_fieldIsNamed(String path) {
    for (String name : SandboxCaller.names(valid(path))) {
      String rule =
          name.equals("cardholder")
              ? "cardholder: set exactly one of cardholder and client_id"
              : name + ": missing";
      ObjectNode body = valid(path);
      body.remove(name);
      assertBroken(path, body, rule);
      body.putNull(name);
      assertBroken(path, body, rule);
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void rules_whenObjectInPlaceOfScalar_refused(String path) {
    for (String name : SandboxCaller.names(valid(path))) {
      if (valid(path).path(name).isValueNode()) {
        ObjectNode body = valid(path);
        body.putObject(name);
        assertThat(send(path, body).path("error_description").textValue())
            .startsWith(name + ": not a");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card/activate | /request_id | '1-1-1-1-1' | request_id: not a UUID",
        "card/activate | /card_id | 5 | card_id: not a string",
        "card/activate | /card_id | ' ' | card_id: blank",
        "card/bulk_issue | /product_id | '2000' | product_id: not an integer",
        "card/bulk_issue | /product_id | 4000 | product_id: not one of [1000, 2000, 3000]",
        "card/bulk_issue | /quantity | 0 | quantity: not between 1 and 1000",
        "card/bulk_issue | /quantity | 1.0 | quantity: not an integer",
        "card/issue | /client_id | 'c' | cardholder: set exactly one of cardholder and client_id",
        "card/issue | /cardholder | 'c' | cardholder: not an object",
        "card/issue | /cardholder/phone | '77011234567' | cardholder.phone: not an integer",
        "card/issue | /cardholder/phone | 701123456 | cardholder.phone: not 10 to 15 digits",
        "card/issue | /cardholder/phone | 1e10 | cardholder.phone: not an integer",
        "card/issue | /cardholder/country | 'KZ' | cardholder.country: not three capital letters",
        "card/issue | /cardholder/birthdate | '01.02.1990' | cardholder.birthdate: not YYYY-MM-DD",
        "card/issue | /cardholder/birthdate | '1990-02-30' | cardholder.birthdate: not YYYY-MM-DD",
        "card/issue | /cardholder/person_id | null | cardholder.person_id: missing",
        "card/set_pin | /pin | 1234 | pin: not a string",
        "card/statement | /start_date | '2026-01-01' | start_date: not YYYY-MM-DDThh:mm:ss+hh:mm",
        "card/statement | /end_date | '2026-01-01T00:00:00Z'"
            + " | end_date: not YYYY-MM-DDThh:mm:ss+hh:mm",
        "card/statement | /end_date | '2026-01-01T00:00:00.5+05:00'"
            + " | end_date: not YYYY-MM-DDThh:mm:ss+hh:mm",
        "card/statement_extended | /start_date | '2026-03-01T00:00:00+05:00'"
            + " | start_date: after end_date",
        "client/add | /client/type | 4 | client.type: not one of [1, 2, 3]",
        "client/add | /client/resident | 0 | client.resident: not one of [1, 2]",
        "client/add | /client/first_name | 'Айгерим' | client.first_name: not in Latin letters",
        "client/add | /client/last_name | 'B2' | client.last_name: not in Latin letters",
        "client/add | /client/middle_name | 5 | client.middle_name: not a string",
        "client/add | /client/language | 'rus' | client.language: not two letters",
        "client/add | /client/document | '%%%' | client.document: not Base64",
        "client/add | /client/document | 'QUJD' | client.document: not a PDF",
        "client/add | /client/address1 | 'Abay' | client.address1: not an object",
        "client/add | /client/address2 | {'country':'kaz'}"
            + " | client.address2.country: not three capital letters",
        "client/add | /client/identification_info | {'identified_by':'x'}"
            + " | client.identification_info.idn_date: missing",
        "client/add | /branch_id | [] | branch_id: not a string or a number",
        "client/update | /client/phone | null | client.phone: missing",
        "transaction/create | /amount | 0 | amount: not greater than 0",
        "transaction/create | /amount | -0.01 | amount: not greater than 0",
        "transaction/create | /amount | '1' | amount: not a number",
        "transaction/create | /amount | 1e-101 | amount: more than 100 digits",
        "transaction/refund | /amount | 1e101 | amount: more than 100 digits",
        "transaction/create | /currency | 'kzt' | currency: not three capital letters",
        "transaction/create | /type | 'gift' | type: not one of debit, credit",
        "transaction/refund | /amount | '5' | amount: not a number",
        "transaction/clearing | /description | 5 | description: not a string",
        "limits/set | /limits | {} | limits: not an array",
        "limits/set | /limits | [5] | limits[0]: not an object",
        "limits/set | /limits | [{}] | limits[0].transaction_type: missing",
        "limits/set | /limits/0/amount/0/value | 100000"
            + " | limits[0].amount[0].value: not a string",
        "limits/set | /limits/0/amount/0/currency | 'tenge'"
            + " | limits[0].amount[0].currency: not three capital letters",
        "limits/list | /object/type | 'bank' | object.type: not one of card, account, client",
        "external/cardholder_validate | /user_phone | 7011234567 | user_phone: not a string",
        "external/cardholder_validate | /user_phone | '77011234567' | user_phone: not ten digits",
        "external/cardholder_validate | /card_token | 'x' | card_token: not a UUID",
        "request/status | /request_id | 'x' | request_id: not a UUID",
      },
      quoteCharacter = '`')
  void rules_whenValueIsInvalid_fieldAndRuleAreReported(
      String operation, String pointer, String value, String rule) {
    String path = "/v5/card-api/" + operation;
    ObjectNode body = valid(path);
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = body.at(at.head());
    ((ObjectNode) parent).set(at.last().getMatchingProperty(), json(bytes(value)));
    assertBroken(path, body, rule);
  }

  @Test
  void rules_whenSeveralAreViolated_allAreReported() {
    assertBroken(
        CARD + "block",
        json(bytes("{'card_id':5}")),
        "request_id: missing; card_id: not a string; description: missing");
  }

  @Test
  void rules_whenValueIsInvalid_valueIsNotReported() {
    ObjectNode body = valid(CLIENT + "add");
    ((ObjectNode) body.path("client")).put("first_name", "Айгерим").put("phone", "secret");
    assertThat(send(CLIENT + "add", body).toString()).doesNotContain("Айгерим", "secret");
  }

  @Test
  void rules_whenWalletCard_moreIsRequired() {
    ObjectNode body = valid(CLIENT + "add").put("product_id", 1000);
    ObjectNode client = (ObjectNode) body.path("client");
    client.put("country", "KAZ").put("person_id", "1").put("document", PDF);
    client.putObject("address1");
    client.putObject("address2");
    for (String name : List.of("country", "person_id", "document", "address1", "address2")) {
      ObjectNode without = body.deepCopy();
      ((ObjectNode) without.path("client")).remove(name);
      assertBroken(
          CLIENT + "add", without, "client." + name + ": missing, required for product_id 1000");
    }
    assertThat(send(CLIENT + "add", body).path("status").textValue()).isEqualTo("ok");
  }

  @Test
  void rules_whenDocumentIsAtAndOverTheLimit_onlyOverIsRefused() {
    byte[] document = new byte[FieldRules.MAX_DOCUMENT_BYTES + 1];
    System.arraycopy("%PDF-".getBytes(US_ASCII), 0, document, 0, 5);
    ObjectNode body = valid(CLIENT + "add");
    ObjectNode client = (ObjectNode) body.path("client");
    client.put("document", Base64.getEncoder().encodeToString(document));
    assertBroken(CLIENT + "add", body, "client.document: 2097153 bytes > 2097152");

    byte[] atLimit = Arrays.copyOf(document, FieldRules.MAX_DOCUMENT_BYTES);
    client.put("document", Base64.getEncoder().encodeToString(atLimit));
    assertThat(send(CLIENT + "add", body).path("status").textValue()).isEqualTo("ok");
  }

  @Test
  void rules_whenFieldIsUnknown_ignored() {
    ObjectNode body = valid(CARD + "bulk_issue").put("campaign", "spring");
    assertThat(send(CARD + "bulk_issue", body).path("status").textValue()).isEqualTo("ok");
  }
}
