package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.freedomcard.testing.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control API over HTTP; each request and response is as its OpenAPI description says. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlApiTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final SandboxCaller CARD_API = new SandboxCaller(SANDBOX);
  private static final ControlCaller CONTROL = new ControlCaller(SANDBOX);

  private final String requestId = newId();

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  @BeforeEach
  void reset() {
    CONTROL.call(204, "POST", "/_sandbox/reset", null);
  }

  private static String newCard() {
    return CONTROL
        .post(201, "/_sandbox/cards", "{'balances':[{'amount':'1000.00','currency':'KZT'}]}")
        .path("card_id")
        .textValue();
  }

  private byte[] debit(String cardId) {
    return bytes(
        "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'debit','amount':250.00,'currency':'KZT'}"
            .formatted(requestId, cardId));
  }

  private static JsonNode only(JsonNode list) {
    assertThat(list).hasSize(1);
    return list.path(0);
  }

  @Test
  void charge_whenResponseIsLost_ledgerShowsOneEffect() {
    String cardId = newCard();
    CONTROL.post(
        201, "/_sandbox/faults", "{'operation':'createTransaction','fault':'responseLost'}");
    byte[] debit = debit(cardId);
    assertThatThrownBy(() -> CARD_API.send(CARD_API.request(TRANSACTION + "create", debit)))
        .isInstanceOf(UncheckedIOException.class);
    CARD_API.send(CARD_API.request(TRANSACTION + "create", debit));

    JsonNode ledger = CONTROL.get("/_sandbox/ledger?request_id=" + requestId);
    assertThat(only(ledger.path("entries")).path("charged").textValue()).isEqualTo("250.00");
    assertThat(only(ledger.path("refused")).path("error_code").textValue())
        .isEqualTo("duplicate_request_id");
    assertThat(only(CONTROL.get("/_sandbox/faults").path("triggered")).path("request_id").asText())
        .isEqualTo(requestId);
    JsonNode card = only(CONTROL.get("/_sandbox/cards?card_id=" + cardId).path("cards"));
    assertThat(only(card.path("accounts")).path("available").textValue()).isEqualTo("750.00");
    JsonNode transactions = CONTROL.get("/_sandbox/transactions?card_id=" + cardId);
    assertThat(only(transactions.path("transactions")).path("held").textValue())
        .isEqualTo("250.00");
    JsonNode requests = CONTROL.get("/_sandbox/requests?after=0").path("requests");
    assertThat(requests).hasSize(2);
    assertThat(requests.path(0).path("status").isNull()).isTrue();
    assertThat(requests.path(0).path("fault").textValue()).isEqualTo("responseLost");
    assertThat(requests.path(1).path("result").textValue()).isEqualTo("duplicate_request_id");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void command_whenInProcess_isFinishedOrFailed(boolean finish) {
    String cardId = newCard();
    CONTROL.post(
        201, "/_sandbox/faults", "{'operation':'createTransaction','fault':'requestInProcess'}");
    CARD_API.send(CARD_API.request(TRANSACTION + "create", debit(cardId)));
    assertThat(only(CONTROL.get("/_sandbox/commands").path("commands")).path("request_id").asText())
        .isEqualTo(requestId);
    String command = "/_sandbox/commands/" + requestId;
    if (finish) {
      CONTROL.call(204, "POST", command + "/finish", null);
    } else {
      CONTROL.post(204, command + "/fail", "{'error_code':'insufficient_funds'}");
      CONTROL.post(404, command + "/fail", "{'error_code':'insufficient_funds'}");
    }
    CONTROL.call(404, "POST", command + "/finish", null);
    assertThat(CONTROL.get("/_sandbox/ledger").path("total").intValue()).isEqualTo(finish ? 1 : 0);
    assertThat(CONTROL.get("/_sandbox/commands").path("commands")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "requestReset | '' | requestReset",
        "requestTimeout | '' | requestTimeout",
        "requestDelayed | 'status_queries':2 | requestDelayed(2)",
        "requestDelayedUntilResend | '' | requestDelayedUntilResend",
        "requestInProcess | '' | requestInProcess",
        "requestInProcess | 'status_queries':1 | requestInProcess(1)",
        "responseLost | '' | responseLost",
        "responseTruncated | '' | responseTruncated",
        "responseMalformed | '' | responseMalformed",
        "responseTimeout | '' | responseTimeout",
        "responseDelayed | 'delay':'PT1S' | responseDelayed(PT1S)",
        "responseUnexpectedValues | '' | responseUnexpectedValues",
        "responseUnknownRequestStatus | '' | responseUnknownRequestStatus",
        "httpStatus | 'status':503 | httpStatus(503)",
        "httpStatus | 'status':429,'retry_after':7,'content_type':'text/plain','body':'later','after_processing':true | httpStatus(429).retryAfter(PT7S).body(text/plain).afterProcessing()"
      })
  void fault_ofEachKind_isArmed(String fault, String parameters, String shown) {
    String more = parameters.equals("''") ? "" : "," + parameters;
    String body = "{'operation':'createTransaction','fault':'" + fault + "'" + more + "%s}";
    JsonNode pending = CONTROL.post(201, "/_sandbox/faults", body.formatted("")).path("pending");
    assertThat(only(pending).path("fault").textValue()).isEqualTo(shown);
    CONTROL.post(201, "/_sandbox/faults", body.formatted(",'occurrence':3"));
    CONTROL.post(409, "/_sandbox/faults", body.formatted(",'occurrence':3"));
    JsonNode all = CONTROL.post(201, "/_sandbox/faults", body.formatted(",'always':true"));
    assertThat(only(all.path("always")).path("fault").textValue()).isEqualTo(shown);
    assertThat(all.path("pending")).hasSize(2);
    CONTROL.call(204, "DELETE", "/_sandbox/faults", null);
    assertThat(SANDBOX.faults().pending()).isEmpty();
  }

  @Test
  void everyFactoryOfFault_hasItsKind() {
    Set<String> factories = new TreeSet<>();
    Stream.of(Fault.class.getMethods())
        .filter(method -> Fault.class.isAssignableFrom(method.getReturnType()))
        .forEach(method -> factories.add(method.getName()));
    Set<String> kinds = new TreeSet<>();
    ControlCaller.DOCUMENT
        .at("/components/schemas/NewFault/properties/fault/enum")
        .forEach(kind -> kinds.add(kind.textValue()));
    assertThat(kinds).isEqualTo(factories);
  }

  @Test
  void connections_whenResetOrRefused_controlApiRecovers() throws IOException {
    CONTROL.post(204, "/_sandbox/connections/reset", "{'count':1}");
    assertThat(only(CONTROL.get("/_sandbox/faults").path("pending")).path("operation").isNull())
        .isTrue();
    assertThatThrownBy(() -> CARD_API.status(requestId)).isInstanceOf(UncheckedIOException.class);
    CONTROL.post(202, "/_sandbox/connections/refuse", "{'duration':'PT0.2S'}");
    Wait.until(
        () -> {
          try {
            new Socket(InetAddress.getLoopbackAddress(), SANDBOX.baseUrl().getPort()).close();
            return true;
          } catch (IOException refused) {
            return false;
          }
        });
    CONTROL.get("/_sandbox");
  }

  @Test
  void settings_whenChanged_areApplied() {
    CONTROL.call(
        200,
        "PATCH",
        "/_sandbox/settings",
        "{'duplicate_status':409,'unknown_id_response':'NOT_FOUND_JSON'}");
    byte[] query = bytes("{'request_id':'%s'}".formatted(requestId));
    assertThat(CARD_API.send(CARD_API.request(SandboxCaller.STATUS, query)).statusCode())
        .isEqualTo(404);
    assertThat(CONTROL.call(200, "PATCH", "/_sandbox/settings", "{'status_lag':1}").toString())
        .isEqualTo(
            "{\"duplicate_status\":409,\"unknown_id_response\":\"NOT_FOUND_JSON\",\"status_lag\":1}");
  }

  @Test
  void requestTimeout_whenReleased_connectionEnds() {
    CONTROL.post(201, "/_sandbox/faults", "{'operation':'getBalance','fault':'requestTimeout'}");
    var call =
        CompletableFuture.supplyAsync(() -> CARD_API.call(CARD + "balance", "{'card_id':'x'}"));
    Wait.until(
        () -> {
          CONTROL.call(204, "POST", "/_sandbox/faults/release", null);
          return call.isCompletedExceptionally();
        });
  }

  @Test
  void data_whenArranged_isListed() {
    String clientId =
        CONTROL
            .post(
                201,
                "/_sandbox/clients",
                "{'first_name':'A','last_name':'B','phone':'+7 701 123 45 67'}")
            .path("client_id")
            .textValue();
    String cardId =
        CONTROL
            .post(
                201,
                "/_sandbox/cards",
                ("{'status':'active','product_id':1000,'client_id':'%s','balances':"
                        + "[{'amount':'100.00','currency':'USD'}]}")
                    .formatted(clientId))
            .path("card_id")
            .textValue();
    String purchase =
        "{'card_id':'%s','amount':'10.00','currency':'USD','merchant':{'name':'Cafe'},'mcc':5814,'rrn':'7','state':'%s'}";
    String held =
        CONTROL
            .post(201, "/_sandbox/purchases", purchase.formatted(cardId, "held"))
            .path("purchase_id")
            .textValue();
    CONTROL.call(204, "POST", "/_sandbox/purchases/" + held + "/book", null);
    CONTROL.call(409, "POST", "/_sandbox/purchases/" + held + "/release", null);
    held =
        CONTROL
            .post(201, "/_sandbox/purchases", purchase.formatted(cardId, "held"))
            .path("purchase_id")
            .textValue();
    CONTROL.call(204, "POST", "/_sandbox/purchases/" + held + "/release", null);
    CONTROL.call(404, "POST", "/_sandbox/purchases/x/book", null);
    CONTROL.post(201, "/_sandbox/purchases", purchase.formatted(cardId, "booked"));
    JsonNode card = only(CONTROL.get("/_sandbox/cards?card_id=" + cardId).path("cards"));
    assertThat(card.path("client_id").textValue()).isEqualTo(clientId);
    assertThat(card.path("accounts").toString()).contains("\"available\":\"80.00\"");

    long blank =
        CONTROL.post(201, "/_sandbox/gift-cards", "{'state':'blank'}").path("card_id").longValue();
    JsonNode issued =
        CONTROL.post(201, "/_sandbox/gift-cards", "{'state':'issued','product_code':1}");
    assertThat(issued.path("otp").textValue())
        .isEqualTo(SANDBOX.otp(issued.path("card_id").longValue()));
    CONTROL.post(201, "/_sandbox/gift-cards", "{'state':'active','product_code':2}");
    assertThat(
            CONTROL
                .get("/_sandbox/gift-cards?limit=2")
                .path("gift_cards")
                .findValuesAsText("state"))
        .containsExactly("active", "issued");
    JsonNode found = CONTROL.get("/_sandbox/gift-cards?card_id=" + blank).path("gift_cards");
    assertThat(only(found).path("product_code").isNull()).isTrue();
  }

  @Test
  void request_whenSignedForAnotherPath_showsFirstDifferingByte() {
    byte[] body = bytes("{'request_id':'%s','product_id':2000,'quantity':1}".formatted(requestId));
    String other = CARD_API.sign(CARD + "bulk_issues", body);
    CARD_API.send(CARD_API.unsigned(CARD + "bulk_issue", body).header("X-JWS-Signature", other));
    JsonNode request = CONTROL.get("/_sandbox/requests/1");
    assertThat(request.path("signature").textValue()).isEqualTo("refused");
    assertThat(request.path("at").textValue()).as("offset of the API").endsWith("+05:00");
    JsonNode check = request.path("signature_check");
    assertThat(check.path("received_header").textValue()).contains("bulk_issues");
    assertThat(check.path("first_difference").toString())
        .isEqualTo("{\"offset\":36,\"received\":\"s\",\"expected\":\"\\\"\"}");
    assertThat(request.path("hint")).isEqualTo(check.path("hint"));
    assertThat(request.path("response_headers").has("Sandbox-Hint")).isTrue();
    CONTROL.call(404, "GET", "/_sandbox/requests/2", null);
  }

  @Test
  void request_always_hasMaskedBodies() {
    CARD_API.command(
        CLIENT + "add",
        "'product_id':2000,'client':{'phone':77011234567,'type':1,'resident':1,"
            + "'first_name':'Aigerim','last_name':'Seitova'}");
    String cardId = newCard();
    CARD_API.call(CARD + "secret_data", "{'card_id':'%s','Aigerim Seitova':1}", cardId);
    for (int number = 1; number <= 2; number++) {
      assertThat(CONTROL.get("/_sandbox/requests/" + number).toString())
          .contains("(masked)")
          .doesNotContain("Aigerim", "Seitova", "77011234567", "9999000000000001");
    }
    assertThat(CONTROL.get("/_sandbox/requests/2").at("/request_body/card_id").textValue())
        .isEqualTo(cardId);
  }

  @Test
  void clock_whenAdvanced_isReported() {
    var before = SANDBOX.now();
    CONTROL.post(200, "/_sandbox/clock/advance", "{'duration':'P1D'}");
    assertThat(SANDBOX.now()).isAfterOrEqualTo(before.plusDays(1));
    assertThat(CONTROL.get("/_sandbox").path("now").textValue())
        .startsWith(SANDBOX.now().toLocalDate().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/_sandbox/cards | {'state':'active'} | state: unknown field",
        "/_sandbox/cards | {'status':'lost'} | status: not issued, active, blocked or closed: lost",
        "/_sandbox/cards | {'status':1} | status: not a string: 1",
        "/_sandbox/faults | {'fault':'responseLost'} | operation: missing",
        "/_sandbox/faults | {'operation':'meltCard','fault':'responseLost'} | operation: unknown to the sandbox: meltCard",
        "/_sandbox/faults | {'operation':'getBalance','fault':'lost'} | fault: unknown: lost; /_sandbox/control.openapi.json lists all",
        "/_sandbox/faults | {'operation':'getBalance','fault':'responseLost','status':500} | status: does not apply to responseLost",
        "/_sandbox/faults | {'operation':'getBalance','fault':'requestInProcess'} | requestInProcess: applies to idempotent commands only",
        "/_sandbox/cards | {'balances':{'amount':'1','currency':'KZT'}} | balances: not a list",
        "/_sandbox/cards | {'balances':[{'amount':1,'currency':'KZT'}]} | amount: not a string: 1",
        "/_sandbox/gift-cards | {'state':'blank','product_code':1} | product_code: a blank card has none",
        "/_sandbox/faults | {'operation':'getBalance','fault':'responseDelayed','delay':'1s'} | delay: not an ISO 8601 duration such as PT1H or P1D: 1s",
        "/_sandbox/faults | {'operation':'getBalance','fault':'responseDelayed','delay':'PT1H1S'} | delay: more than PT1H: PT1H1S",
        "/_sandbox/faults | {'operation':'createTransaction','fault':'responseLost','always':true,'occurrence':1} | occurrence: not together with always",
        "/_sandbox/connections/reset | {'count':0} | count <= 0: 0",
        "/_sandbox/connections/refuse | {'duration':'PT2M'} | duration: not between 0 and PT1M: PT2M",
        "/_sandbox/clock/advance | {'duration':'PT-1S'} | duration <= 0: PT-1S",
        "/_sandbox/purchases | {'card_id':'x','amount':'1','currency':'KZT'} | card_id: no such card: x",
        "/_sandbox/gift-cards | {'state':'issued','product_code':9} | product_code: no such product: 9",
      })
  void call_whenInvalid_detailNamesTheRule(String path, String body, String detail) {
    assertThat(CONTROL.post(400, path, body).path("detail").textValue()).startsWith(detail);
  }

  @Test
  void request_whenProcessedLate_showsItsResult() {
    String cardId = newCard();
    CONTROL.post(
        201,
        "/_sandbox/faults",
        "{'operation':'createTransaction','fault':'requestDelayed','status_queries':1}");
    assertThatThrownBy(() -> CARD_API.send(CARD_API.request(TRANSACTION + "create", debit(cardId))))
        .isInstanceOf(UncheckedIOException.class);
    JsonNode early = CONTROL.get("/_sandbox/requests/1");
    assertThat(early.path("result").isNull()).isTrue();
    assertThat(early.path("signature").textValue()).isEqualTo("unchecked");
    CARD_API.status(requestId);
    JsonNode late = CONTROL.get("/_sandbox/requests/1");
    assertThat(late.path("result").textValue()).isEqualTo("success");
    assertThat(late.path("signature").textValue()).isEqualTo("accepted");
    assertThat(late.path("status").isNull()).isTrue();
  }

  @Test
  void list_whenParameterIsInvalid_detailNamesTheRule() {
    assertThat(CONTROL.call(400, "GET", "/_sandbox/cards?limit=0", null).path("detail").asText())
        .isEqualTo("limit: not a number from 1: 0");
    assertThat(CONTROL.call(400, "GET", "/_sandbox/cards?limit=1001", null).path("detail").asText())
        .isEqualTo("limit: more than 1000: 1001");
    assertThat(CONTROL.call(400, "GET", "/_sandbox/ledger?from=1", null).path("detail").asText())
        .startsWith("from: unknown parameter; known: ");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void everyDocumentedOperation_isARoute_andWasCalled() {
    Set<String> documented = new TreeSet<>();
    ControlCaller.DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    List<String> documents =
        List.of("GET /_sandbox/openapi.json", "GET /_sandbox/control.openapi.json");
    documents.forEach(document -> CONTROL.get(document.substring(4)));
    assertThat(
            Stream.concat(
                new ControlApi(SANDBOX, new RequestHistory(Clock.systemUTC(), served -> {}))
                    .routes().stream(),
                documents.stream()))
        .containsExactlyInAnyOrderElementsOf(documented);
    assertThat(CONTROL.called).containsExactlyElementsOf(documented);
  }
}
