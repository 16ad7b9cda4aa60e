package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestVerifier;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Received;
import java.security.SignatureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of a client, or of a view of it, take effect on what it sends. */
class OptionsTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();
  private static final Credentials OWN = Credentials.of("merchant-1", "key-1");
  private static final Credentials OTHER = Credentials.of("merchant-2", "key-2");

  @Test
  void withOptions_whenHeadersAreSet_onlyThatViewSendsThem() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      FreedomCardClient view =
          client.withOptions(RequestOptions.builder().header("X-Trace", "a").build());
      FreedomCardClient inner =
          view.withOptions(
              RequestOptions.builder().header("x-trace", "b").header("X-More", "c").build());
      client.getBalance(READ);
      view.getBalance(READ);
      inner.getBalance(READ);
      inner.async().getBalance(READ).join();
      assertThat(server.requests())
          .extracting(sent -> sent.headers().get("x-trace") + " " + sent.headers().get("x-more"))
          .containsExactly("null null", "a null", "b c", "b c");
    }
  }

  @Test
  void withOptions_whenCredentialsAreSet_signsStatusQueriesWithThemToo() throws Exception {
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      FreedomCardClient view =
          client.withOptions(RequestOptions.builder().credentials(OTHER).build());
      view.blockCard(BlockCardRequest.builder().cardId("1").description("lost").build());
      client.getBalance(READ);
      view.getBalance(READ);
      List<Received> sent = server.requests();
      verify(sent.get(0), CardOperations.BLOCK_CARD.path(), OTHER);
      verify(sent.get(1), RequestOperations.GET_REQUEST_STATUS.path(), OTHER);
      verify(sent.get(2), CardOperations.GET_BALANCE.path(), OWN);
      verify(sent.get(3), CardOperations.GET_BALANCE.path(), OTHER);
    }
  }

  @Test
  void withOptions_whenARetryPolicyIsSet_onlyThatViewFollowsIt() {
    try (RawServer server = RawServer.start((n, request) -> http("503 Busy", ""));
        FreedomCardClient client = builder(server).build()) {
      FreedomCardClient view =
          client.withOptions(RequestOptions.builder().retryPolicy(RetryPolicy.none()).build());
      assertThat(attempts(view)).isEqualTo(1);
      assertThat(server.requests()).hasSize(1);
      assertThat(attempts(client)).isEqualTo(3);
      assertThat(server.requests()).hasSize(4);
      // Attempts count per call, so the next call has all of them.
      assertThat(attempts(client)).isEqualTo(3);
      assertThat(server.requests()).hasSize(7);
    }
  }

  private static int attempts(FreedomCardClient client) {
    return ((HttpStatusException) requireNonNull(catchThrowable(() -> client.getBalance(READ))))
        .attempts();
  }

  @Test
  void withOptions_whenClosed_leavesTheClientOpen() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      FreedomCardClient view = client.withOptions(RequestOptions.builder().build());
      view.getBalance(READ);
      view.close();
      client.getBalance(READ);
      client.async().getBalance(READ).join();
      view.async().getBalance(READ).join();
      assertThat(server.requests()).hasSize(4);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void path_whenOverridden_isSentAndSigned() throws Exception {
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK));
        FreedomCardClient client =
            builder(server)
                .path(CardOperations.BLOCK_CARD, "/v6/cards/block")
                .path(RequestOperations.GET_REQUEST_STATUS, "/v6/status")
                .build()) {
      client.blockCard(BlockCardRequest.builder().cardId("1").description("lost").build());
      client.getBalance(READ);
      List<Received> sent = server.requests();
      assertThat(sent)
          .extracting(Received::line)
          .containsExactly(
              "POST /v6/cards/block HTTP/1.1",
              "POST /v6/status HTTP/1.1",
              "POST /v5/card-api/card/balance HTTP/1.1");
      verify(sent.get(0), "/v6/cards/block", OWN);
      verify(sent.get(1), "/v6/status", OWN);
      verify(sent.get(2), CardOperations.GET_BALANCE.path(), OWN);
      assertThatThrownBy(() -> verify(sent.get(0), CardOperations.BLOCK_CARD.path(), OWN))
          .isInstanceOf(SignatureException.class)
          .hasMessageStartingWith("uri: ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void algorithm_whenSet_signsWithIt(JwsAlgorithm algorithm) throws Exception {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).algorithm(algorithm).build();
        FreedomCardClient byDefault = builder(server).build()) {
      client.getBalance(READ);
      byDefault.getBalance(READ);
      String path = CardOperations.GET_BALANCE.path();
      verify(server.requests().get(0), path, OWN, algorithm);
      verify(server.requests().get(1), path, OWN, JwsAlgorithm.HS512);
    }
  }

  @Test
  void credentialsProvider_whenACallSendsSeveralTimes_isCalledOnce() throws Exception {
    AtomicInteger providerCalls = new AtomicInteger();
    CredentialsProvider rotating =
        () -> Credentials.of("merchant-" + providerCalls.incrementAndGet(), "key");
    try (RawServer server =
            RawServer.start(
                (n, request) -> n == 1 ? null : http(n == 4 ? "503 Busy" : "200 OK", OK));
        FreedomCardClient client = builder(server).credentials(rotating).build()) {
      client.blockCard(BlockCardRequest.builder().cardId("1").description("lost").build());
      client.getBalance(READ);
      client.async().getBalance(READ).join();
      assertThat(providerCalls).hasValue(3);
      List<Received> sent = server.requests();
      String balance = CardOperations.GET_BALANCE.path();
      verify(sent.get(0), CardOperations.BLOCK_CARD.path(), Credentials.of("merchant-1", "key"));
      verify(
          sent.get(1),
          RequestOperations.GET_REQUEST_STATUS.path(),
          Credentials.of("merchant-1", "key"));
      verify(sent.get(2), balance, Credentials.of("merchant-2", "key"));
      verify(sent.get(3), balance, Credentials.of("merchant-3", "key"));
      verify(sent.get(4), balance, Credentials.of("merchant-3", "key"));
    }
  }

  @Test
  void credentialsProvider_whenItFails_reachesTheCallerUnchangedAndNothingIsSent() {
    IllegalStateException sealed = new IllegalStateException("vault sealed");
    CredentialsProvider failing =
        () -> {
          throw sealed;
        };
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).credentials(failing).build()) {
      assertThat(catchThrowable(() -> client.getBalance(READ))).isSameAs(sealed);
      assertThatThrownBy(() -> client.async().getBalance(READ).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isSameAs(sealed);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // A provider may be compiled without the annotations.
  void credentialsProvider_whenItReturnsNull_isNamedAndNothingIsSent() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).credentials(() -> null).build()) {
      assertThatThrownBy(() -> client.getBalance(READ))
          .isExactlyInstanceOf(NullPointerException.class)
          .hasMessage("credentials");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void request_always_isAPostOfExactlyJson() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      client.getBalance(READ);
      Received sent = server.requests().get(0);
      assertThat(sent.line()).isEqualTo("POST /v5/card-api/card/balance HTTP/1.1");
      assertThat(sent.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("content-length", "15")
          .containsKeys("x-jws-signature", "request-id");
      assertThat(sent.body()).isEqualTo("{\"card_id\":\"1\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "test, https://test-api.freedompay.kz",
    "production, https://api.freedompay.kz",
    "https://api.freedompay.uz, https://api.freedompay.uz"
  })
  void fromEnv_whenTheEnvironmentIsSet_callsThatHost(String where, String host) {
    Map<String, String> variables =
        Map.of(
            "FREEDOM_CARD_AUTH_ID",
            "merchant-1",
            "FREEDOM_CARD_SECRET_KEY",
            "key-1",
            where.startsWith("https") ? "FREEDOM_CARD_BASE_URL" : "FREEDOM_CARD_ENVIRONMENT",
            where);
    List<HttpUrl> called = new ArrayList<>();
    OkHttpClient offline =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  called.add(chain.request().url());
                  return new Response.Builder()
                      .request(chain.request())
                      .protocol(Protocol.HTTP_1_1)
                      .code(200)
                      .message("OK")
                      .body(ResponseBody.create(OK, MediaType.get("application/json")))
                      .build();
                })
            .build();
    try (FreedomCardClient client =
        FreedomCardClientBuilder.fromEnv(variables).httpClient(offline).build()) {
      client.getBalance(READ);
    }
    assertThat(called)
        .extracting(HttpUrl::toString)
        .containsExactly(host + CardOperations.GET_BALANCE.path());
  }

  @Test
  void fromEnv_whenTheKeyIsSet_signsWithIt() throws Exception {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            FreedomCardClientBuilder.fromEnv(
                    Map.of(
                        "FREEDOM_CARD_AUTH_ID", "merchant-1",
                        "FREEDOM_CARD_SECRET_KEY", "key-1",
                        "FREEDOM_CARD_BASE_URL", server.baseUrl()))
                .build()) {
      client.getBalance(READ);
      verify(server.requests().get(0), CardOperations.GET_BALANCE.path(), OWN);
    }
  }

  private static void verify(Received sent, String path, Credentials credentials)
      throws SignatureException {
    verify(sent, path, credentials, JwsAlgorithm.HS512);
  }

  private static void verify(
      Received sent, String path, Credentials credentials, JwsAlgorithm algorithm)
      throws SignatureException {
    JwsRequestVerifier.of(credentials, algorithm)
        .verify(
            requireNonNull(sent.headers().get("x-jws-signature")),
            "POST",
            path,
            sent.body().getBytes(UTF_8));
  }

  private static FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials(OWN)
        .retryPolicy(
            RetryPolicy.builder().backoff(Duration.ofNanos(1), Duration.ofNanos(1)).build());
  }
}
