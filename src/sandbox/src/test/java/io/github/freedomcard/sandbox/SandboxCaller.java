package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Sends HTTP requests to a sandbox; adds only the signature.
 *
 * <p>In bodies, single quotes stand for double quotes.
 */
@SuppressWarnings("AnnotateFormatMethod") // The annotation is in no library that is here.
final class SandboxCaller {

  static final String CARD = "/v5/card-api/card/";
  static final String CLIENT = "/v5/card-api/client/";
  static final String TRANSACTION = "/v5/card-api/transaction/";
  static final String LIMITS = "/v5/card-api/limits/";
  static final String STATUS = "/v5/card-api/request/status";
  static final String GIFT = "/v5/cards/";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final FreedomCardSandbox sandbox;
  private final JwsRequestSigner signer;
  private final HttpClient http;

  SandboxCaller(FreedomCardSandbox sandbox) {
    this(sandbox, JwsAlgorithm.HS512, HttpClient.Version.HTTP_1_1);
  }

  SandboxCaller(FreedomCardSandbox sandbox, JwsAlgorithm algorithm) {
    this(sandbox, algorithm, HttpClient.Version.HTTP_1_1);
  }

  SandboxCaller(FreedomCardSandbox sandbox, HttpClient.Version version) {
    this(sandbox, JwsAlgorithm.HS512, version);
  }

  private SandboxCaller(
      FreedomCardSandbox sandbox, JwsAlgorithm algorithm, HttpClient.Version version) {
    this.sandbox = sandbox;
    this.signer = JwsRequestSigner.of(sandbox.credentials(), algorithm);
    HttpClient.Builder builder = HttpClient.newBuilder().version(version);
    if (sandbox.baseUrl().getScheme().equals("https")) {
      builder.sslContext(sandbox.sslContext());
    }
    this.http = builder.build();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(UTF_8);
  }

  static JsonNode json(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns the signature of a body. */
  String sign(String path, byte[] body) {
    return signer.sign("POST", path, body);
  }

  /** Returns a valid request. */
  HttpRequest.Builder request(String path, byte[] body) {
    return unsigned(path, body).header("X-JWS-Signature", sign(path, body));
  }

  /** Returns a valid request without the signature. */
  HttpRequest.Builder unsigned(String path, byte[] body) {
    return HttpRequest.newBuilder(sandbox.baseUrl().resolve(path))
        .header("Content-Type", "application/json")
        .header("Request-Id", newId())
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the response to a signed request, which must have HTTP status 200. */
  JsonNode call(String path, String body, Object... values) {
    byte[] bytes = bytes(body.formatted(values));
    HttpResponse<byte[]> response = send(request(path, bytes));
    assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return json(response.body());
  }

  /** Returns {@link #call}, which must be a success response of the Card API. */
  JsonNode ok(String path, String body, Object... values) {
    JsonNode response = call(path, body, values);
    assertThat(response.path("status").textValue()).as(response.toString()).isEqualTo("ok");
    assertThat(response.path("request_status").textValue())
        .as(response.toString())
        .isEqualTo("success");
    return response;
  }

  /** Returns {@link #call}, which must be an error response of the Card API. */
  JsonNode error(String code, String path, String body, Object... values) {
    JsonNode response = call(path, body, values);
    assertThat(names(response))
        .as(response.toString())
        .containsExactly("status", "request_status", "error_code", "error_description", "dt");
    assertThat(response.path("status").textValue()).isEqualTo("error");
    assertThat(response.path("request_status").textValue()).isEqualTo("error");
    assertThat(response.path("error_code").textValue()).as(response.toString()).isEqualTo(code);
    return response;
  }

  /** Returns {@link #call}, which must be a response of a gift card operation. */
  JsonNode gift(int status, String operation, String body, Object... values) {
    JsonNode response = call(GIFT + operation, body, values);
    assertThat(response.path("status").intValue()).as(response.toString()).isEqualTo(status);
    assertThat(response.path("datetime").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    return response;
  }

  /** Returns the response to a status query. */
  JsonNode status(String requestId) {
    return call(STATUS, "{'request_id':'%s'}", requestId);
  }

  /** Creates a client. */
  String client() {
    return ok(
            CLIENT + "add",
            "{'request_id':'%s','product_id':2000,'client':{'phone':77011234567,'type':1,"
                + "'resident':1,'first_name':'Aigerim','last_name':'Sadykova'}}",
            newId())
        .path("client_id")
        .textValue();
  }

  /** Creates a card of a new client, not yet activated. */
  String issuedCard() {
    return issuedCard(client());
  }

  String issuedCard(String clientId) {
    String requestId = newId();
    ok(
        CARD + "issue",
        "{'request_id':'%s','product_id':2000,'client_id':'%s'}",
        requestId,
        clientId);
    return status(requestId).path("cards").path(0).path("card_id").textValue();
  }

  /** Creates an active card with a balance. */
  String activeCard(String amount) {
    String cardId = issuedCard();
    command(CARD + "activate", "'card_id':'%s'", cardId);
    transaction(cardId, "credit", amount);
    return cardId;
  }

  /** Returns the response, which must be success, to a command with a new id and these fields. */
  JsonNode command(String path, String fields, Object... values) {
    return ok(path, "{'request_id':'" + newId() + "'," + fields + "}", values);
  }

  /** Returns the error response to a command with a new id and these fields. */
  JsonNode commandError(String code, String path, String fields, Object... values) {
    return error(code, path, "{'request_id':'" + newId() + "'," + fields + "}", values);
  }

  /** Creates a transaction in KZT. */
  String transaction(String cardId, String type, String amount) {
    return command(
            TRANSACTION + "create",
            "'order_id':'o1','card_id':'%s','type':'%s','amount':%s,'currency':'KZT'",
            cardId,
            type,
            amount)
        .path("transaction_id")
        .textValue();
  }

  /** Returns the card's account in KZT. */
  JsonNode account(String cardId) {
    return ok(CARD + "balance", "{'card_id':'%s'}", cardId).path("accounts").path(0);
  }
}
