package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.sandbox.ContractRequests.Field;
import io.github.freedomcard.sandbox.ContractRequests.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the sandbox against every line of an independent copy of the contract: what it accepts,
 * what it refuses, and that it names the field.
 */
class SandboxContractTest {

  private static final List<String> NO_TEXT = List.of("5", "true", "{}", "[]", "''", "' '");
  private static final List<String> NO_INTEGER = List.of("'5'", "1.5", "true", "{}", "[]");
  private static final List<String> NO_OBJECT = List.of("5", "'x'", "[]");

  /** Invalid values by type. */
  private static final Map<String, List<String>> WRONG =
      Map.ofEntries(
          Map.entry("text", NO_TEXT),
          Map.entry("card", NO_TEXT),
          Map.entry("client", NO_TEXT),
          Map.entry("transaction", NO_TEXT),
          Map.entry("name", and(NO_TEXT, "'Айгерим'", "'Aigerim2'", "'艾'")),
          Map.entry("uuid", and(NO_TEXT, "'x'", "'828cf71da4474a67a149c1df8bc197ca'")),
          Map.entry("date", and(NO_TEXT, "'07.05.1990'", "'1990-02-30'", "'1990-5-7'")),
          Map.entry(
              "dateTime",
              and(NO_TEXT, "'2024-05-17'", "'2024-05-17T10:15:30'", "'2024-05-17 10:15:30+05:00'")),
          Map.entry("country", and(NO_TEXT, "'KZ'", "'KAZA'")),
          Map.entry("currency", and(NO_TEXT, "'KZ'", "'398'")),
          Map.entry("language", and(NO_TEXT, "'kaz'", "'k'")),
          Map.entry("document", and(NO_TEXT, "'%%%'", "'QUJD'")),
          Map.entry("tenDigits", and(NO_TEXT, "'701123456'", "'77011234567'", "'+701123456'")),
          Map.entry("transactionType", and(NO_TEXT, "'gift'")),
          Map.entry("objectType", and(NO_TEXT, "'bank'")),
          Map.entry("integer", NO_INTEGER),
          Map.entry("giftCard", NO_INTEGER),
          Map.entry("product", and(NO_INTEGER, "4000")),
          Map.entry("clientType", and(NO_INTEGER, "0", "4")),
          Map.entry("residency", and(NO_INTEGER, "0", "3")),
          Map.entry("phone", and(NO_INTEGER, "701123456", "7701123456789012", "-77011234567")),
          Map.entry("amount", List.of("'5'", "true", "{}", "[]", "0", "-0.01")),
          Map.entry("scalar", List.of("true", "{}", "[]")),
          Map.entry("object", NO_OBJECT),
          Map.entry("array", List.of("5", "'x'", "{}")));

  private static final Map<String, String> UNKNOWN =
      Map.of(
          "card", "card_not_found",
          "client", "client_not_found",
          "transaction", "transaction_not_found");

  private static final Map<String, Integer> GIFT_STATUS =
      Map.of("cardholder_name", -2, "phone", -3, "product_code", -4, "card_id", -7, "otp", -8);

  /** The operations that a closed card refuses: changes, charges and its secrets. */
  private static final Set<String> NOT_ON_A_CLOSED_CARD =
      Set.of(
          "activateCard",
          "blockCard",
          "unblockCard",
          "closeCard",
          "setPin",
          "resetPinCounter",
          "linkClient",
          "getSecretData",
          "getSecretDataV2",
          "createTransaction");

  private static final FreedomCardSandbox SANDBOX =
      FreedomCardSandbox.start(
          SandboxOptions.builder().deposit(new BigDecimal("100000000")).build());
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);
  private static final Map<String, Row> ROWS = ContractRequests.rows();
  private static final ContractRequests REQUESTS = new ContractRequests(SANDBOX, CALLER);

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static List<String> and(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toList();
  }

  private static Row row(String name) {
    return requireNonNull(ROWS.get(name), name);
  }

  static Stream<Row> every() {
    return ROWS.values().stream();
  }

  static Stream<Row> identified() {
    return every().filter(Row::isIdentified);
  }

  static Stream<Row> onCards() {
    return every().filter(row -> row.has("card") || row.has("transaction"));
  }

  // Responses.

  private static JsonNode call(Row row, JsonNode body) {
    return CALLER.call(row.path(), "%s", body);
  }

  private static void assertTaken(Row row, JsonNode body) {
    JsonNode response = call(row, body);
    if (row.isGift()) {
      assertThat(response.path("status").intValue()).as("%s %s", response, body).isZero();
    } else {
      assertThat(response.path("status").asText()).as("%s %s", response, body).isEqualTo("ok");
      assertThat(response.path("request_status").asText("success")).isEqualTo("success");
    }
  }

  private static void assertRefused(Row row, Field field, JsonNode body) {
    int before = SANDBOX.ledger().entries().size();
    JsonNode response = call(row, body);
    if (row.isGift()) {
      assertThat(response.path("status").intValue())
          .as("%s %s", response, body)
          .isEqualTo(GIFT_STATUS.get(field.path()));
    } else {
      assertError(response, "invalid_request", body);
      assertThat(response.path("error_description").textValue())
          .as("%s", body)
          .startsWith(field.reported() + ": ");
    }
    assertThat(SANDBOX.ledger().entries()).hasSize(before);
  }

  private static void assertError(JsonNode response, String code, Object body) {
    assertThat(response.path("status").textValue()).as("%s %s", response, body).isEqualTo("error");
    assertThat(response.path("error_code").textValue()).as("%s %s", response, body).isEqualTo(code);
  }

  /** The fixtures are independent of this table. */
  @ParameterizedTest
  @MethodSource("every")
  void table_always_hasFieldsOfFixture(Row row) {
    Set<String> names = new TreeSet<>();
    collect(ContractRequests.fixture(row), "", names);
    assertThat(row.fields().stream().map(Field::path)).containsExactlyInAnyOrderElementsOf(names);
  }

  private static void collect(JsonNode node, String path, Set<String> names) {
    for (String name : SandboxCaller.names(node)) {
      names.add(path + name);
      collect(node.path(name), path + name + ".", names);
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, path.substring(0, path.length() - 1) + "[].", names));
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void fields_whenAllAreSet_accepted(Row row) {
    assertTaken(row, REQUESTS.valid(row));
  }

  @ParameterizedTest
  @MethodSource("every")
  void fields_whenOnlyRequiredAreSet_accepted(Row row) {
    ObjectNode body = REQUESTS.valid(row);
    if (body.has("product_id")) {
      body.put("product_id", 2000);
    }
    row.fields().stream()
        .filter(field -> field.need() != '*' && !body.at(field.pointer()).isMissingNode())
        .forEach(field -> ContractRequests.remove(body, field));
    assertTaken(row, body);
  }

  @ParameterizedTest
  @MethodSource("every")
  void fields_whenOptionalOneIsMissingOrNull_accepted(Row row) {
    for (Field field : row.fields()) {
      if (field.need() == ' ') {
        ObjectNode body = REQUESTS.valid(row);
        ContractRequests.remove(body, field);
        assertTaken(row, body);
        body = REQUESTS.valid(row);
        ContractRequests.put(body, field, "null");
        assertTaken(row, body);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void fields_whenRequiredOneIsMissingOrNull_refusedByName(Row row) {
    ObjectNode body = row.fields().isEmpty() ? ContractRequests.fixture(row) : REQUESTS.valid(row);
    for (Field field : row.fields()) {
      if (field.need() != ' ') {
        ObjectNode without = body.deepCopy();
        ContractRequests.remove(without, field);
        assertRefused(row, field, without);
        ContractRequests.put(without, field, "null");
        assertRefused(row, field, without);
      }
    }
    // None of them had an effect: the original body is still accepted.
    assertTaken(row, body);
  }

  @ParameterizedTest
  @MethodSource("every")
  void fields_whenOfWrongType_refusedByName(Row row) {
    ObjectNode body = row.fields().isEmpty() ? ContractRequests.fixture(row) : REQUESTS.valid(row);
    for (Field field : row.fields()) {
      for (String wrong : requireNonNull(WRONG.get(field.kind()), field.kind())) {
        ObjectNode changed = body.deepCopy();
        ContractRequests.put(changed, field, wrong);
        assertRefused(row, field, changed);
      }
    }
    assertTaken(row, body);
  }

  @Test
  void createClient_whenNotWalletCard_documentsAreOptional() {
    Row row = row("createClient");
    for (Field field : row.fields()) {
      if (field.need() == '+') {
        for (int product : new int[] {2000, 3000}) {
          ObjectNode body = REQUESTS.valid(row).put("product_id", product);
          ContractRequests.remove(body, field);
          assertTaken(row, body);
        }
      }
    }
  }

  @Test
  void issueCard_whenBothOrNeitherHolder_refused() {
    Row row = row("issueCard");
    Field holder = new Field("cardholder", '*', "object");
    ObjectNode both = REQUESTS.valid(row).put("client_id", CALLER.client());
    assertRefused(row, holder, both);
    ObjectNode neither = REQUESTS.valid(row);
    neither.remove("cardholder");
    assertRefused(row, holder, neither);
    both.remove("cardholder");
    assertRefused(row, new Field("client_id", '*', "client"), both.deepCopy().put("client_id", 5));
    assertError(
        call(row, both.deepCopy().put("client_id", "none").put("request_id", newId())),
        "client_not_found",
        both);
    assertTaken(row, both);
  }

  @ParameterizedTest
  @MethodSource("every")
  void ids_whenUnknown_refused(Row row) {
    for (Field field : row.fields()) {
      if (field.kind().equals("giftCard")) {
        ObjectNode body = REQUESTS.valid(row);
        ContractRequests.put(body, field, "7");
        assertThat(call(row, body).path("status").intValue()).isEqualTo(-7);
      } else if (UNKNOWN.containsKey(field.kind())) {
        ObjectNode body = REQUESTS.valid(row);
        ContractRequests.put(body, field, "'none'");
        assertError(call(row, body), requireNonNull(UNKNOWN.get(field.kind())), body);
      }
    }
  }

  @Test
  void limits_whenClientOrAccountIsUnknown_refused() {
    for (String name : List.of("setLimits", "listLimits")) {
      Row row = row(name);
      ObjectNode body = REQUESTS.valid(row);
      ((ObjectNode) body.path("object")).put("type", "client");
      assertError(call(row, body), "client_not_found", body);
      body.put("request_id", newId());
      ((ObjectNode) body.path("object")).put("type", "account");
      assertError(call(row, body), "account_not_found", body);
    }
  }

  @Test
  void requestStatus_whenUnknown_refused() {
    Row row = row("getRequestStatus");
    assertError(call(row, ContractRequests.fixture(row)), "request_not_found", row);
  }

  @ParameterizedTest
  @MethodSource("onCards")
  void card_whenClosed_nothingButReadsAndSettling(Row row) {
    boolean isTransaction = row.name().equals("createTransaction");
    for (String type : isTransaction ? List.of("debit", "credit") : List.of("")) {
      String card = REQUESTS.cardFor(row.name());
      ObjectNode body = REQUESTS.valid(row, card);
      if (isTransaction) {
        body.put("type", type);
      }
      CALLER.command(CARD + "close", "'card_id':'%s','description':'x'", card);
      // A new operation that a closed card refuses belongs into NOT_ON_A_CLOSED_CARD.
      if (NOT_ON_A_CLOSED_CARD.contains(row.name())) {
        assertError(call(row, body), "card_status", body);
      } else {
        assertTaken(row, body);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("identified")
  void requestId_whenUsedBefore_refusedByEveryOperation(Row row) {
    ObjectNode body = REQUESTS.valid(row);
    assertTaken(row, body);
    UUID requestId = UUID.fromString(body.path("request_id").textValue());
    int effects = row.effect() == Effect.IDEMPOTENT_COMMAND ? 1 : 0;
    JsonNode reported = CALLER.status(requestId.toString());
    int entries = SANDBOX.ledger().entries().size();

    assertError(call(row, body), "duplicate_request_id", body);
    assertThat(SANDBOX.ledger().effects(requestId)).isEqualTo(effects);
    assertThat(SANDBOX.ledger().entries()).hasSize(entries);
    assertThat(CALLER.status(requestId.toString())).isEqualTo(reported);

    // An id used by another operation is a duplicate too.
    ObjectNode other = REQUESTS.valid(row).put("request_id", REQUESTS.usedId());
    assertError(call(row, other), "duplicate_request_id", other);
    CALLER.error(
        "duplicate_request_id",
        CARD + "bulk_issue",
        "{'request_id':'%s','product_id':2000,'quantity':1}",
        requestId);
  }

  @Test
  void giftCard_whenUsedOutOfOrder_documentedStatus() {
    long card = REQUESTS.giftFor("confirmGiftCard");
    String otp = SANDBOX.otp(card);
    CALLER.gift(-8, "activate_card", "{'otp':'wrong','card_id':%s}", card);
    CALLER.gift(0, "activate_card", "{'otp':'%s','card_id':%s}", otp, card);
    CALLER.gift(-10, "activate_card", "{'otp':'%s','card_id':%s}", otp, card);
    CALLER.gift(-10, "resend_code", "{'card_id':%s}", card);
    CALLER.gift(-4, "issue_card", "{'cardholder_name':'A','phone':77011234567,'product_code':99}");
    CALLER.commandError(
        "transaction_not_found", TRANSACTION + "refund", "'order_id':'o','transaction_id':'none'");
  }
}
