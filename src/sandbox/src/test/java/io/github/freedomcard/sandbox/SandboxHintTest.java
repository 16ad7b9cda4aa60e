package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.LIMITS;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.json;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.testing.Logs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a request is named in the response, the log and the journal. */
class SandboxHintTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final SandboxCaller CALLER = new SandboxCaller(SANDBOX);
  private static final String PATH = CARD + "bulk_issue";
  private static final String BLOCK =
      "{'request_id':'%s','card_id':'%s','description':'x'".formatted(newId(), "c");

  private final byte[] body =
      bytes("{'request_id':'%s','product_id':2000,'quantity':1}".formatted(newId()));

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return CALLER.send(request);
  }

  private static String hint(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Sandbox-Hint").orElse("");
  }

  /** Returns the hint for a signed request with this body. */
  private static String hint(String path, String body) {
    return hint(send(CALLER.request(path, bytes(body))));
  }

  private static List<String> journal() {
    return SANDBOX.wireMock().getAllServeEvents().get(0).getSubEvents().stream()
        .map(sub -> sub.getData().toString())
        .toList();
  }

  @Test
  void signature_whenOfOtherBytes_hintInResponse() {
    byte[] sent = (new String(body, UTF_8) + "\n").getBytes(UTF_8);
    HttpResponse<byte[]> response =
        send(CALLER.unsigned(PATH, sent).header("X-JWS-Signature", CALLER.sign(PATH, body)));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(hint(response)).isEqualTo("the body was signed without the white space around it");
    assertThat(hint(send(CALLER.unsigned(PATH, body)))).startsWith("there is no signature");
    assertThat(hint(send(CALLER.request(PATH, body)))).isEmpty();
  }

  @Test
  void hint_whenItIsLongOrNotAscii_fitsIntoHeader() {
    String authId = "\u043c\u043e\u0439 " + "a".repeat(600);
    SandboxOptions options =
        SandboxOptions.builder().credentials(Credentials.of(authId, "k")).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options)) {
      SandboxCaller caller = new SandboxCaller(sandbox);
      String signature = CALLER.sign(PATH, body);
      assertThat(
              hint(caller.send(caller.unsigned(PATH, body).header("X-JWS-Signature", signature))))
          .matches("use the auth id \"\\?\\?\\? a+\\.\\.\\.")
          .hasSize(500);
    }
  }

  @Test
  void query_whenPathIsKnown_saysToRemoveItWithoutItsValue() {
    try (Logs logs = Logs.capture()) {
      HttpResponse<byte[]> response =
          send(
              CALLER
                  .request(PATH, body)
                  .uri(SANDBOX.baseUrl().resolve(PATH + "?phone=77011234567")));
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response.body()).path("error_description").textValue())
          .isEqualTo("the Card API's paths have no query: remove it");
      assertThat(hint(response))
          .isEqualTo("remove the query: the path is \"" + PATH + "\", also when it is signed");
      assertThat(logs.text() + journal()).contains(hint(response)).doesNotContain("7701123");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v5/card-api/card/block/, /v5/card-api/card/block",
    "/v5/card-api/Card/Block, /v5/card-api/card/block",
    "/card-api/card/block, /v5/card-api/card/block",
    "/cards/issue_card, /v5/cards/issue_card",
    "/v5/card-api/card/blok, /v5/card-api/card/block",
    "/v5/card-api/transactions/create, /v5/card-api/transaction/create",
    "/v5/card-api/card/setPin?a=b, /v5/card-api/card/set_pin",
  })
  void path_whenItIsNearlyOne_namesIt(String path, String meant) {
    assertThat(hint(send(CALLER.unsigned(path, body))))
        .isEqualTo("did you mean \"" + meant + "\"?");
  }

  @ParameterizedTest
  @CsvSource({
    // Nothing is near, or two are equally near, or the directory is unknown.
    "/v5/card-api/card/melt",
    "/v5/card-api/client/xyz",
    "/v5/cards/resend_coad",
    "/v5/card-api/bank/block",
    "/",
    "/__sandbox",
  })
  void path_whenItIsNotNear_noHint(String path) {
    assertThat(hint(send(CALLER.unsigned(path, body)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "descripton|unknown field \"descripton\" is ignored; did you mean \"description\"?",
        "cardId|unknown field \"cardId\" is ignored",
        "note|unknown field \"note\" is ignored",
        "77011234567|a field with another name is ignored",
        "имя|a field with another name is ignored",
        "a b|a field with another name is ignored",
      })
  void field_whenUnknown_namesNearestAbsentField(String name, String hint) {
    boolean replaces = name.startsWith("desc");
    String known = replaces ? BLOCK.replace("'description'", "'unused'") : BLOCK;
    String found = hint(CARD + "block", known + ",'" + name + "':'Aigerim'}");
    assertThat(found).endsWith(hint).doesNotContain("Aigerim");
  }

  @Test
  void field_whenUnknownInsideObjectsAndArrays_namedWithItsPath() {
    assertThat(
            hint(
                CLIENT + "add",
                "{'client':{'phne':1,'address1':{'postalCode':'1'},'Иван':2},'clientt':{'x':1}}"))
        .isEqualTo(
            "unknown field \"clientt\" is ignored;"
                + " unknown field \"client.phne\" is ignored; did you mean \"client.phone\"?;"
                + " a field with another name in \"client\" is ignored;"
                + " unknown field \"client.address1.postalCode\" is ignored; did you mean"
                + " \"client.address1.postal_code\"?");
    assertThat(hint(LIMITS + "set", "{'limits':[{},{'perod':'day'},5],'object':'x'}"))
        .isEqualTo(
            "unknown field \"limits[1].perod\" is ignored; did you mean \"limits[1].period\"?");
    assertThat(hint(CLIENT + "add", "{'client':{'addres':{}}}"))
        .endsWith("did you mean \"client.address1\" or \"client.address2\"?");
  }

  @Test
  void field_whenUnknown_answeredAsBeforeAndNotedOnce() {
    try (Logs logs = Logs.capture()) {
      String field = "unknown field \"quantty\" is ignored; did you mean \"quantity\"?";
      HttpResponse<byte[]> refused =
          send(CALLER.request(PATH, bytes(new String(body, UTF_8).replace("quantity", "quantty"))));
      assertThat(refused.statusCode()).isEqualTo(200);
      assertThat(json(refused.body()).path("error_description").textValue())
          .isEqualTo("quantity: missing");
      assertThat(hint(refused)).isEqualTo(field);
      assertThat(journal()).containsExactly("{message=quantity: missing\n    hint: " + field + "}");
      assertThat(logs.text().split("quantty", -1)).hasSize(2);
      assertThat(logs.text()).contains("WARN").contains("bulkIssueCards: quantity: missing");

      HttpResponse<byte[]> done =
          send(CALLER.request(PATH, bytes(new String(body, UTF_8).replace("}", ",'note':'x'}"))));
      assertThat(json(done.body()).path("status").textValue()).isEqualTo("ok");
      assertThat(journal()).containsExactly("{message=hint: unknown field \"note\" is ignored}");
      assertThat(logs.text()).contains("bulkIssueCards: hint: unknown field \"note\" is ignored");
    }
  }

  @Test
  void standalone_whenFieldIsUnknown_hintBelowLine() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (FreedomCardSandbox sandbox =
        Standalone.start(
            StandaloneOptions.of(new String[] {"--port", "0"}, Map.of()),
            new PrintStream(written, true, UTF_8))) {
      new SandboxCaller(sandbox).command(PATH, "'product_id':2000,'quantity':1,'note':'Aigerim'");
    }
    assertThat(written.toString(UTF_8))
        .endsWith(
            " 200 status=ok request_status=success\n    hint: unknown field \"note\" is ignored\n");
  }
}
