package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calls the control API, and checks each request and response against its OpenAPI description.
 *
 * <p>In bodies, single quotes stand for double quotes.
 */
final class ControlCaller {

  static final JsonNode DOCUMENT = document();

  private static final String DOCUMENT_ID = "https://sandbox.invalid/control.openapi.json";
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.schemaLoaders(
                  loaders -> loaders.schemas(Map.of(DOCUMENT_ID, DOCUMENT.toString()))));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final URI baseUrl;
  private final HttpClient http = HttpClient.newHttpClient();

  /** The operations that were called successfully, such as {@code POST /_sandbox/reset}. */
  final Set<String> called = new TreeSet<>();

  ControlCaller(FreedomCardSandbox sandbox) {
    this.baseUrl = sandbox.baseUrl();
  }

  private static JsonNode document() {
    try (var in = ControlApi.class.getResourceAsStream("control.openapi.json")) {
      return SandboxCaller.json(requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode get(String path) {
    return call(200, "GET", path, null);
  }

  JsonNode post(int status, String path, String body) {
    return call(status, "POST", path, body);
  }

  /** Returns the body of the response, which must have this status; null if it has no body. */
  JsonNode call(int status, String method, String path, @Nullable String body) {
    String template = template(method, path.split("\\?", 2)[0]);
    JsonNode operation =
        DOCUMENT.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    String pointer =
        "/paths/" + template.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    if (body != null && status < 300) {
      validate(pointer + "/requestBody/content/application~1json/schema", json(body));
    }
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode())
        .as("%s %s: %s", method, path, response.body())
        .isEqualTo(status);
    JsonNode documented = operation.path("responses").path(Integer.toString(status));
    assertThat(documented.isMissingNode())
        .as("undocumented: %s %s %d", method, path, status)
        .isFalse();
    if (status < 300) {
      called.add(method + " " + template);
    }
    if (!documented.has("content")) {
      assertThat(response.body()).isEmpty();
      return NullNode.getInstance();
    }
    String type = documented.path("content").fieldNames().next();
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    JsonNode json = SandboxCaller.json(response.body().getBytes(UTF_8));
    validate(
        pointer + "/responses/" + status + "/content/" + type.replace("/", "~1") + "/schema", json);
    return json;
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(baseUrl.resolve(path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json(body).toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String body) {
    return SandboxCaller.json(SandboxCaller.bytes(body));
  }

  private static void validate(String pointer, JsonNode json) {
    assertThat(
            SCHEMAS
                .getSchema(SchemaLocation.of(DOCUMENT_ID + "#" + pointer), CONFIG)
                .validate(json.toString(), InputFormat.JSON))
        .as("%s: %s", pointer, json)
        .isEmpty();
  }

  /** Returns the documented path of which this one is an instance. */
  private static String template(String method, String path) {
    Set<String> found = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            documented -> {
              String pattern = documented.getKey().replaceAll("\\{\\w+}", "[^/]+");
              if (path.matches(pattern)
                  && documented.getValue().has(method.toLowerCase(Locale.ROOT))) {
                found.add(documented.getKey());
              }
            });
    assertThat(found).as("documented paths of %s %s", method, path).hasSize(1);
    return found.iterator().next();
  }
}
