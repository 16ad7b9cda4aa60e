package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.testing.RawServer;
import java.util.concurrent.CompletionException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt sends one POST, even if OkHttp or an interceptor would retry. */
class SingleAttemptTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attempt_whenThePooledConnectionFailsAfterTheRequest_isNotRepeated(boolean async) {
    // The first request opens the connection, the second fails on it.
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? http("200 OK", OK) : null);
        FreedomCardClient client = client(server, new OkHttpClient())) {
      block(client, async);
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attempt_whenTheResponseIs408_isNotRepeated(boolean async) {
    try (RawServer server = RawServer.start((n, request) -> http("408 Request Timeout", ""));
        FreedomCardClient client = client(server, new OkHttpClient())) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              HttpStatusException.class,
              e -> {
                assertThat(e.status()).isEqualTo(408);
                assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
              });
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attempt_whenTheResponseIs503WithRetryAfter0_isNotRepeated(boolean async) {
    try (RawServer server =
            RawServer.start((n, request) -> http("503 Busy", "", "Retry-After: 0"));
        FreedomCardClient client = client(server, new OkHttpClient())) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(503));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attempt_whenRedirectedWithTheMethodKept_isNotRepeated(boolean async) {
    try (RawServer server =
            RawServer.start((n, request) -> http("307 Elsewhere", "", "Location: /elsewhere"));
        FreedomCardClient client = client(server, new OkHttpClient())) {
      assertThatThrownBy(() -> block(client, async)).isInstanceOf(HttpStatusException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attempt_whenAnInterceptorProceedsTwice_isNotRepeated(boolean async) {
    OkHttpClient twice =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server, twice)) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static FreedomCardClient client(RawServer server, OkHttpClient http) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(RetryPolicy.none())
        .httpClient(http)
        .build();
  }

  private static void block(FreedomCardClient client, boolean async) {
    BlockCardRequest request = BlockCardRequest.builder().cardId("1").description("lost").build();
    if (!async) {
      client.blockCard(request);
      return;
    }
    try {
      client.async().blockCard(request).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FreedomCardException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
