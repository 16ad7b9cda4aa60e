package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.STATUS;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreedomCardSandboxTest {

  private static final int THREADS = 64;
  private static final String BULK = "{'request_id':'%s','product_id':2000,'quantity':1}";

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  private final SandboxCaller caller = new SandboxCaller(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** Runs {@code task} in all threads concurrently. */
  private static void hammer(ThrowingTask task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  task.run();
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> future : running) {
        future.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private interface ThrowingTask {
    void run() throws Exception;
  }

  @Test
  void start_whenDefaults_loopbackAndDocumentedCredentials() throws IOException {
    assertThat(sandbox.baseUrl().getHost()).isEqualTo("127.0.0.1");
    assertThat(sandbox.baseUrl().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(sandbox.credentials().authId()).isEqualTo("sandbox");
    assertThat(sandbox.credentials().secretKey()).isEqualTo("sandbox-secret".getBytes(US_ASCII));
    InetAddress outside = InetAddress.getLocalHost();
    if (!outside.isLoopbackAddress()) {
      assertThatThrownBy(() -> new Socket(outside, sandbox.baseUrl().getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void start_whenPortIsInUse_throws() {
    SandboxOptions options = SandboxOptions.builder().port(sandbox.baseUrl().getPort()).build();
    assertThatThrownBy(() -> FreedomCardSandbox.start(options))
        .isInstanceOf(FatalStartupException.class);
  }

  @Test
  void start_whenTwo_independent() {
    try (FreedomCardSandbox other = FreedomCardSandbox.start()) {
      String cardId = caller.issuedCard();
      new SandboxCaller(other)
          .commandError("card_not_found", CARD + "info", "'card_id':'%s'", cardId);
      assertThat(other.ledger().entries()).isEmpty();
    }
  }

  @Test
  void close_whenTwice_stoppedOnce() {
    sandbox.close();
    sandbox.close();
    assertThat(sandbox.wireMock().isRunning()).isFalse();
    assertThat(sandbox.toString()).contains("closed");
  }

  @Test
  void toString_always_noSecret() {
    assertThat(sandbox.toString())
        .contains(sandbox.baseUrl().toString(), "authId=sandbox", "processing=immediate")
        .doesNotContain("sandbox-secret");
  }

  @Test
  void reset_whenUsed_allIsRemoved() {
    String requestId = newId();
    String cardId = caller.activeCard("100");
    caller.ok(CARD + "bulk_issue", BULK, requestId);
    long giftCardId =
        caller
            .gift(0, "issue_card", "{'cardholder_name':'A','phone':77011234567,'product_code':1}")
            .path("card_id")
            .longValue();
    sandbox
        .wireMock()
        .stubFor(WireMock.post(urlEqualTo(CARD + "info")).willReturn(serviceUnavailable()));

    sandbox.reset();

    assertThat(sandbox.ledger().entries()).isEmpty();
    assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
    assertThat(sandbox.ledger().effects(UUID.fromString(requestId))).isZero();
    caller.commandError("card_not_found", CARD + "info", "'card_id':'%s'", cardId);
    caller.gift(-7, "card_status", "{'card_id':%s}", giftCardId);
    caller.error("request_not_found", STATUS, "{'request_id':'%s'}", requestId);
    caller.ok(CARD + "bulk_issue", BULK, requestId);
  }

  @Test
  void reset_whenDepositWasSpent_restored() {
    SandboxOptions options = SandboxOptions.builder().deposit(new BigDecimal("5000")).build();
    try (FreedomCardSandbox small = FreedomCardSandbox.start(options)) {
      SandboxCaller smallCaller = new SandboxCaller(small);
      String issue = "{'cardholder_name':'A','phone':77011234567,'product_code':1}";
      smallCaller.gift(0, "issue_card", issue);
      smallCaller.gift(-6, "issue_card", issue);
      small.reset();
      smallCaller.gift(0, "issue_card", issue);
    }
  }

  @Test
  void wireMock_whenStubbed_stubTakesPrecedenceUntilResetAll() {
    sandbox
        .wireMock()
        .stubFor(WireMock.post(urlEqualTo(CARD + "bulk_issue")).willReturn(serviceUnavailable()));
    byte[] body = bytes(BULK.formatted(newId()));
    assertThat(caller.send(caller.request(CARD + "bulk_issue", body)).statusCode()).isEqualTo(503);
    assertThat(sandbox.ledger().entries()).isEmpty();
    sandbox.wireMock().verify(1, postRequestedFor(urlEqualTo(CARD + "bulk_issue")));

    sandbox.wireMock().resetAll();
    assertThat(caller.send(caller.request(CARD + "bulk_issue", body)).statusCode()).isEqualTo(200);
  }

  @Test
  void wireMock_whenStubProxies_responseOfItsTarget() {
    try (FreedomCardSandbox target = FreedomCardSandbox.start()) {
      target.wireMock().stubFor(WireMock.any(anyUrl()).willReturn(WireMock.ok("from the target")));
      String targetUrl = target.wireMock().baseUrl();
      sandbox
          .wireMock()
          .stubFor(WireMock.any(anyUrl()).willReturn(WireMock.aResponse().proxiedFrom(targetUrl)));
      byte[] body = bytes(BULK.formatted(newId()));
      for (int i = 0; i < 2; i++) {
        assertThat(caller.send(caller.request(CARD + "bulk_issue", body)).body())
            .asString(US_ASCII)
            .isEqualTo("from the target");
      }
    }
  }

  @Test
  void journal_whenManyRequests_bounded() {
    for (int i = 0; i < 1_050; i++) {
      caller.call(CARD + "balance", "{'card_id':'x'}");
    }
    assertThat(sandbox.wireMock().getAllServeEvents()).hasSize(1_000);
  }

  @Test
  void journal_whenRequestsWereRemoved_keepsAsManyAsBefore() {
    SandboxOptions options = SandboxOptions.builder().journalEntries(2).build();
    try (FreedomCardSandbox small = FreedomCardSandbox.start(options)) {
      SandboxCaller smallCaller = new SandboxCaller(small);
      for (String path : List.of("balance", "info", "info", "balance")) {
        smallCaller.call(CARD + path, "{'card_id':'x'}");
      }
      List<ServeEvent> newest = small.wireMock().getAllServeEvents();
      assertThat(newest)
          .extracting(event -> event.getRequest().getUrl())
          .containsExactly(CARD + "balance", CARD + "info");

      small.wireMock().removeServeEvent(newest.get(0).getId());
      small.wireMock().removeServeEvent(newest.get(0).getId());
      assertThat(small.wireMock().getAllServeEvents()).hasSize(1);
      for (int i = 0; i < 3; i++) {
        smallCaller.call(CARD + "info", "{'card_id':'x'}");
      }
      assertThat(small.wireMock().getAllServeEvents())
          .extracting(event -> event.getRequest().getUrl())
          .containsExactly(CARD + "info", CARD + "info");

      small.reset();
      for (int i = 0; i < 3; i++) {
        smallCaller.call(CARD + "info", "{'card_id':'x'}");
      }
      assertThat(small.wireMock().getAllServeEvents()).hasSize(2);
    }
  }

  @Test
  void connection_whenResponded_keptAlive() throws IOException {
    byte[] body = bytes("{'card_id':'x'}");
    String request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                .formatted(CARD + "balance")
            + "Request-Id: r\r\nX-JWS-Signature: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(caller.sign(CARD + "balance", body), body.length);
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort())) {
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getOutputStream().write(body);
        StringBuilder response = new StringBuilder();
        while (response.indexOf("\"dt\"") < 0 || response.charAt(response.length() - 1) != '}') {
          int next = socket.getInputStream().read();
          assertThat(next).as("closed after: %s", response).isNotNegative();
          response.append((char) next);
        }
        assertThat(response).startsWith("HTTP/1.1 200").contains("card_not_found");
        // The end of a chunked response.
        if (response.toString().contains("chunked")) {
          assertThat(socket.getInputStream().readNBytes(7)).hasSize(7);
        }
      }
    }
  }

  @Test
  void concurrency_whenSameRequest_oneEffect() throws Exception {
    String cardId = caller.activeCard("1000");
    String requestId = newId();
    List<String> responses = Collections.synchronizedList(new ArrayList<>());
    hammer(
        () ->
            responses.add(
                caller
                    .call(
                        SandboxCaller.TRANSACTION + "create",
                        "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'debit',"
                            + "'amount':10,'currency':'KZT'}",
                        requestId,
                        cardId)
                    .path("status")
                    .textValue()));
    assertThat(responses).hasSize(THREADS).containsOnlyOnce("ok");
    assertThat(sandbox.ledger().effects(UUID.fromString(requestId))).isEqualTo(1);
    assertThat(sandbox.ledger().charged(cardId)).isEqualByComparingTo("10");
  }

  @Test
  void concurrency_whenInProcessAndManyQueries_oneEffect() throws Exception {
    SandboxOptions options =
        SandboxOptions.builder().processing(ProcessingMode.afterStatusQueries(5)).build();
    try (FreedomCardSandbox slow = FreedomCardSandbox.start(options)) {
      SandboxCaller slowCaller = new SandboxCaller(slow);
      String requestId = newId();
      slowCaller.call(CARD + "bulk_issue", BULK, requestId);
      hammer(() -> slowCaller.status(requestId));
      assertThat(slow.ledger().effects(UUID.fromString(requestId))).isEqualTo(1);
      assertThat(slowCaller.status(requestId).path("cards")).hasSize(1);
    }
  }

  @Test
  void concurrency_whenManyTransactions_moneyIsConserved() throws Exception {
    String cardId = caller.activeCard("100");
    hammer(
        () -> {
          String create =
              "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'%s','amount':%s,"
                  + "'currency':'KZT'}";
          String path = SandboxCaller.TRANSACTION;
          caller.call(path + "create", create, newId(), cardId, "credit", "0.10");
          for (int i = 0; i < 3; i++) {
            String transactionId =
                caller
                    .call(path + "create", create, newId(), cardId, "debit", "1.30")
                    .path("transaction_id")
                    .asText("none");
            String settle = "{'request_id':'%s','order_id':'o1','transaction_id':'%s','amount':%s}";
            caller.call(path + "clearing", settle, newId(), transactionId, "1.10");
            caller.call(path + "refund", settle, newId(), transactionId, "0.30");
            caller.call(path + "refund", settle, newId(), transactionId, "0.90");
          }
        });
    Ledger ledger = sandbox.ledger();
    BigDecimal available =
        ledger.credited(cardId).subtract(ledger.charged(cardId)).add(ledger.refunded(cardId));
    assertThat(caller.account(cardId).path("amount").decimalValue())
        .isEqualByComparingTo(available)
        .isNotNegative();
    assertThat(caller.account(cardId).path("blocked_amount").decimalValue()).isZero();
    assertThat(ledger.credited(cardId)).isEqualByComparingTo("106.40");
    int debits = ledger.entries("clearTransaction").size();
    assertThat(ledger.charged(cardId))
        .isEqualByComparingTo(new BigDecimal("1.10").multiply(BigDecimal.valueOf(debits)));
    assertThat(ledger.refunded(cardId))
        .isEqualByComparingTo(new BigDecimal("0.30").multiply(BigDecimal.valueOf(debits)));
    assertThat(ledger.entries())
        .extracting(Ledger.Entry::number)
        .startsWith(1, 2, 3)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
