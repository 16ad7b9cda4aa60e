package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.json;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.github.freedomcard.sandbox.ContractRequests.Field;
import io.github.freedomcard.sandbox.ContractRequests.Row;
import io.github.freedomcard.testing.ContractOperation;
import io.github.freedomcard.testing.Snapshot;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI description is valid, follows the contract, and is true of the sandbox. */
class OpenApiTest {

  private static final String FILE =
      "src/main/resources/io/github/freedomcard/sandbox/card-api.openapi.json";
  private static final String META_SCHEMA =
      "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(
                          "https://spec.openapis.org/", "classpath:spec.openapis.org/")));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private static final FreedomCardSandbox SANDBOX =
      FreedomCardSandbox.start(
          SandboxOptions.builder().deposit(new BigDecimal("100000000")).build());
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);
  private static final ContractRequests REQUESTS = new ContractRequests(SANDBOX, CALLER);
  private static final JsonNode DOCUMENT = OpenApiDocument.generate();

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  static Stream<Row> every() {
    return ContractRequests.rows().values().stream();
  }

  private static Row row(String name) {
    return requireNonNull(ContractRequests.rows().get(name));
  }

  private static JsonNode operation(Row row) {
    return DOCUMENT.path("paths").path(row.path()).path("post");
  }

  /** Returns the schema of a request's or a response's content. */
  private static JsonNode schema(JsonNode content) {
    String reference =
        content.path("content").path("application/json").path("schema").path("$ref").textValue();
    assertThat(reference).as("%s", content).startsWith("#/");
    JsonNode schema = DOCUMENT.at(reference.substring(1));
    assertThat(schema.isObject()).as(reference).isTrue();
    return schema;
  }

  private static JsonNode request(Row row) {
    return schema(operation(row).path("requestBody"));
  }

  private static JsonNode response(Row row) {
    return schema(operation(row).path("responses").path("200"));
  }

  private static Set<ValidationMessage> errors(JsonNode schema, JsonNode body) {
    return FACTORY.getSchema(schema, CONFIG).validate(body);
  }

  /** Returns a copy that allows no fields but its own, wherever it names some. */
  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    schema.forEach(OpenApiTest::close);
    if (schema.path("type").asText().equals("object") && schema.has("properties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  @Test
  void file_always_isWhatIsGenerated() {
    Snapshot.check(FILE, DOCUMENT.toPrettyString() + "\n");
  }

  @Test
  void file_always_isValidOpenApi() {
    assertThat(
            FACTORY
                .getSchema(SchemaLocation.of(META_SCHEMA), CONFIG)
                .validate(DOCUMENT.toString(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void paths_always_areThoseOfTheContract() {
    assertThat(SandboxCaller.names(DOCUMENT.path("paths")))
        .containsExactlyElementsOf(
            ContractOperation.all().stream().map(ContractOperation::path).distinct().toList());
    for (ContractOperation each : ContractOperation.all()) {
      String text = DOCUMENT.path("paths").path(each.path()).path("post").toString();
      assertThat(text).contains(each.name(), each.effect().name(), each.evidence().name());
    }
  }

  /** Returns a request whose response has items in all of its lists. */
  private static ObjectNode informative(Row row) {
    if (row.fields().isEmpty()) {
      return WireJson.object();
    }
    ObjectNode body = REQUESTS.valid(row);
    switch (row.name()) {
      case "getStatement", "getExtendedStatement" -> {
        body.put("start_date", "2020-01-01T00:00:00+05:00");
        body.put("end_date", "2100-01-01T00:00:00+05:00");
        CALLER.transaction(body.path("card_id").textValue(), "debit", "5");
      }
      case "listCards" -> CALLER.issuedCard(body.path("client_id").textValue());
      case "listLimits" -> {
        ObjectNode limits = ContractRequests.fixture(row("setLimits"));
        limits.put("request_id", SandboxCaller.newId()).set("object", body.path("object"));
        CALLER.ok(SandboxCaller.LIMITS + "set", "%s", limits);
      }
      default -> {}
    }
    return body;
  }

  @ParameterizedTest
  @MethodSource("every")
  void exchange_whenSuccessful_followsSchemasWithoutOtherFields(Row row) {
    ObjectNode body = informative(row);
    assertThat(errors(closed(request(row)), body)).as("%s", body).isEmpty();
    JsonNode response = CALLER.call(row.path(), "%s", body);
    assertThat(response.path("status").asText()).as("%s", response).isIn("ok", "0");
    assertThat(errors(closed(response(row)), response)).as("%s", response).isEmpty();
    assertThat(response.toString().replace("\"additional_parameters\":[]", ""))
        .doesNotContain("[]");
  }

  @ParameterizedTest
  @MethodSource("every")
  void exchange_whenOnlyRequiredFieldsAreSet_followsSchemas(Row row) {
    ObjectNode body = row.fields().isEmpty() ? WireJson.object() : REQUESTS.valid(row);
    if (body.has("product_id")) {
      body.put("product_id", 2000);
    }
    row.fields().stream()
        .filter(field -> field.need() != '*' && !body.at(field.pointer()).isMissingNode())
        .forEach(field -> ContractRequests.remove(body, field));
    assertThat(errors(request(row), body)).as("%s", body).isEmpty();
    JsonNode response = CALLER.call(row.path(), "%s", body);
    assertThat(response.path("status").asText()).as("%s", response).isIn("ok", "0");
  }

  @ParameterizedTest
  @MethodSource("every")
  void request_whenRequiredFieldIsMissing_invalidAndRefused(Row row) {
    for (Field field : row.fields()) {
      if (field.need() != ' ') {
        ObjectNode body = REQUESTS.valid(row);
        assertThat(errors(request(row), body)).as("%s", body).isEmpty();
        ContractRequests.remove(body, field);
        assertThat(errors(request(row), body)).as("%s %s", field, body).isNotEmpty();
        JsonNode refused = CALLER.call(row.path(), "%s", body);
        assertThat(refused.path("status").asText())
            .as("%s %s", field, refused)
            .matches("error|-\\d+");
        assertThat(errors(response(row), refused)).as("%s", refused).isEmpty();
      }
    }
  }

  @Test
  void issueCard_whenBothOrNeitherHolder_invalid() {
    Row row = row("issueCard");
    ObjectNode body = REQUESTS.valid(row);
    assertThat(errors(request(row), body.deepCopy().put("client_id", "c"))).isNotEmpty();
    body.remove("cardholder");
    assertThat(errors(request(row), body)).isNotEmpty();
    assertThat(errors(request(row), body.put("client_id", "c"))).isEmpty();
  }

  @Test
  void error_whenNotHttp200_followsSchema() {
    JsonNode error = DOCUMENT.at("/components/schemas/Error");
    String path = SandboxCaller.CARD + "block";
    List<HttpResponse<byte[]>> responses =
        List.of(
            CALLER.send(CALLER.unsigned(path, bytes("{}"))),
            CALLER.send(CALLER.request(path, bytes("[]"))));
    assertThat(responses).extracting(HttpResponse::statusCode).containsExactly(401, 400);
    responses.forEach(
        response -> assertThat(errors(closed(error), json(response.body()))).isEmpty());
  }

  @Test
  void fields_whenSensitive_areMarked() {
    for (String field :
        List.of(
            "SetPinRequest/properties/pin",
            "ConfirmGiftCardRequest/properties/otp",
            "SecretData/properties/pan",
            "CreateClientRequest/properties/client/properties/phone",
            "CreateClientRequest/properties/client/properties/document",
            "BlockCardRequest/properties/description",
            "RequestState/properties/error_description")) {
      assertThat(DOCUMENT.at("/components/schemas/" + field).path("x-sensitive").asBoolean())
          .as(field)
          .isTrue();
    }
    assertThat(DOCUMENT.toString()).doesNotContain("\"enum\"");
  }
}
