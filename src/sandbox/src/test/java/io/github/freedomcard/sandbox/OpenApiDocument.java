package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generates the OpenAPI description of the Card API: requests from the contract, responses from the
 * client's records, titles of the vendor's pages from the catalogue's Javadoc.
 */
final class OpenApiDocument {

  private static final Path CATALOGUE =
      Path.of("../client/src/main/java/io/github/freedomcard/operation");

  private static final String DESCRIPTION =
      """
      An unofficial description of the Freedom Pay Card API. The vendor's documentation could be \
      read in part only, so each operation states its evidence in `x-evidence`:

      - `DOCUMENTED`: read on the vendor's page.
      - `PARTIAL`: read in an older or incomplete copy of the vendor's page.
      - `INFERRED`: not read anywhere; path and fields are chosen by analogy with documented \
      operations.

      It grades the path and the main fields of the request. Fields of a response may be inferred, \
      even if its operation is documented; `status`, `request_status` and `dt` are documented for \
      nearly every response.

      `x-effect` states what an operation changes: `READ` changes nothing. An \
      `IDEMPOTENT_COMMAND` carries a `request_id` and takes effect at most once. A \
      `NON_IDEMPOTENT_COMMAND` carries none: after a lost response it must not be sent again.

      No error format and no HTTP status other than 200 is documented. An error with HTTP status \
      200 has `status` or `request_status` `error`; a gift card operation returns a negative \
      `status`. The fields `error_code` and `error_description` are inferred from the vendor's \
      other APIs. Responses with another HTTP status are an assumption of the sandbox.

      Values in `x-known-values` are those of the vendor's dictionaries or examples. Others may \
      follow: accept them. The unit of amounts is not documented. Fields with `x-sensitive` are \
      secrets or personal data. A response may have fields that are not described here.""";

  private static final String SIGNATURE =
      """
      A detached JWS (RFC 7515, appendix F) over the exact bytes of the body, HS512: \
      `base64url(header) + ".." + base64url(signature)`, without padding. The header is \
      `{"uri":"<path>","auth_id":"<auth id>","method":"POST","params":"","alg":"HS512"}`, the \
      signing input `base64url(header) + "." + base64url(body)`, the key the UTF-8 bytes of the \
      secret key. A later copy of the documentation shows HS256.""";

  private static final String REQUEST_ID =
      """
      Documented among the request headers: a duplicate gets an error and is not processed. \
      Whether this header or the body's `request_id` is meant is not stated. Send the body's \
      `request_id`; send a new UUID if the body has none, or names another request.""";

  private final ObjectNode document = WireJson.object();
  private final ObjectNode schemas = WireJson.object();
  private final Map<String, String> titles;

  private OpenApiDocument() {
    titles = titles();
  }

  static ObjectNode generate() {
    return new OpenApiDocument().build();
  }

  private ObjectNode build() {
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Freedom Pay Card API")
        .put("version", "v5")
        .put("description", DESCRIPTION);
    ArrayNode servers = document.putArray("servers");
    servers.addObject().put("url", "https://api.freedompay.kz").put("description", "Production");
    servers.addObject().put("url", "https://test-api.freedompay.kz").put("description", "Test");
    servers.addObject().put("url", "http://127.0.0.1:8080").put("description", "Sandbox");
    document.putArray("security").addObject().putArray("signature");
    ObjectNode paths = document.putObject("paths");
    for (ContractOperation operation : ContractOperation.all()) {
      if (paths.has(operation.path())) {
        merge((ObjectNode) paths.path(operation.path()).path("post"), operation);
      } else {
        paths.putObject(operation.path()).set("post", operation(operation));
      }
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas);
    schemas.set("Error", error());
    components
        .putObject("parameters")
        .putObject("RequestId")
        .put("name", "Request-Id")
        .put("in", "header")
        .put("required", true)
        .put("description", REQUEST_ID)
        .putObject("schema")
        .put("type", "string");
    content(
        components
            .putObject("responses")
            .putObject("Error")
            .put("description", "Not documented; an assumption of the sandbox."),
        "Error");
    components
        .putObject("securitySchemes")
        .putObject("signature")
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", "X-JWS-Signature")
        .put("description", SIGNATURE);
    return document;
  }

  private ObjectNode operation(ContractOperation operation) {
    ObjectNode node =
        WireJson.object()
            .put("operationId", operation.name())
            .put("summary", title(operation))
            .put("description", effect(operation.effect()));
    node.putArray("tags").add(tag(operation.path()));
    node.put("x-evidence", operation.evidence().name()).put("x-effect", operation.effect().name());
    node.putArray("parameters").addObject().put("$ref", "#/components/parameters/RequestId");
    content(node.putObject("requestBody").put("required", true), operation.request());
    ObjectNode responses = node.putObject("responses");
    content(
        responses
            .putObject("200")
            .put("description", "Success, or an error in `status` or `request_status`."),
        operation.response());
    responses.putObject("default").put("$ref", "#/components/responses/Error");
    schemas.set(operation.request(), new OpenApiSchemas.RequestSchema(operation).schema());
    schemas.set(
        operation.response(),
        OpenApiSchemas.response(Catalogue.operation(operation.name()).responseType()));
    return node;
  }

  /** Adds an operation that shares the path, the request and the response of another. */
  private void merge(ObjectNode node, ContractOperation operation) {
    node.put(
        "description",
        node.path("description").textValue()
            + " `"
            + operation.name()
            + "`, \""
            + title(operation)
            + "\" ("
            + operation.evidence()
            + "), shares the path: it asks about a request of a transaction.");
  }

  private static String effect(Effect effect) {
    return switch (effect) {
      case READ -> "Changes nothing.";
      case IDEMPOTENT_COMMAND -> "Takes effect at most once for a `request_id`.";
      case NON_IDEMPOTENT_COMMAND ->
          "Has no `request_id`: do not send it again after a lost response.";
    };
  }

  private static String tag(String path) {
    String[] segments = path.split("/", -1);
    return segments[2].equals("cards") ? "gift card" : segments[3];
  }

  private static void content(ObjectNode node, String schema) {
    node.putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
  }

  private static ObjectNode error() {
    ObjectNode error = WireJson.object().put("type", "object");
    error.put("x-evidence", Evidence.INFERRED.name());
    ObjectNode fields = error.putObject("properties");
    fields.putObject("status").put("type", "string");
    fields.putObject("request_status").put("type", "string");
    fields.set("error_code", OpenApiSchemas.errorCode());
    fields.putObject("error_description").put("type", "string").put("x-sensitive", true);
    fields.putObject("dt").put("type", "string").put("format", "date-time");
    return error.put("additionalProperties", true);
  }

  private String title(ContractOperation operation) {
    return requireNonNull(titles.get(operation.name()), operation.name());
  }

  /** Reads the titles from {@code /** "Card info", partial. *}{@code /} before each constant. */
  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    Pattern constant =
        Pattern.compile(
            "/\\*\\*\\s+(?:\\* )?\"([^\"]+)\"(?:(?!\\*/).)*\\*/\\s+public static final"
                + " Operation<[^=]*=\\s+Operation\\.\\w+\\(\\s*\"(\\w+)\"",
            Pattern.DOTALL);
    try (var files = Files.list(CATALOGUE)) {
      for (Path file : files.sorted().toList()) {
        Matcher matcher = constant.matcher(Files.readString(file, UTF_8));
        while (matcher.find()) {
          titles.put(matcher.group(2), matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return titles;
  }
}
