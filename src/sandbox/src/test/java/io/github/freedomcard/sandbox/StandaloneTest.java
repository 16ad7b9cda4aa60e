package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.GIFT;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

  private static final String PATH = CARD + "bulk_issue";
  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d ";
  private static final Path GUIDE = Path.of("../docs/standalone-sandbox.md");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final FreedomCardSandbox sandbox = start(Map.of());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private final String id = newId();
  private final byte[] body = body(1);

  private FreedomCardSandbox start(Map<String, String> environment, String... arguments) {
    return Standalone.start(
        StandaloneOptions.of(
            Stream.concat(Stream.of("--port", "0"), Stream.of(arguments)).toArray(String[]::new),
            environment),
        new PrintStream(written, true, UTF_8));
  }

  private byte[] body(int quantity) {
    return bytes("{'request_id':'%s','product_id':2000,'quantity':%d}".formatted(id, quantity));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** The lines after the introduction. */
  private List<String> log() {
    List<String> lines = written.toString(UTF_8).lines().toList();
    return lines.subList(lines.indexOf("Running until interrupted. Requests:") + 1, lines.size());
  }

  private void assertLogged(HttpRequest.Builder request, String line) {
    int before = log().size();
    caller.send(request);
    List<String> log = log();
    assertThat(log.get(before)).matches(TIME + Pattern.quote(line));
    assertThat(log).hasSize(before + 1);
  }

  @Test
  void start_always_printsHowToCallIt() {
    assertThat(written.toString(UTF_8))
        .contains("Base URL    " + sandbox.baseUrl() + "\n")
        .contains("auth_id     sandbox\n")
        .contains("Secret key  sandbox-secret\n")
        .contains("Algorithm   HS512\n");
  }

  @Test
  void start_whenSecretIsGiven_notPrinted() {
    written.reset();
    start(Map.of("FREEDOM_CARD_SANDBOX_SECRET_KEY", "hush-hush")).close();
    assertThat(written.toString(UTF_8))
        .contains("Secret key  from FREEDOM_CARD_SANDBOX_SECRET_KEY, not printed\n")
        .contains("secret=$FREEDOM_CARD_SANDBOX_SECRET_KEY\n")
        .doesNotContain("hush-hush");
  }

  @Test
  void request_whenSignatureIsValid_oneLine() {
    String prefix = "POST " + PATH + " request_id=" + id + " signature=accepted 200 ";
    assertLogged(caller.request(PATH, body), prefix + "status=ok request_status=success");
    assertLogged(
        caller.request(PATH, body),
        prefix
            + "status=error request_status=error error_code=duplicate_request_id: request_id:"
            + " already used");
    assertLogged(
        caller.request(GIFT + "product_list", bytes("{}")).setHeader("Request-Id", id),
        "POST " + GIFT + "product_list Request-Id=" + id + " signature=accepted 200 status=0");
  }

  @Test
  void start_whenCardsAreConfigured_addsThemAndPrintsIds() {
    written.reset();
    try (FreedomCardSandbox started =
        start(Map.of(), "--card", "active:1000.50:KZT,blocked:0:USD")) {
      List<MatchResult> cards =
          Pattern.compile("(?m)^Card {8}(\\S+)  (\\S+)$")
              .matcher(written.toString(UTF_8))
              .results()
              .toList();
      assertThat(cards)
          .extracting(card -> card.group(2))
          .containsExactly("active:1000.50:KZT", "blocked:0:USD");
      SandboxAssertions.assertThat(started.ledger())
          .card(cards.get(0).group(1))
          .hasAvailable("1000.50", "KZT");
      new SandboxCaller(started)
          .command(CARD + "unblock", "'card_id':'%s','description':'found'", cards.get(1).group(1));
    }
  }

  @Test
  void giftCard_whenCodeIsSent_codeBelowLine() {
    long cardId = sandbox.arrange().blankGiftCard();
    caller.gift(
        0,
        "issue_card",
        "{'cardholder_name':'A B','phone':77011234567,'product_code':1,'card_id':%s}",
        cardId);
    assertThat(log().get(1))
        .isEqualTo("    otp of gift card " + cardId + ": " + sandbox.otp(cardId));
    caller.gift(0, "resend_code", "{'card_id':%s}", cardId);
    assertThat(log().get(3))
        .isEqualTo("    otp of gift card " + cardId + ": " + sandbox.otp(cardId));
    caller.gift(0, "activate_card", "{'otp':'%s'}", sandbox.otp(cardId));
    caller.gift(0, "card_status", "{'card_id':%s}", cardId);
    assertThat(log()).hasSize(6);
    caller.gift(0, "issue_card", "{'cardholder_name':'A B','phone':77011234567,'product_code':1}");
    assertThat(log().get(7)).matches("    otp of gift card " + (cardId + 1) + ": \\d{6}");
    caller.gift(-7, "resend_code", "{'card_id':1}");
    assertThat(log()).hasSize(9);
  }

  @Test
  void request_whenRefusedBeforeTheSignature_oneLine() {
    assertLogged(
        caller.request("/melt", body),
        "POST /melt request_id="
            + id
            + " signature=unchecked 404 status=error request_status=error error_code=not_found: no"
            + " operation has this path");
    int before = log().size();
    caller.send(
        caller
            .request(PATH, bytes("{'request_id':'77011234567!'}"))
            .uri(sandbox.baseUrl().resolve(PATH + "?phone=77011234567")));
    assertThat(log().get(before))
        .endsWith(
            "POST "
                + PATH
                + "?(not shown) request_id=(not a UUID) signature=unchecked 404 status=error"
                + " request_status=error error_code=not_found: the Card API's paths have no query:"
                + " remove it");
    assertThat(log())
        .hasSize(before + 2)
        .last()
        .asString()
        .startsWith("    hint: remove the query");
  }

  @Test
  void request_whenItHasAFault_lineSaysWhatTheClientSees() {
    String prefix = "POST " + PATH + " request_id=" + id + " signature=";
    sandbox.faults().next("bulkIssueCards", Fault.httpStatus(503));
    assertLogged(
        caller.request(PATH, body), prefix + "unchecked 503 fault=httpStatus(503) (not processed)");
    sandbox.faults().next("bulkIssueCards", Fault.responseLost());
    assertThatThrownBy(() -> caller.send(caller.request(PATH, body)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(log().get(1))
        .endsWith(
            prefix + "accepted fault=responseLost (no response) status=ok request_status=success");
  }

  @Test
  void request_whenANumberOfACardIsInItsHeadOrPath_notLogged() {
    String pan = "4111111111111111";
    caller.send(caller.request(CARD + pan, body));
    caller.send(
        caller.request(PATH, body).uri(sandbox.baseUrl().resolve(CARD + "%34" + pan.substring(1))));
    caller.send(caller.request(PATH, body).setHeader("Content-Type", "text/x; pan=" + pan));
    caller.send(caller.request(PATH, body).setHeader("Content-Type", "text/x" + pan));
    caller.send(caller.request(PATH, bytes("{}")).setHeader("Request-Id", pan));
    caller.send(caller.request(PATH, body).method("POST" + pan, BodyPublishers.noBody()));
    ControlCaller control = new ControlCaller(sandbox);
    JsonNode requests = control.get("/_sandbox/requests").path("requests");
    for (JsonNode request : requests) {
      assertThat(control.get("/_sandbox/requests/" + request.path("number")).toString())
          .doesNotContain(pan, pan.substring(1));
    }
    assertThat(requests).hasSize(6);
    assertThat(requests.path(0).path("path").textValue()).isEqualTo(CARD + "#");
    assertThat(String.join("\n", log()))
        .doesNotContain(pan, pan.substring(1))
        .contains("POST " + CARD + "# ")
        .contains("Content-Type: not application/json: text/x with parameters")
        .contains("Content-Type: not application/json: (not shown)")
        .contains("Request-Id=(not a UUID)")
        .contains("not POST: (not shown)");
  }

  @Test
  void request_whenItCannotBeLogged_cardApiError() {
    PrintStream broken =
        new PrintStream(written, true, UTF_8) {
          @Override
          public void print(Object line) {
            throw new IllegalStateException("no disk");
          }
        };
    try (FreedomCardSandbox started =
        Standalone.start(StandaloneOptions.of(new String[] {"--port", "0"}, Map.of()), broken)) {
      SandboxCaller other = new SandboxCaller(started);
      HttpResponse<byte[]> response = other.send(other.request(PATH, body));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(SandboxCaller.json(response.body()).path("error_code").textValue())
          .isEqualTo("sandbox_failure");
    }
  }

  @Test
  void request_whenBodiesAreShown_theyAreMasked() {
    written.reset();
    try (FreedomCardSandbox started = start(Map.of(), "--show-bodies")) {
      new SandboxCaller(started).client();
    }
    assertThat(written.toString(UTF_8))
        .contains("\n    request:  {\"request_id\":", "\"first_name\":\"(masked)\"")
        .contains("\n    response: {\"status\":\"ok\"")
        .doesNotContain("Aigerim");
  }

  @Test
  void request_whenSignatureIsOfOtherBytes_reasonBelowLine() {
    caller.send(caller.unsigned(PATH, body(2)).header("X-JWS-Signature", caller.sign(PATH, body)));
    assertThat(log()).hasSize(6);
    assertThat(log().get(0))
        .matches(
            TIME
                + Pattern.quote(
                    "POST "
                        + PATH
                        + " request_id="
                        + id
                        + " signature=refused 401 status=error request_status=error"
                        + " error_code=unauthorized: X-JWS-Signature: signature: not of this body,"
                        + " or not made with this key"));
    assertThat(log().subList(1, 6))
        .zipSatisfy(
            List.of(
                "header received: {\"uri\":\"" + PATH,
                "header expected: {\"uri\":\"" + PATH,
                "signing input:   ",
                "body received:   " + body.length + " bytes, SHA-256 ",
                "hint: probably another secret key: "),
            (line, start) -> assertThat(line).startsWith("    " + start));
  }

  @Test
  void request_whenSignatureIsOfTrimmedBody_mistakeInLogAndJournal() {
    byte[] withNewline = (new String(body, UTF_8) + "\n").getBytes(UTF_8);
    caller.send(
        caller.unsigned(PATH, withNewline).header("X-JWS-Signature", caller.sign(PATH, body)));
    String hint = "hint: the body was signed without the white space around it";
    assertThat(log().get(5)).isEqualTo("    " + hint);
    assertThat(sandbox.wireMock().getAllServeEvents().get(0).getSubEvents())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getData().toString())
                    .contains("signature: not of this body", "header expected: ", hint));
  }

  @Test
  void request_always_noPersonalDataWritten() {
    byte[] client =
        bytes(
            "{'request_id':'%s','product_id':2000,'client':{'phone':77011234567,'type':1,'resident':1,'first_name':'Aigerim','last_name':'Seitova'}}"
                .formatted(id));
    caller.send(caller.request(CLIENT + "add", client));
    caller.send(caller.unsigned(CLIENT + "add", client));
    caller.send(caller.unsigned(CLIENT + "add", client).header("X-JWS-Signature", "x"));
    assertThat(String.join("\n", log()))
        .contains("accepted", "refused")
        .doesNotContain("Aigerim", "Seitova", "77011234567");
  }

  @Test
  void example_inAShell_accepted(@TempDir Path directory) throws Exception {
    assumeThat(isThere("openssl", "version") && isThere("curl", "--version")).isTrue();
    String text = written.toString(UTF_8);
    String script = text.substring(text.indexOf("auth_header="), text.indexOf("\nRunning"));
    Path file = Files.writeString(directory.resolve("example.sh"), script);
    JsonNode response = SandboxCaller.json(output("sh", file.toString()).getBytes(UTF_8));
    assertThat(response.path("client_id").isTextual()).as(response.toString()).isTrue();
    assertThat(log()).singleElement().asString().contains("signature=accepted 200 status=ok");
  }

  @Test
  void guide_whenPythonIsRun_signatureIsAccepted(@TempDir Path directory) throws Exception {
    assumeThat(isThere("python3", "--version")).isTrue();
    String guide = Files.readString(GUIDE, UTF_8);
    Path signer =
        Files.writeString(directory.resolve("sign.py"), block(guide, "python", "def sign"));
    Path file = Files.write(directory.resolve("body.json"), body);
    String signature = output("python3", signer.toString(), PATH, file.toString()).strip();
    assertThat(signature).isEqualTo(caller.sign(PATH, body));
    caller.send(caller.unsigned(PATH, body).header("X-JWS-Signature", signature));
    assertThat(log()).singleElement().asString().contains("signature=accepted 200 status=ok");
  }

  @Test
  void guide_whenCallIsRunTwice_bothAreProcessed(@TempDir Path directory) throws Exception {
    assumeThat(isThere("python3", "--version") && isThere("curl", "--version")).isTrue();
    String guide = Files.readString(GUIDE, UTF_8);
    Files.writeString(directory.resolve("sign.py"), block(guide, "python", "def sign"));
    String script =
        block(guide, "sh", "sign.py").replace("http://127.0.0.1:8080", sandbox.baseUrl() + "");
    for (int run = 1; run <= 2; run++) {
      Process process =
          new ProcessBuilder("sh", "-ec", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(log()).hasSize(run).last().asString().contains("signature=accepted 200 status=ok");
    }
    assertThat(sandbox.wireMock().getAllServeEvents().get(0).getRequest())
        .satisfies(
            request ->
                assertThat(request.getBodyAsString()).contains(request.getHeader("Request-Id")));
  }

  private static String block(String guide, String language, String text) {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(guide)
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isThere(String... command) throws InterruptedException {
    try {
      output(command);
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  private static Process program(Path errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Standalone.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  @Test
  void main_whenOptionIsInvalid_reportsItAndExitsWith2(@TempDir Path directory) throws Exception {
    Path errors = directory.resolve("errors");
    assertThat(program(errors, "--port", "x").waitFor()).isEqualTo(2);
    assertThat(errors)
        .hasContent("--port: not between 0 and 65535: x\nRun with --help to see all options.\n");
  }

  @Test
  void main_whenPortIsInUse_reportsItAndExitsWith1(@TempDir Path directory) throws Exception {
    Path errors = directory.resolve("errors");
    String port = Integer.toString(sandbox.baseUrl().getPort());
    assertThat(program(errors, "--port", port).waitFor()).isEqualTo(1);
    assertThat(errors)
        .content()
        .matches(
            "cannot listen on port %s of 127\\.0\\.0\\.1: [^;\n]+; choose another --port or --host\n"
                .formatted(port));
  }

  @Test
  void main_whenInterrupted_endsWithoutOtherOutput(@TempDir Path directory) throws Exception {
    Path errors = directory.resolve("errors");
    Process process = program(errors, "--port", "0");
    try (var out = process.inputReader(UTF_8)) {
      assertThat(out.readLine()).startsWith("Base URL    http://127.0.0.1:");
      String line = out.readLine();
      while (line != null && !line.startsWith("Running")) {
        line = out.readLine();
      }
      // Of the process itself, this would close the stream too.
      process.toHandle().destroy();
      assertThat(out.readLine()).isNull();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(errors).isEmptyFile();
  }
}
