package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.STATUS;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.freedomcard.testing.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of each fault on the wire of HTTP/1.1, without the client. */
@ParameterizedClass(name = "tls {0}")
@ValueSource(booleans = {false, true})
class FaultsOnTheWireTest {

  private static final String PATH = CARD + "bulk_issue";

  @Parameter private boolean tls;

  private FreedomCardSandbox sandbox;
  private Faults faults;
  private SandboxCaller caller;
  private final String requestId = newId();
  private final byte[] body =
      bytes("{'request_id':'%s','product_id':2000,'quantity':1}".formatted(requestId));

  @BeforeEach
  void start() {
    sandbox = FreedomCardSandbox.start(SandboxOptions.builder().tls(tls).build());
    faults = sandbox.faults();
    caller = new SandboxCaller(sandbox);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Socket connect() throws IOException {
    SocketFactory sockets =
        tls ? sandbox.sslContext().getSocketFactory() : SocketFactory.getDefault();
    Socket socket =
        sockets.createSocket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private void send(Socket socket, String head, byte[] content) throws IOException {
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().write(content);
  }

  private String head(String more) {
    return ("POST " + PATH + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n")
        + ("Request-Id: r\nX-JWS-Signature: " + caller.sign(PATH, body) + "\n")
        + (more + "\n");
  }

  private Socket sendWhole() throws IOException {
    Socket socket = connect();
    send(socket, head("Content-Length: " + body.length + "\n"), body);
    return socket;
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Reads until the connection is closed normally. */
  private String response() throws IOException {
    try (Socket socket = sendWhole()) {
      return all(socket.getInputStream());
    }
  }

  private int effects() {
    return sandbox.ledger().effects(UUID.fromString(requestId));
  }

  @Test
  void responseLost_always_closedWithoutResponse() throws IOException {
    faults.next("bulkIssueCards", Fault.responseLost());
    assertThat(response()).isEmpty();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void requestReset_always_reset() throws IOException {
    faults.next("bulkIssueCards", Fault.requestReset());
    try (Socket socket = sendWhole()) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(effects()).isZero();
    // The request was read.
    assertThat(sandbox.wireMock().getAllServeEvents()).hasSize(1);
  }

  @Test
  void resetConnections_always_resetUnread() {
    faults.resetConnections(1);
    assertThatThrownBy(this::response).isInstanceOf(SocketException.class);
    assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
  }

  @Test
  void responseTruncated_always_halfOfBody() throws IOException {
    faults.next("bulkIssueCards", Fault.responseTruncated());
    assertThat(response())
        .startsWith("HTTP/1.1 200")
        .contains("{\"status\":\"ok\"")
        .doesNotContain("}", FaultProxy.DELIVERY);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void responseMalformed_always_htmlAndConnectionStaysOpen() {
    faults.next("bulkIssueCards", Fault.responseMalformed());
    HttpResponse<byte[]> response = caller.send(caller.request(PATH, body));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(new String(response.body(), ISO_8859_1)).startsWith("<html>");
    assertThat(effects()).isEqualTo(1);
    caller.status(requestId);
    assertThat(sandbox.openConnections()).isEqualTo(1);
  }

  @Test
  void responseDelayed_always_unchanged() {
    faults.next("bulkIssueCards", Fault.responseDelayed(Duration.ofMillis(1)));
    HttpResponse<byte[]> response = caller.send(caller.request(PATH, body));
    assertThat(response.headers().map()).doesNotContainKey("sandbox-delivery");
    assertThat(SandboxCaller.json(response.body()).path("status").textValue()).isEqualTo("ok");
  }

  @Test
  void responseDelayed_whenReleased_sentAtOnce() throws IOException {
    faults.next("bulkIssueCards", Fault.responseDelayed(Duration.ofDays(1)));
    try (Socket socket = sendWhole()) {
      Wait.until(() -> !faults.triggered().isEmpty());
      faults.clear();
      assertThat(HttpHead.read(socket.getInputStream()).text()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void httpStatus_always_asConfigured() {
    faults.next(
        "bulkIssueCards",
        Fault.httpStatus(503)
            .retryAfter(Duration.ofSeconds(7))
            .body("text/plain", "later")
            .afterProcessing());
    HttpResponse<byte[]> response = caller.send(caller.request(PATH, body));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(response.body()).asString().isEqualTo("later");
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void responseUnexpectedValues_always_everyLevelChanged() {
    caller.ok(PATH, "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    faults.next("getRequestStatus", Fault.responseUnexpectedValues());
    JsonNode reported = caller.status(requestId);
    assertThat(reported.path("status").textValue()).isEqualTo("ok");
    assertThat(reported.path("request_status").textValue()).isEqualTo("success");
    assertThat(reported.path("sandbox_unknown").isObject()).isTrue();
    assertThat(reported.path("cards").path(0).path("card_id").isTextual()).isTrue();
    assertThat(reported.path("cards").path(0).path("sandbox_unknown").isObject()).isTrue();

    faults.next("getRequestStatus", Fault.responseUnknownRequestStatus());
    assertThat(caller.status(requestId).path("request_status").textValue())
        .isEqualTo("sandbox_unknown");

    faults.next("listGiftCardProducts", Fault.responseUnexpectedValues());
    JsonNode products = caller.call(SandboxCaller.GIFT + "product_list", "{}");
    assertThat(products.path("status").textValue()).isEqualTo("0");
    assertThat(products.path("product_list").path(0).path("balance").textValue()).isEqualTo("5000");
  }

  @Test
  void fault_whenSignatureIsWrong_triggered() {
    faults.next("bulkIssueCards", Fault.httpStatus(503));
    assertThat(caller.send(caller.unsigned(PATH, body)).statusCode()).isEqualTo(503);
    assertThat(caller.send(caller.unsigned(PATH, body)).statusCode()).isEqualTo(401);
  }

  @Test
  void fault_whenStubResponds_staysArmed() {
    faults.next("bulkIssueCards", Fault.httpStatus(503));
    sandbox.wireMock().stubFor(any(anyUrl()).willReturn(okJson("{}")));
    assertThat(caller.send(caller.request(PATH, body)).statusCode()).isEqualTo(200);
    assertThat(faults.pending()).containsExactly("bulkIssueCards: httpStatus(503)");
  }

  @Test
  void duplicateStatus_whenSet_sameBodyWithOtherStatus() {
    faults.duplicateStatus(409);
    caller.send(caller.request(PATH, body));
    HttpResponse<byte[]> response = caller.send(caller.request(PATH, body));
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(SandboxCaller.json(response.body()).path("error_code").textValue())
        .isEqualTo("duplicate_request_id");
  }

  @ParameterizedTest
  @EnumSource(UnknownIdResponse.class)
  void unknownIdResponse_whenSet_used(UnknownIdResponse reported) {
    faults.unknownIdResponse(reported);
    byte[] statusQuery = bytes("{'request_id':'%s'}".formatted(requestId));
    HttpResponse<byte[]> response = caller.send(caller.request(STATUS, statusQuery));
    assertThat(response.statusCode()).isEqualTo(reported == UnknownIdResponse.ERROR ? 200 : 404);
    assertThat(response.body())
        .asString()
        .startsWith(
            reported == UnknownIdResponse.NOT_FOUND_HTML ? "<html>" : "{\"status\":\"error\"");
  }

  @Test
  void statusLag_whenSet_reportedAfterLag() {
    faults.statusLag(2);
    caller.ok(PATH, "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    for (int i = 0; i < 2; i++) {
      caller.error("request_not_found", STATUS, "{'request_id':'%s'}", requestId);
    }
    assertThat(caller.status(requestId).path("request_status").textValue()).isEqualTo("success");
    faults.clear();
    String second = newId();
    caller.ok(PATH, "{'request_id':'%s','product_id':2000,'quantity':1}", second);
    assertThat(caller.status(second).path("request_status").textValue()).isEqualTo("success");
  }

  @Test
  void refuseConnections_whenRepeated_refusedUntilAccepted() throws IOException {
    for (int i = 0; i < 20; i++) {
      faults.refuseConnections();
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      faults.acceptConnections();
      connect().close();
    }
    faults.refuseConnections();
    sandbox.close();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
  }

  @Test
  void refuseConnections_whenRequestInFlight_respondedAndClosed() throws IOException {
    faults.next("bulkIssueCards", Fault.responseDelayed(Duration.ofSeconds(1)));
    try (Socket socket = sendWhole()) {
      Wait.until(() -> !faults.triggered().isEmpty());
      faults.refuseConnections();
      assertThat(all(socket.getInputStream()))
          .startsWith("HTTP/1.1 200")
          .contains("Connection: close\r\n", "\"status\":\"ok\"");
    }
  }

  @Test
  void openConnections_whenClientsComeAndGo_counted() throws IOException {
    try (Socket first = sendWhole()) {
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = sendWhole()) {
        assertThat(second.getInputStream().read()).isEqualTo('H');
        assertThat(sandbox.openConnections()).isEqualTo(2);
      }
    }
    Wait.until(() -> sandbox.openConnections() == 0);
  }

  @Test
  void proxy_whenStubUsesWireMockFault_forwardsIt() throws IOException {
    stub(aResponse().withFault(EMPTY_RESPONSE));
    assertThat(response()).isEmpty();
    stub(aResponse().withFault(MALFORMED_RESPONSE_CHUNK));
    assertThat(response()).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n\r\n");
    stub(aResponse().withFault(RANDOM_DATA_THEN_CLOSE));
    assertThat(response()).isNotEmpty().doesNotStartWith("HTTP");
    stub(aResponse().withFault(CONNECTION_RESET_BY_PEER));
    try (Socket socket = sendWhole()) {
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void proxy_whenStubDribbles_forwardsChunks() throws IOException {
    stub(okJson("{\"a\":\"" + "x".repeat(20_000) + "\"}").withChunkedDribbleDelay(4, 40));
    HttpResponse<byte[]> response = caller.send(caller.request(PATH, body));
    assertThat(response.body()).hasSize(20_008);
  }

  @Test
  void proxy_whenResponseHasNoBody_connectionStaysOpen() throws IOException {
    stub(noContent());
    try (Socket socket = connect()) {
      for (String method : new String[] {"POST", "HEAD", "GET"}) {
        send(socket, method + " /any HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n", bytes(""));
        assertThat(HttpHead.read(socket.getInputStream()).text()).startsWith("HTTP/1.1 204");
      }
      stub(okJson("{}"));
      send(socket, "HEAD /any HTTP/1.1\nHost: localhost\n\n", bytes(""));
      assertThat(HttpHead.read(socket.getInputStream()).text()).startsWith("HTTP/1.1 200");
      send(socket, "GET /any HTTP/1.1\nHost: localhost\nConnection: close\n\n", bytes(""));
      assertThat(all(socket.getInputStream())).startsWith("HTTP/1.1 200").contains("{}");
    }
  }

  @Test
  void proxy_whenClientExpectsContinue_invitesTheBody() throws IOException {
    try (Socket socket = connect()) {
      String more = "Connection: close\nExpect: 100-continue\n";
      send(socket, head(more + "Content-Length: " + body.length + "\n"), bytes(""));
      assertThat(HttpHead.read(socket.getInputStream()).text()).startsWith("HTTP/1.1 100");
      send(socket, "", body);
      assertThat(all(socket.getInputStream())).startsWith("HTTP/1.1 200");
    }
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void proxy_whenRequestIsChunked_forwardsIt() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head("Transfer-Encoding: chunked\nConnection: close\n"), bytes(""));
      send(socket, "1;a=b\n" + (char) body[0] + "\n", bytes(""));
      byte[] rest = Arrays.copyOfRange(body, 1, body.length);
      send(socket, Integer.toHexString(rest.length) + "\n", rest);
      send(socket, "\n0\nX-Trailer: a\n\n", bytes(""));
      assertThat(all(socket.getInputStream())).startsWith("HTTP/1.1 200");
    }
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void proxy_whenRequestIsTruncated_notProcessed() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head("Content-Length: " + (body.length + 1) + "\n"), body);
      socket.shutdownOutput();
      assertThat(all(socket.getInputStream())).isEmpty();
    }
    assertThat(effects()).isZero();
  }

  private void stub(ResponseDefinitionBuilder response) {
    sandbox.wireMock().stubFor(any(anyUrl()).willReturn(response));
  }

  @Test
  void arming_whenInvalid_rejected() {
    assertThatThrownBy(() -> faults.next("meltCard", Fault.responseLost()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("operation: unknown to the sandbox: meltCard");
    assertThatThrownBy(() -> faults.next("setPin", Fault.requestDelayed(1)))
        .hasMessage("requestDelayed(1): applies to idempotent commands only, not to setPin");
    assertThatThrownBy(() -> faults.always("getCardInfo", Fault.requestDelayedUntilResend()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.on("setPin", 0, Fault.responseLost()))
        .hasMessage("occurrence <= 0: 0");
    assertThatThrownBy(
            () ->
                faults
                    .next("setPin", Fault.responseLost())
                    .on("setPin", 1, Fault.responseTruncated()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("setPin: a fault is already armed for request 1");
    assertThatThrownBy(() -> faults.resetConnections(0)).hasMessage("count <= 0: 0");
    faults.resetConnections(9_999);
    assertThatThrownBy(() -> faults.resetConnections(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count: more than 10000 resets would be pending: 2147483647 + 9999");
    faults.clear();
    assertThatThrownBy(() -> faults.duplicateStatus(500))
        .hasMessage("httpStatus: neither 200 nor 4xx: 500");
    assertThatThrownBy(() -> faults.statusLag(-1)).hasMessage("statusQueries < 0: -1");
    assertThatThrownBy(() -> Fault.requestDelayed(0)).hasMessage("statusQueries <= 0: 0");
    assertThatThrownBy(() -> Fault.httpStatus(199))
        .hasMessage("status: not between 200 and 599: 199");
    assertThatThrownBy(() -> Fault.httpStatus(503).retryAfter(Duration.ofMillis(1_500)))
        .hasMessage("delay: not in whole seconds: PT1.5S");
    assertThatThrownBy(() -> Fault.responseDelayed(Duration.ZERO)).hasMessage("delay <= 0: PT0S");
  }

  @Test
  void toString_always_namesFactory() {
    assertThat(Fault.responseLost()).hasToString("responseLost");
    assertThat(Fault.requestDelayed(2)).hasToString("requestDelayed(2)");
    assertThat(Fault.httpStatus(429).retryAfter(Duration.ofSeconds(1)).afterProcessing())
        .hasToString("httpStatus(429).retryAfter(PT1S).afterProcessing()");
  }
}
