package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.json;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxAdmissionTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);
  private static final String PATH = CARD + "bulk_issue";

  private final byte[] body =
      bytes("{'request_id':'%s','product_id':2000,'quantity':1}".formatted(newId()));

  @BeforeEach
  void reset() {
    SANDBOX.reset();
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static JsonNode refused(int status, String code, HttpRequest.Builder request) {
    HttpResponse<byte[]> response = CALLER.send(request);
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode error = json(response.body());
    assertThat(names(error))
        .containsExactly("status", "request_status", "error_code", "error_description", "dt");
    assertThat(error.path("status").textValue()).isEqualTo("error");
    assertThat(error.path("error_code").textValue()).isEqualTo(code);
    assertThat(SANDBOX.ledger().entries()).isEmpty();
    return error;
  }

  private static List<String> journal() {
    ServeEvent event = SANDBOX.wireMock().getAllServeEvents().get(0);
    return event.getSubEvents().stream().map(sub -> sub.getData().toString()).toList();
  }

  @Test
  void request_whenSignedAsDocumented_done() {
    assertThat(CALLER.send(CALLER.request(PATH, body)).statusCode()).isEqualTo(200);
    assertThat(SANDBOX.ledger().entries()).hasSize(1);
  }

  @Test
  void request_whenNoSignature_401WithReasonInResponseAndJournal() {
    JsonNode error = refused(401, "unauthorized", CALLER.unsigned(PATH, body));
    assertThat(error.path("error_description").textValue()).isEqualTo("X-JWS-Signature: missing");
    assertThat(journal()).singleElement().asString().contains("X-JWS-Signature: missing");
  }

  @Test
  void request_whenOtherKey_401() {
    Credentials other = Credentials.of(SandboxOptions.DEFAULT_AUTH_ID, "other");
    String signature = JwsRequestSigner.of(other, JwsAlgorithm.HS512).sign("POST", PATH, body);
    refused(401, "unauthorized", CALLER.unsigned(PATH, body).header("X-JWS-Signature", signature));
    assertThat(journal()).singleElement().asString().contains("X-JWS-Signature: ");
  }

  @Test
  void request_whenOtherPartner_401() {
    Credentials other = Credentials.of("other", SandboxOptions.DEFAULT_SECRET_KEY);
    String signature = JwsRequestSigner.of(other, JwsAlgorithm.HS512).sign("POST", PATH, body);
    JsonNode error =
        refused(
            401, "unauthorized", CALLER.unsigned(PATH, body).header("X-JWS-Signature", signature));
    assertThat(error.path("error_description").textValue()).contains("auth_id");
  }

  @Test
  void request_whenOtherAlgorithm_401() {
    String signature =
        JwsRequestSigner.of(SANDBOX.credentials(), JwsAlgorithm.HS256).sign("POST", PATH, body);
    JsonNode error =
        refused(
            401, "unauthorized", CALLER.unsigned(PATH, body).header("X-JWS-Signature", signature));
    assertThat(error.path("error_description").textValue()).contains("not made with this key");
  }

  @Test
  void request_whenOtherPathWasSigned_401() {
    JsonNode error =
        refused(
            401,
            "unauthorized",
            CALLER
                .unsigned(PATH, body)
                .header("X-JWS-Signature", CALLER.sign(CARD + "close", body)));
    assertThat(error.path("error_description").textValue()).contains("uri");
  }

  @Test
  void request_whenBytesDifferInOneSpace_401() {
    String signature = CALLER.sign(PATH, body);
    byte[] spaced = new String(body, UTF_8).replace(",", ", ").getBytes(UTF_8);
    refused(
        401, "unauthorized", CALLER.unsigned(PATH, spaced).header("X-JWS-Signature", signature));
  }

  @Test
  void request_whenGet_405() {
    refused(
        405, "method_not_allowed", HttpRequest.newBuilder(SANDBOX.baseUrl().resolve(PATH)).GET());
  }

  @Test
  void request_whenUnknownPath_404() {
    refused(404, "not_found", CALLER.request("/v5/card-api/card/melt", body));
  }

  @Test
  void request_whenQuery_404() {
    refused(
        404, "not_found", CALLER.request(PATH, body).uri(SANDBOX.baseUrl().resolve(PATH + "?a=b")));
  }

  @Test
  void request_whenNoContentType_415() {
    refused(
        415,
        "unsupported_media_type",
        HttpRequest.newBuilder(SANDBOX.baseUrl().resolve(PATH))
            .header("X-JWS-Signature", CALLER.sign(PATH, body))
            .header("Request-Id", newId())
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void request_whenContentTypeHasParameter_415() {
    refused(
        415,
        "unsupported_media_type",
        CALLER.request(PATH, body).setHeader("Content-Type", "application/json; charset=utf-8"));
  }

  @Test
  void request_whenNoRequestIdHeader_400() {
    refused(
        400,
        "invalid_request",
        HttpRequest.newBuilder(SANDBOX.baseUrl().resolve(PATH))
            .header("X-JWS-Signature", CALLER.sign(PATH, body))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void request_whenBodyIsNoObject_400() {
    for (String violations :
        List.of("", "null", "[]", "{", "{'a':1}x", "{'a':1,'a':2}", "<html>")) {
      refused(400, "invalid_request", CALLER.request(PATH, bytes(violations)));
    }
  }

  /** Written plainly, such a number takes more memory than there is. */
  @Test
  void request_whenExponentIsHuge_400AndShownAsRefusedBody() {
    for (String number : List.of("1e1001", "1e1000000000", "1e-1000000000", "1e99999999999")) {
      byte[] huge = bytes("{'request_id':'%s','a':[{'b':%s}]}".formatted(newId(), number));
      refused(400, "invalid_request", CALLER.request(PATH, huge));
      refused(
          401,
          "unauthorized",
          CALLER.unsigned(PATH, huge).header("X-JWS-Signature", CALLER.sign(PATH, body)));
    }
    ControlCaller control = new ControlCaller(SANDBOX);
    for (JsonNode request : control.get("/_sandbox/requests").path("requests")) {
      JsonNode shown = control.get("/_sandbox/requests/" + request.path("number"));
      assertThat(shown.path("request_body").isNull()).isTrue();
      assertThat(shown.path("signature").textValue())
          .isEqualTo(shown.path("status").intValue() == 401 ? "refused" : "accepted");
    }
  }

  @Test
  void request_whenHs256Sandbox_hs256Accepted() {
    SandboxOptions options = SandboxOptions.builder().algorithm(JwsAlgorithm.HS256).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options)) {
      new SandboxCaller(sandbox, JwsAlgorithm.HS256).issuedCard();
      assertThat(sandbox.ledger().entries()).hasSize(2);
    }
  }

  @Test
  void request_whenOtherCredentials_accepted() {
    SandboxOptions options =
        SandboxOptions.builder().credentials(Credentials.of("p2", "k")).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options)) {
      assertThat(sandbox.credentials()).isEqualTo(Credentials.of("p2", "k"));
      new SandboxCaller(sandbox).issuedCard();
    }
  }
}
