package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects of released payment SDKs, one test each, named after the SDK. */
class PeerDefectsTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();

  @ParameterizedTest
  @ValueSource(strings = {"408 Late", "503 Busy"})
  void okHttp_sendsAPostTwiceByDefault_weSendItOnce(String status) {
    try (RawServer server = RawServer.start((n, request) -> http(status, "", "Retry-After: 0"));
        FreedomCardClient client =
            builder(server)
                .retryPolicy(RetryPolicy.none())
                .httpClient(new OkHttpClient())
                .build()) {
      assertThatThrownBy(() -> client.blockCard(block())).isInstanceOf(FreedomCardException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void square_neverRefillsItsRetryBudget_weRetryEachCall() {
    try (RawServer server = RawServer.start((n, request) -> http("503 Busy", ""));
        FreedomCardClient client = builder(server).build()) {
      for (int call = 1; call <= 3; call++) {
        FreedomCardException e =
            catchThrowableOfType(FreedomCardException.class, () -> client.getBalance(READ));
        assertThat(e.attempts()).isEqualTo(3);
        assertThat(server.requests()).hasSize(3 * call);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Slow", "503 Busy"})
  void adyen_resendsAPostWithoutAKey_weSendANonIdempotentCommandOnce(String status) {
    try (RawServer server = RawServer.start((n, request) -> http(status, "", "Retry-After: 0"));
        FreedomCardClient client = builder(server).build()) {
      assertThatThrownBy(
              () ->
                  client.issueGiftCard(
                      IssueGiftCardRequest.builder()
                          .cardholderName("AIGERIM SEITOVA")
                          .phone("77011234567")
                          .productCode(1)
                          .build()))
          .isInstanceOf(FreedomCardException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void adyen_printsTheKeyInAnException_weMaskIt() {
    Credentials credentials = Credentials.of("id", "k3y-0f-th3-m3rchant");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JwsRequestSigner.of(credentials, JwsAlgorithm.HS512)
                    .sign("post", "/x", new byte[0]))
        .withMessageNotContaining("k3y");
    assertThat(credentials.toString()).doesNotContain("k3y");
  }

  @Test
  void adyen_losesUnknownValues_weKeepThem() {
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    http("200 OK", "{\"status\":\"ok\",\"request_status\":\"parked\"}"));
        FreedomCardClient client = builder(server).build()) {
      assertThat(client.blockCard(block()).requestStatus()).isEqualTo(RequestStatus.of("parked"));
    }
  }

  @Test
  void checkout_reportsADeadServerAsHttp400_weReportAConnectionFailure() throws IOException {
    int closed;
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = port.getLocalPort();
    }
    try (FreedomCardClient client =
        FreedomCardClient.builder()
            .baseUrl("http://127.0.0.1:" + closed)
            .credentials("id", "key")
            .retryPolicy(quick())
            .build()) {
      ConnectionException e =
          catchThrowableOfType(ConnectionException.class, () -> client.blockCard(block()));
      assertThat(e.outcome()).isEqualTo(Outcome.NOT_PROCESSED);
      assertThat(e).hasMessageNotContaining("HTTP");
    }
  }

  @Test
  void checkout_neverRetries_weRetryARead() {
    try (RawServer server =
            RawServer.start((n, request) -> n == 1 ? http("503 Busy", "") : http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      assertThat(client.getBalance(READ).accounts()).isEmpty();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v5/../../payments/x", "../../payments/x", "/v5/%2e%2e/x", "/v5/./x"})
  void checkout_sendsDotSegmentsAsAPath_weRejectThem(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.read("read", path, Map.class, Map.class))
        .withMessage("path: not a plain absolute path: " + path);
  }

  @Test
  void stripe_printsCardNumbers_weMaskThem() {
    String response =
        "{\"status\":\"ok\",\"pan\":\"4400123412341234\",\"cvv\":\"123\",\"x\":\"4400123412341234\"}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = builder(server).build()) {
      var secret = client.getSecretData(SecretDataRequest.builder().cardId("1").build());
      assertThat(secret.toString()).doesNotContain("4400").doesNotContain("=123");
      assertThat(secret.pan()).isNotNull();
    }
  }

  @Test
  void stripe_changesTheAuthenticatorOfTheJvm_weDoNot() {
    Authenticator before = Authenticator.getDefault();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      client.blockCard(block());
      assertThat(Authenticator.getDefault()).isSameAs(before);
    }
  }

  @Test
  void stripe_doesNotRetry429_weWaitAndRetry() {
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    n == 1 ? http("429 Slow", "", "Retry-After: 0") : http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      BlockCardRequest request = block();
      assertThat(client.blockCard(request).isSuccess()).isTrue();
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(0).body())
          .contains(request.requestId().toString())
          .isEqualTo(server.requests().get(1).body());
    }
  }

  private static FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(quick());
  }

  private static RetryPolicy quick() {
    return RetryPolicy.builder().backoff(Duration.ofMillis(1), Duration.ofMillis(2)).build();
  }

  private static BlockCardRequest block() {
    return BlockCardRequest.builder().cardId("1").description("lost").build();
  }
}
