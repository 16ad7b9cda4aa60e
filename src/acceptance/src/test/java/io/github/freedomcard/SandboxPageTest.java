package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.testing.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The sandbox's page in Chromium, with the sandbox and the client that it is for. Skipped where
 * there is no Chromium or no chromedriver.
 *
 * <p>After each test the page must have logged no error, and have called no other server.
 */
@Tag("slow")
@EnabledIf(value = "canRun", disabledReason = "chromium or chromedriver is not installed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxPageTest {

  private static final String CHARGE_PATH = "/v5/card-api/transaction/create";
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ObjectMapper json = new ObjectMapper();

  private ChromeDriver browser;
  private WebDriverWait wait;
  private FreedomCardSandbox sandbox;
  private FreedomCardClient client;

  @BeforeAll
  void startBrowser() throws IOException {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options
        .setBinary(chromium().orElseThrow().toFile())
        .addArguments(
            "--headless=new",
            "--no-sandbox", // As root, Chromium does not start otherwise.
            "--disable-gpu",
            "--hide-scrollbars", // For the screenshots.
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync")
        .setCapability(ChromeOptions.LOGGING_PREFS, logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(driver().orElseThrow().toFile())
                .usingAnyFreePort()
                .withLogOutput(OutputStream.nullOutputStream())
                .build(),
            options);
    wait = new WebDriverWait(browser, Duration.ofSeconds(20), Duration.ofMillis(50));
    wait.ignoring(StaleElementReferenceException.class); // The page renders meanwhile.
    Files.createDirectories(SCREENSHOTS);
  }

  static boolean canRun() {
    return chromium().isPresent() && driver().isPresent();
  }

  private static Optional<Path> chromium() {
    return program("chromium", "google-chrome");
  }

  private static Optional<Path> driver() {
    return program("chromedriver");
  }

  private static Optional<Path> program(String... names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(":");
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) { // It is null if the browser did not start.
      browser.quit();
    }
  }

  @BeforeEach
  void openPage() {
    sandbox = FreedomCardSandbox.start();
    client = sandbox.newClient();
    emulate(1_600, "light");
    browser.get(sandbox.baseUrl() + "/");
    awaitText("main", "No request was received yet");
  }

  @AfterEach
  void checkLogsAndStop() {
    // Otherwise the page polls a sandbox that has stopped.
    browser.get("about:blank");
    client.close();
    sandbox.close();
    assertThat(log(LogType.BROWSER)).isEmpty();
    assertThat(
            log(LogType.PERFORMANCE).stream()
                .map(message -> read(message).path("message"))
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asText())
                .filter(url -> !url.equals("about:blank") && !url.startsWith("data:")))
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith(sandbox.baseUrl() + "/"));
  }

  private List<String> log(String type) {
    return browser.manage().logs().get(type).getAll().stream().map(LogEntry::getMessage).toList();
  }

  @Test
  void request_whenItsSignatureIsRefused_showsTheDifferingByteAndTheHint() {
    String header = sendSignedForAnotherPath();
    int offset = header.indexOf("/creatx") + "/creat".length();
    awaitText("tbody tr", "refused").click();
    awaitText(".details", "The headers differ first");
    assertThat(text(".details")).contains("at byte " + offset + ": received x, expected e.");
    assertThat(browser.findElements(By.cssSelector("mark")))
        .extracting(WebElement::getText)
        .containsExactly("x", "e");
    assertThat(browser.findElement(By.cssSelector(".bytes")).getText()).isEqualTo(header);
    assertThat(text(".callout"))
        .startsWith("Hint: the signature is correct for the JWS header received");
    assertThat(text(".details dl")).contains("Result unauthorized: X-JWS-Signature: uri: ");
  }

  @Test
  void fault_whenArmedOnThePage_isTriggeredByTheClientAndShown() {
    open("faults");
    awaitText("form", "Arm a fault");
    new Select(browser.findElement(By.name("operation"))).selectByValue("createTransaction");
    new Select(browser.findElement(By.name("fault"))).selectByValue("responseLost");
    button("Arm fault").click();
    awaitText("tbody", "responseLost createTransaction one");
    CreateTransactionRequest charge = Requests.charge(card("1000.00"), "10.50");
    ApiResponse<RequestState> charged =
        client.execute(TransactionOperations.CREATE_TRANSACTION, charge);
    assertThat(charged.resolution()).isEqualTo(Resolution.RECOVERED);
    awaitText("main", "No fault is armed.");
    awaitText("tbody tr td:last-child", charge.requestId().toString());
    open("ledger");
    assertThat(awaitText("caption", "1 command, newest first")).isNotNull();
    assertThat(text("tbody tr")).contains("createTransaction", "KZT 10.50 0 0");
    open("cards");
    assertThat(awaitText("tbody tr", "989.50")).isNotNull();
  }

  @Test
  void command_whenInProcess_isFinishedByTheButton() {
    sandbox.faults().next("createTransaction", Fault.requestInProcess());
    CreateTransactionRequest charge = Requests.charge(card("1000.00"), "10.50");
    UUID requestId = requireNonNull(charge.requestId());
    assertThat(client.createTransaction(charge).isFinal()).isFalse();
    assertThat(sandbox.ledger().effects(requestId)).isZero();
    open("commands");
    awaitText("tbody button", "Finish").click();
    awaitText("main", "No command is in process.");
    awaitText(".notice", "createTransaction finished");
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Commands in process");
    assertThat(sandbox.ledger().effects(requestId)).isOne();
    assertThat(client.awaitCompletion(requestId, Duration.ofSeconds(20)).isFinal()).isTrue();
  }

  @Test
  void request_whenOpenedAndClosedWithTheKeyboard_keepsTheFocus() {
    card("1000.00");
    sendSignedForAnotherPath();
    awaitText("tbody tr", "refused");
    press(Keys.TAB);
    assertThat(focused()).isEqualTo("Skip to content");
    press(Keys.ENTER);
    for (int i = 0; i < 5 && !focused().equals("1"); i++) {
      press(Keys.TAB);
    }
    assertThat(focused()).isEqualTo("1");
    press(Keys.ENTER);
    awaitText(".details", "The headers differ first");
    assertThat(focused()).isEqualTo("Request 1");
    press(Keys.ESCAPE);
    wait.until(shown -> browser.findElements(By.className("details")).isEmpty());
    assertThat(focused()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"320,light", "320,dark", "1600,light", "1600,dark"})
  void views_whenChecked_areAccessibleAndFit(int width, String scheme) throws IOException {
    emulate(width, scheme);
    browser.executeScript(resource("/axe.min.js"));
    check("empty", width, scheme);
    String cardId = card("1000.00");
    sandbox.arrange().activeGiftCard(1);
    sendSignedForAnotherPath();
    sandbox.faults().next("createTransaction", Fault.responseLost());
    client.createTransaction(Requests.charge(cardId, "10.50"));
    sandbox.faults().next("createTransaction", Fault.requestInProcess());
    client.createTransaction(Requests.charge(cardId, "20.00"));
    sandbox.faults().next("createTransaction", Fault.httpStatus(503));
    sandbox.faults().always("getBalance", Fault.responseDelayed(Duration.ofSeconds(1)));
    awaitText("tbody", "refused");
    check("requests", width, scheme);
    browser.executeScript("location.hash = '#/requests/1'");
    awaitText(".details", "The headers differ first");
    check("request", width, scheme);
    for (String view :
        List.of("commands", "cards", "transactions", "gift-cards", "faults", "ledger")) {
      open(view);
      awaitText("tbody tr", "");
      check(view, width, scheme);
    }
  }

  /** Checks a view with axe, and that it does not scroll sideways; leaves a screenshot. */
  private void check(String view, int width, String scheme) throws IOException {
    String name = view + "-" + width + "-" + scheme;
    Object image =
        browser
            .executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
            .get("data");
    Files.write(
        SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(image)));
    assertThat(
            browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .as(name)
        .isEqualTo(0L);
    List<String> violations = new ArrayList<>();
    Object found =
        browser.executeAsyncScript(
            "axe.run({resultTypes: ['violations']})"
                + ".then(result => arguments[0](JSON.stringify(result.violations)))");
    for (JsonNode violation : read(String.valueOf(found))) {
      for (JsonNode node : violation.path("nodes")) {
        violations.add(violation.path("id").asText() + " " + node.path("html").asText());
      }
    }
    assertThat(violations).as(name).isEmpty();
  }

  private void emulate(int width, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                // Without it, axe measures colours in the middle of a transition.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  private void open(String view) {
    String link = "nav a[href='#/" + view + "']";
    browser.findElement(By.cssSelector(link)).click();
    awaitText(link + "[aria-current]", "");
  }

  private WebElement button(String label) {
    return awaitText("main button", label);
  }

  /** Waits until an element with this text is shown, and returns it. */
  private WebElement awaitText(String selector, String text) {
    return wait.withMessage(() -> text + " is not in " + selector + " of: " + text("body"))
        .until(
            shown ->
                browser.findElements(By.cssSelector(selector)).stream()
                    .filter(element -> element.getText().replaceAll("\\s+", " ").contains(text))
                    .findFirst()
                    .orElse(null));
  }

  private String text(String selector) {
    return browser.findElement(By.cssSelector(selector)).getText().replaceAll("\\s+", " ");
  }

  private void press(Keys key) {
    browser.switchTo().activeElement().sendKeys(key);
  }

  private String focused() {
    return browser.switchTo().activeElement().getText();
  }

  private String card(String balance) {
    return sandbox.arrange().activeCard().balance(balance, "KZT").add();
  }

  /** Sends a request whose signature is of another path; returns the header that was signed. */
  private String sendSignedForAnotherPath() {
    byte[] body = "{}".getBytes(UTF_8);
    String signature =
        JwsRequestSigner.of(sandbox.credentials(), JwsAlgorithm.HS512)
            .sign("POST", CHARGE_PATH.replace("create", "creatx"), body);
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.baseUrl().resolve(CHARGE_PATH))
            .header("Content-Type", "application/json")
            .header("Request-Id", UUID.randomUUID().toString())
            .header("X-JWS-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    assertThat(response.statusCode()).isEqualTo(401);
    return new String(
        Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), UTF_8);
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(SandboxPageTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
